// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/KeyLookup.h"
#include "server/store/PostgresqlConnection.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace keydesk::server {

/**
 * Asks a PostgreSQL server over a connection of its own, on which several statements can be on
 * their way (libpq's pipeline mode), and waits for it on the event loop: to wake another thread,
 * and to be woken by it, takes longer than the server needs for the answer.
 *
 * All on the thread of the executor. Connects when it is asked first. What a connection loses is
 * asked once more over the next one; what cannot be answered in time is given up.
 */
class PostgresqlKeyLookup
{
public:
    using Done = std::function<void(const std::exception_ptr &failure)>;

    explicit PostgresqlKeyLookup(DatabaseUrl url);
    PostgresqlKeyLookup(const PostgresqlKeyLookup &) = delete;
    PostgresqlKeyLookup &operator=(const PostgresqlKeyLookup &) = delete;
    /** Waits for an attempt to connect, which takes some seconds at most. */
    ~PostgresqlKeyLookup();

    /**
     * Answers \a questions, which must be there until \a done is called: perhaps before this comes
     * back, and with a DatabaseError if they have no answers.
     */
    void ask(const boost::asio::any_io_executor &executor, KeyQuestions questions, qint64 now,
             Done done);

private:
    using Clock = std::chrono::steady_clock;
    using Questions = std::vector<KeyQuestion *>;

    struct Batch
    {
        Questions bySecret;
        Questions byPlace;
        qint64 now = 0;
        Done done; ///< nothing for what sets up the connection
        Clock::time_point since = Clock::now();
        bool isSecondTry = false;
        bool isAtPlaces = false; ///< by place is what comes next
        std::exception_ptr failure{};
    };
    using Batches = std::deque<Batch>;

    void connect();
    void startConnecting();
    void connected(PostgresqlConnection connection);
    void failPending(const std::exception_ptr &failure);
    bool setUp();
    void send(Batch batch);
    bool sendStatements(const Batch &batch);
    void flush();
    void waitToRead();
    void waitToWrite();
    void readable();
    void readResults();
    void take(const PostgresqlResult &result);
    static void takeRows(const PGresult *result, Batch &batch);
    void finishFirst();
    void broken(const DatabaseError &error);
    void disconnect();
    void watch();
    void endWhatHangs();

    DatabaseUrl m_url;
    boost::asio::any_io_executor m_executor;
    PostgresqlConnection m_connection;                               ///< once it is made
    std::unique_ptr<boost::asio::posix::stream_descriptor> m_socket; ///< the connection's own
    unsigned m_generation = 0; ///< of the connection: what waits for another one means nothing
    bool m_isConnecting = false;
    bool m_isSetUp = false;     ///< the connection, and the server has said so
    bool m_couldSendAll = true; ///< else there may be answers to what nobody waits for
    bool m_waitsToWrite = false;
    std::thread m_connector;
    Clock::time_point m_nextAttempt;
    Batches m_pending; ///< until there is a connection
    Batches m_inFlight;
    std::optional<boost::asio::steady_timer> m_timer;
    bool m_isWatching = false;
    std::shared_ptr<bool> m_isThere = std::make_shared<bool>(true); ///< what another thread posts
};

} // namespace keydesk::server
