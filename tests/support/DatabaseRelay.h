// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/TestDatabase.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace keydesk::testing {

/**
 * Stands between a server and the tests' PostgreSQL, on loopback, and does what networks and
 * poolers do. On a thread of its own: a test waits for its answers without an event loop.
 */
class DatabaseRelay
{
public:
    enum class Fault {
        None,              ///< what was held passes, and everything after it
        Silence,           ///< connections are accepted, and nothing passes on any of them
        SilenceAfterLogin, ///< those made from then on get as far as being let in
    };
    enum class Commit { Reaches, IsLost };

    explicit DatabaseRelay(const TestDatabase &database);
    DatabaseRelay(const DatabaseRelay &) = delete;
    DatabaseRelay &operator=(const DatabaseRelay &) = delete;
    ~DatabaseRelay();

    /** The database's, as keydesk-server takes it. */
    QString url() const;

    void setFault(Fault fault);
    /** Cuts all connections. */
    void cut();
    /** Cuts, once, the connection that commits \a statement, before the answer has come. */
    void cutAtCommitOf(const QByteArray &statement, Commit commit);
    /** How many connections have been accepted. */
    int accepted() const;

private:
    struct Connection;
    using Connections = std::vector<std::unique_ptr<Connection>>;

    void run();
    bool isSilent(const Connection &connection) const;
    void accept();
    void pass(Connection &connection, bool fromServer);
    void toDatabase(Connection &connection, const QByteArray &bytes);
    void wake() const;

    QString m_socketPath;
    QString m_url;
    int m_listening = -1;
    std::array<int, 2> m_wake{-1, -1}; // a pipe
    std::thread m_thread;

    mutable std::mutex m_mutex; // for what follows
    bool m_ending = false;
    Fault m_fault = Fault::None;
    int m_accepted = 0;
    QByteArray m_statement; // whose commit is cut; empty if none is
    Commit m_commit = Commit::Reaches;
    Connections m_connections;
};

} // namespace keydesk::testing
