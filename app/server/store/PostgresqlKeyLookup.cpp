// SPDX-License-Identifier: Apache-2.0
#include "server/store/PostgresqlKeyLookup.h"

#include "server/store/Worker.h"

#include <boost/asio/post.hpp>
#include <boost/endian/conversion.hpp>

#include <openssl/ssl.h>

#include <array>
#include <cstring>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;
using boost::system::error_code;
using namespace Qt::StringLiterals;

namespace {

constexpr Patience lookupPatience{};
constexpr std::chrono::seconds betweenLookupAttempts(1);

constexpr const char *bySecret = "by_secret";
constexpr const char *byPlace = "by_place";

// What was asked for first: of several, only some may be found, and in any order.
constexpr const char *selectBySecret =
    "SELECT a.number, k.id, k.platform_id, k.secret_sha256, k.state <> 'paused', k.expires_at,"
    " k.created_at FROM unnest($1::bytea[]) WITH ORDINALITY AS a (secret, number)"
    " JOIN api_keys k ON k.secret_sha256 = a.secret";
constexpr const char *selectByPlace =
    "SELECT a.number, k.id, k.platform_id, k.secret_sha256, k.state <> 'paused', k.expires_at,"
    " k.created_at FROM unnest($1::text[], $2::text[]) WITH ORDINALITY"
    " AS a (platform_id, id, number)"
    " JOIN api_keys k ON k.platform_id = a.platform_id AND k.id = a.id";

/** An array of one dimension as PostgreSQL sends it in binary (array_recv() in its sources). */
class BinaryArray
{
public:
    explicit BinaryArray(std::size_t count, std::int32_t elementType)
    {
        for (const std::int32_t part :
             {std::int32_t{1}, std::int32_t{0}, elementType, static_cast<std::int32_t>(count),
              std::int32_t{1}}) // dimensions, no nulls, type, size, index of the first
            append(part);
    }
    void append(std::string_view bytes)
    {
        append(static_cast<std::int32_t>(bytes.size()));
        m_bytes.append(bytes);
    }
    const char *data() const { return m_bytes.data(); }
    int size() const { return static_cast<int>(m_bytes.size()); }

private:
    void append(std::int32_t number)
    {
        const std::int32_t big = boost::endian::native_to_big(number);
        m_bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
    }

    std::string m_bytes;
};

constexpr std::int32_t byteaType = 17; // pg_type.dat
constexpr std::int32_t textType = 25;

std::string_view fieldAt(const PGresult *result, int row, int column)
{
    return {PQgetvalue(result, row, column),
            static_cast<std::size_t>(PQgetlength(result, row, column))};
}

qint64 integerAt(const PGresult *result, int row, int column)
{
    const std::string_view bytes = fieldAt(result, row, column);
    std::int64_t big = 0;
    if (bytes.size() == sizeof big)
        std::memcpy(&big, bytes.data(), sizeof big);
    return boost::endian::big_to_native(big);
}

KeyCredential keyAt(const PGresult *result, int row, qint64 now)
{
    KeyCredential key;
    key.id = identifierFrom(fieldAt(result, row, 1));
    key.platformId = identifierFrom(fieldAt(result, row, 2));
    const std::string_view secret = fieldAt(result, row, 3);
    if (secret.size() == key.secretSha256.size())
        std::memcpy(key.secretSha256.data(), secret.data(), secret.size());
    if (PQgetisnull(result, row, 5) == 0)
        key.expiresAt = integerAt(result, row, 5);
    key.createdAt = integerAt(result, row, 6);
    key.isUsable = fieldAt(result, row, 4) == std::string_view("\1") &&
                   (!key.expiresAt || *key.expiresAt > now);
    return key;
}

// libpq may leave some of a record to OpenSSL, and no event comes for that.
bool hasDecrypted(PGconn *connection)
{
    const auto *ssl = static_cast<const SSL *>(PQsslStruct(connection, "OpenSSL"));
    return ssl && SSL_pending(ssl) > 0;
}

bool isFor(const KeyCredential &key, const KeyQuestion &question)
{
    if (question.isBySecret())
        return key.secretSha256 == question.secret;
    return textOf(key.platformId) == question.platformId && textOf(key.id) == question.keyId;
}

bool sendBySecret(PGconn *connection, const std::vector<KeyQuestion *> &questions)
{
    BinaryArray secrets(questions.size(), byteaType);
    for (const KeyQuestion *question : questions)
        secrets.append(
            {reinterpret_cast<const char *>(question->secret.data()), question->secret.size()});
    const std::array values{secrets.data()};
    const std::array lengths{secrets.size()};
    const std::array formats{1};
    return PQsendQueryPrepared(connection, bySecret, 1, values.data(), lengths.data(),
                               formats.data(), 1) != 0;
}

bool sendByPlace(PGconn *connection, const std::vector<KeyQuestion *> &questions)
{
    BinaryArray platforms(questions.size(), textType);
    BinaryArray ids(questions.size(), textType);
    for (const KeyQuestion *question : questions) {
        platforms.append(question->platformId.toStdString());
        ids.append(question->keyId.toStdString());
    }
    const std::array values{platforms.data(), ids.data()};
    const std::array lengths{platforms.size(), ids.size()};
    const std::array formats{1, 1};
    return PQsendQueryPrepared(connection, byPlace, 2, values.data(), lengths.data(),
                               formats.data(), 1) != 0;
}

} // namespace

