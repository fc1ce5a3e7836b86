// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/JsonFile.h"
#include "keys/Problem.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

#include <optional>

namespace keydesk::client {

class LocalCache;
class Worker;

/** A backend that a person has added. Never a token or a password. */
struct SavedConnection
{
    QString id; ///< 24 lower-case hex digits, made at random
    QString name;
    QUrl origin;                     ///< http or https; only scheme, host and port are kept
    QByteArray certificateAuthority; ///< PEM, of which the certificates are kept; empty: none
    QString email;                   ///< of the last sign-in, to fill the field; may be empty
    int position = 0;                ///< in the list, from 0

    bool operator==(const SavedConnection &) const = default;
};

/**
 * The backends that a person has added, in their order.
 *
 * They live in a file of their own beside the cache, connections.json: a cache may be thrown away
 * when it is damaged, but what somebody typed may not. The file is replaced as a whole, is short
 * enough to be read before the window is there, and can be mended by hand.
 *
 * A change holds at once for this run of the application. The future tells whether it was also
 * kept (Problem: CacheFailed); an unknown id is NotFound.
 */
class ConnectionList : public QObject
{
    Q_OBJECT

public:
    struct Added
    {
        SavedConnection connection;
        QFuture<Result<Done>> kept;
    };

    /** Reads the file. \a worker and \a cache must outlive this object. */
    ConnectionList(Worker &worker, LocalCache &cache, const QString &folder,
                   QObject *parent = nullptr);

    const QList<SavedConnection> &all() const { return m_all; }
    std::optional<SavedConnection> find(const QString &id) const;

    /** Why all() may be short of some, e.g. because the file is damaged (a copy is kept then). */
    const std::optional<Problem> &loadProblem() const { return m_loadProblem; }

    /** Puts it at the end. Its id and its position are made here. */
    Added add(SavedConnection connection);
    QFuture<Result<Done>> rename(const QString &id, const QString &name);
    QFuture<Result<Done>> setEmail(const QString &id, const QString &email);
    QFuture<Result<Done>> setCertificateAuthority(const QString &id, const QByteArray &pem);
    QFuture<Result<Done>> move(const QString &id, int position);
    /** With everything in the cache that came from there. */
    QFuture<Result<Done>> remove(const QString &id);

Q_SIGNALS:
    void changed();
    /** For what is kept elsewhere under this connection, such as a token. */
    void removed(const QString &id);

private:
    qsizetype indexOf(const QString &id) const;
    void load();
    QFuture<Result<Done>> store();

    Worker &m_worker;
    LocalCache &m_cache;
    JsonFile m_file;
    QList<SavedConnection> m_all;
    std::optional<Problem> m_loadProblem;
};

} // namespace keydesk::client
