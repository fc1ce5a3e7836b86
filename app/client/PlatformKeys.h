// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/EventStream.h"
#include "client/KeysClient.h"
#include "client/LocalCache.h"

#include <QDateTime>
#include <QObject>
#include <QSet>
#include <QString>

namespace keydesk::client {

class Connection;

/**
 * The keys of one platform, as far as they are known: as they were in the last run until the
 * backend answers, and from then on as it tells them, whoever changes them. Thread as in
 * RestClient.
 */
class PlatformKeys : public QObject
{
    Q_OBJECT

public:
    enum class Change { Created, Updated, Revoked };
    Q_ENUM(Change)

    /** \a connection must outlive it. Nothing is asked before start(). */
    PlatformKeys(Connection &connection, QString platformId, QObject *parent = nullptr);

    /** Reads what was kept, asks the backend, and listens to it. */
    void start();
    /** Asks again. Does nothing while the backend is known to be away. */
    void reload();
    /** The network or the computer is back: what was heard before may be old. */
    void tryNow();

    const KeyList &list() const { return m_list; }
    /** When the backend told them (UTC); invalid: nothing is known. */
    const QDateTime &asOf() const { return m_asOf; }
    /** Whether they are what the backend has now, as far as anybody can know. */
    bool isCurrent() const { return m_isCurrent; }

    /** What this application has just done, as the backend has confirmed it. */
    void put(const ApiKey &key);
    void remove(const QStringList &keyIds);

Q_SIGNALS:
    /** list(), asOf() or isCurrent() is another one. */
    void changed();
    /** A list did not come. RoleRequired, NotFound: nothing is known any more. */
    void failed(const keydesk::Problem &problem);
    /** Behind changed(): somebody did something that this application has not put(). */
    void heard(keydesk::client::PlatformKeys::Change change,
               const keydesk::client::KeyEvent &event);
    /** The backend was heard, with or without news: several times a minute while it is there. */
    void heartbeat();

private:
    void ask();
    void fill(const CachedKeys &cached);
    void onListed(const Result<KeyList> &list);
    void onFailed(const Problem &problem);
    void onEvent(Change change, const KeyEvent &event);
    void onConnectionChanged();
    void apply(Change change, const KeyEvent &event);
    void store();

    Connection &m_connection;
    QString m_platformId;
    EventStream m_events;
    KeyList m_list;
    QDateTime m_asOf;
    QSet<QString> m_removed; ///< ids: no list that was under way brings them back
    bool m_isOnline = false;
    bool m_isCurrent = false;
    bool m_isAsking = false;
    bool m_askAgain = false; ///< something happened while the list was on its way
};

} // namespace keydesk::client