PostgresqlKeyLookup::PostgresqlKeyLookup(DatabaseUrl url)
    : m_url(std::move(url))
{
}

PostgresqlKeyLookup::~PostgresqlKeyLookup()
{
    disconnect();
    if (m_connector.joinable())
        m_connector.join();
}

void PostgresqlKeyLookup::ask(const asio::any_io_executor &executor, KeyQuestions questions,
                              qint64 now, Done done)
{
    m_executor = executor;
    Batch batch;
    for (KeyQuestion *question : questions)
        (question->isBySecret() ? batch.bySecret : batch.byPlace).push_back(question);
    batch.now = now;
    batch.done = std::move(done);
    watch();
    if (m_connection) {
        send(std::move(batch));
        return flush();
    }
    m_pending.push_back(std::move(batch));
    connect();
}

void PostgresqlKeyLookup::connect()
{
    if (m_isConnecting)
        return;
    try {
        if (Clock::now() < m_nextAttempt)
            throw DatabaseError(DatabaseError::Kind::Unavailable, u"there is no connection"_s);
        startConnecting();
    } catch (...) {
        failPending(std::current_exception());
    }
}

// In a thread, because to look up a host's name is waiting that libpq does not do otherwise.
void PostgresqlKeyLookup::startConnecting()
{
    if (m_connector.joinable())
        m_connector.join(); // it has ended
    const auto work = [this, url = m_url, executor = m_executor,
                       isThere = std::weak_ptr(m_isThere)] {
        const auto made = std::make_shared<PostgresqlConnection>();
        std::exception_ptr failure;
        try {
            *made = connectTo(url);
        } catch (...) {
            failure = std::current_exception();
        }
        asio::post(executor, [this, made, failure, isThere] {
            if (isThere.expired())
                return;
            m_isConnecting = false;
            if (!failure)
                return connected(std::move(*made));
            // From now on: who has waited must not wait for an attempt of their own.
            m_nextAttempt = Clock::now() + betweenLookupAttempts;
            failPending(failure);
        });
    };
    try {
        m_connector = std::thread(work);
        m_isConnecting = true;
    } catch (const std::system_error &error) {
        m_nextAttempt = Clock::now() + betweenLookupAttempts;
        throw DatabaseError(DatabaseError::Kind::Unavailable, QString::fromUtf8(error.what()));
    }
}

void PostgresqlKeyLookup::failPending(const std::exception_ptr &failure)
{
    for (const Batch &batch : std::exchange(m_pending, {}))
        batch.done(failure);
}

