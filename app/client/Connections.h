// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Connection.h"

#include <memory>
#include <vector>

namespace keydesk::client {

/**
 * The backends that somebody works with: this computer's first, then those that were added, in
 * their order. Thread as in Connection.
 */
class Connections : public QObject
{
    Q_OBJECT

public:
    /** Begins to read what the last run knew. All must outlive this object. \a localName: what this
     *  computer's is called. */
    Connections(const QString &localName, ConnectionList &list, Keychain &keychain,
                LocalCache &cache, QObject *parent = nullptr);
    ~Connections() override;

    Connection &local() const { return *m_all.front(); }
    std::vector<Connection *> all() const;
    /** Null if there is none (any more). */
    Connection *find(const QString &id) const;
    /** The one to this backend, however it was added; null if there is none. */
    Connection *at(const QUrl &origin) const;

    /** Shows what is known from the last run, then asks the backends. Not this computer's, which
     *  has to start first. */
    void start();
    /** The network or the computer is back. */
    void tryNow();
    /** The person is back: roles may have changed, platforms may have come or gone. */
    void refresh();

    /** Adds one at the end, signed out. Its id is made here. */
    Connection &add(const SavedConnection &saved);
    void rename(Connection &connection, const QString &name);
    void setEmail(Connection &connection, const QString &email);
    void setCertificateAuthority(Connection &connection, const QByteArray &pem);
    /** Signs out, and forgets it with all that is kept of it here. \a connection is gone then. */
    void remove(Connection &connection);

Q_SIGNALS:
    /** One was added, removed or renamed. */
    void changed();
    /** What the last run knew is there: the platforms of any of them may have come. */
    void filled();
    void stateChanged(keydesk::client::Connection *connection);
    void platformsChanged(keydesk::client::Connection *connection);
    /** Before it goes. */
    void aboutToRemove(keydesk::client::Connection *connection);
    /** What the person changed could not be kept on this computer: it lasts for this run. */
    void notKept(const keydesk::Problem &problem);

private:
    Connection &take(std::unique_ptr<Connection> connection);
    void onCached(const Result<QList<CachedPlatforms>> &cached);
    void watch(QFuture<Result<Done>> kept);

    ConnectionList &m_list;
    Keychain &m_keychain;
    LocalCache &m_cache;
    QFuture<Result<QList<CachedPlatforms>>> m_cached; ///< until start()
    std::vector<std::unique_ptr<Connection>> m_all;   ///< never empty
};

} // namespace keydesk::client