void PostgresqlKeyLookup::connected(PostgresqlConnection connection)
{
    m_connection = std::move(connection);
    m_socket =
        std::make_unique<asio::posix::stream_descriptor>(m_executor, PQsocket(m_connection.get()));
    m_isSetUp = false;
    m_couldSendAll = setUp();
    for (Batch &batch : std::exchange(m_pending, {}))
        send(std::move(batch));
    waitToRead();
    flush();
}

// The answers to this come with those to the first questions.
bool PostgresqlKeyLookup::setUp()
{
    PGconn *connection = m_connection.get();
    m_inFlight.emplace_back();
    if (PQenterPipelineMode(connection) == 0)
        return false;
    for (const QString &sql : PostgresqlDialect().openingStatements(DatabaseUse::Read)) {
        if (PQsendQueryParams(connection, sql.toUtf8().constData(), 0, nullptr, nullptr, nullptr,
                              nullptr, 0) == 0)
            return false;
    }
    return PQsendPrepare(connection, bySecret, selectBySecret, 0, nullptr) != 0 &&
           PQsendPrepare(connection, byPlace, selectByPlace, 0, nullptr) != 0 &&
           PQpipelineSync(connection) != 0;
}

// flush(), which has to follow, sees what could not be sent.
void PostgresqlKeyLookup::send(Batch batch)
{
    for (KeyQuestion *question : batch.bySecret)
        question->answer.reset(); // of the first try
    for (KeyQuestion *question : batch.byPlace)
        question->answer.reset();
    batch.isAtPlaces = batch.bySecret.empty();
    batch.since = Clock::now();
    m_inFlight.push_back(std::move(batch));
    m_couldSendAll = m_couldSendAll && sendStatements(m_inFlight.back());
}

bool PostgresqlKeyLookup::sendStatements(const Batch &batch)
{
    PGconn *connection = m_connection.get();
    return (batch.bySecret.empty() || sendBySecret(connection, batch.bySecret)) &&
           (batch.byPlace.empty() || sendByPlace(connection, batch.byPlace)) &&
           PQpipelineSync(connection) != 0;
}

void PostgresqlKeyLookup::flush()
{
    if (!m_connection)
        return;
    // A connection that libpq has closed itself has nothing left to send, and no event comes for
    // it.
    const int left = PQflush(m_connection.get());
    if (left < 0 || !m_couldSendAll || PQstatus(m_connection.get()) != CONNECTION_OK)
        broken(errorOf(m_connection));
    else if (left > 0 && !m_waitsToWrite)
        waitToWrite();
}

void PostgresqlKeyLookup::waitToRead()
{
    m_socket->async_wait(asio::posix::descriptor_base::wait_read,
                         [this, generation = m_generation](const error_code &error) {
                             if (!error && generation == m_generation)
                                 readable();
                         });
}

void PostgresqlKeyLookup::waitToWrite()
{
    m_waitsToWrite = true;
    m_socket->async_wait(asio::posix::descriptor_base::wait_write,
                         [this, generation = m_generation](const error_code &error) {
                             if (error || generation != m_generation)
                                 return;
                             m_waitsToWrite = false;
                             flush();
                         });
}

void PostgresqlKeyLookup::readable()
{
    const unsigned generation = m_generation;
    do {
        if (PQconsumeInput(m_connection.get()) == 0)
            return broken(errorOf(m_connection));
        readResults();
        if (generation != m_generation)
            return;
    } while (hasDecrypted(m_connection.get()));
    flush();
    if (generation == m_generation)
        waitToRead();
}

void PostgresqlKeyLookup::readResults()
{
    const unsigned generation = m_generation;
    bool wasNothing = false; // twice: there is no more
    while (generation == m_generation && !m_inFlight.empty() && PQisBusy(m_connection.get()) == 0) {
        const PostgresqlResult result(PQgetResult(m_connection.get()));
        if (!result && std::exchange(wasNothing, true))
            return;
        wasNothing = !result;
        take(result);
    }
}

void PostgresqlKeyLookup::take(const PostgresqlResult &result)
{
    Batch &batch = m_inFlight.front();
    switch (PQresultStatus(result.get())) {
    case PGRES_TUPLES_OK:
        try {
            takeRows(result.get(), batch);
        } catch (const std::exception &) {
            batch.failure = std::current_exception();
        }
        break;
    case PGRES_PIPELINE_SYNC:
        return finishFirst();
    case PGRES_FATAL_ERROR:
        if (result)
            batch.failure = std::make_exception_ptr(errorOf(result));
        break;
    default:
        break; // of a command, or one that was skipped because another had failed
    }
}

// What is found is held against what was asked for: an answer must not get to somebody else.
void PostgresqlKeyLookup::takeRows(const PGresult *result, Batch &batch)
{
    const Questions &questions = batch.isAtPlaces ? batch.byPlace : batch.bySecret;
    for (int row = 0; row < PQntuples(result); ++row) {
        KeyQuestion &question =
            *questions.at(static_cast<std::size_t>(integerAt(result, row, 0) - 1));
        const KeyCredential key = keyAt(result, row, batch.now);
        if (!isFor(key, question))
            throw std::runtime_error("the database answered something else than was asked");
        question.answer = key;
    }
    batch.isAtPlaces = true;
}

void PostgresqlKeyLookup::finishFirst()
{
    const Batch batch = std::move(m_inFlight.front());
    m_inFlight.pop_front();
    if (batch.done)
        return batch.done(batch.failure);
    m_isSetUp = !batch.failure;
    if (m_isSetUp)
        return;
    try {
        std::rethrow_exception(batch.failure);
    } catch (const std::exception &error) {
        broken({DatabaseError::Kind::Unavailable, QString::fromUtf8(error.what())});
    }
}

// Nothing is changed by asking, so it can be done again.
void PostgresqlKeyLookup::broken(const DatabaseError &error)
{
    if (!m_isSetUp) // so it would be the next time
        m_nextAttempt = Clock::now() + betweenLookupAttempts;
    disconnect();
    for (Batch &batch : std::exchange(m_inFlight, {})) {
        if (!batch.done)
            continue;
        if (batch.isSecondTry || !m_isSetUp) {
            batch.done(std::make_exception_ptr(error));
        } else {
            batch.isSecondTry = true;
            batch.failure = nullptr;
            m_pending.push_back(std::move(batch));
        }
    }
    if (!m_pending.empty())
        connect();
}

void PostgresqlKeyLookup::disconnect()
{
    ++m_generation;
    m_waitsToWrite = false;
    if (m_socket)
        m_socket->release(); // libpq closes it
    m_socket.reset();
    m_connection.reset();
}

void PostgresqlKeyLookup::watch()
{
    if (std::exchange(m_isWatching, true))
        return;
    if (!m_timer)
        m_timer.emplace(m_executor);
    m_timer->expires_after(std::chrono::seconds(1));
    m_timer->async_wait([this](const error_code &error) {
        if (error)
            return; // perhaps because this is gone
        m_isWatching = false;
        endWhatHangs();
        if (!m_inFlight.empty() || !m_pending.empty())
            watch();
    });
}

void PostgresqlKeyLookup::endWhatHangs()
{
    const auto limit = Clock::now() - lookupPatience.job;
    const DatabaseError error(DatabaseError::Kind::Unavailable,
                              u"the database server does not answer"_s);
    if (!m_inFlight.empty() && m_inFlight.front().since < limit) {
        for (Batch &batch : m_inFlight)
            batch.isSecondTry = true;
        broken(error);
    }
    while (!m_pending.empty() && m_pending.front().since < limit) {
        const Batch batch = std::move(m_pending.front());
        m_pending.pop_front();
        batch.done(std::make_exception_ptr(error));
    }
}

} // namespace keydesk::server
