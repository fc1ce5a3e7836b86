// SPDX-License-Identifier: Apache-2.0
#include "server/store/SqliteKeyLookup.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t secretsAtOnce = 16;

const QByteArray selectKey =
    "SELECT k.id, k.platform_id, k.secret_sha256, k.state <> 'paused', k.expires_at, k.created_at";
constexpr int columnsOfKey = 6;

DatabaseError::Kind kindOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DatabaseError::Kind::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return DatabaseError::Kind::Corrupt;
    default:
        return DatabaseError::Kind::Other;
    }
}

DatabaseError errorOf(sqlite3 *connection)
{
    return {kindOf(sqlite3_extended_errcode(connection)),
            QString::fromUtf8(sqlite3_errmsg(connection))};
}

// The text must be there until the statement has run.
void bindText(sqlite3_stmt *statement, int place, const QByteArray &text)
{
    sqlite3_bind_text(statement, place, text.constData(), static_cast<int>(text.size()),
                      SQLITE_STATIC);
}

Identifier identifierAt(sqlite3_stmt *statement, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    return identifierFrom(std::string_view(text, size));
}

// Resets when the answer has been read: a statement left open would hold its snapshot.
class Run
{
public:
    explicit Run(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;
    ~Run() { sqlite3_reset(m_statement); }

private:
    sqlite3_stmt *m_statement;
};

/** From the columns of selectKey. */
KeyCredential keyFrom(sqlite3_stmt *statement, qint64 now)
{
    KeyCredential key;
    key.id = identifierAt(statement, 0);
    key.platformId = identifierAt(statement, 1);
    const void *secret = sqlite3_column_blob(statement, 2);
    if (secret && sqlite3_column_bytes(statement, 2) == static_cast<int>(key.secretSha256.size()))
        std::memcpy(key.secretSha256.data(), secret, key.secretSha256.size());
    if (sqlite3_column_type(statement, 4) != SQLITE_NULL)
        key.expiresAt = sqlite3_column_int64(statement, 4);
    key.createdAt = sqlite3_column_int64(statement, 5);
    key.isUsable =
        sqlite3_column_int(statement, 3) != 0 && (!key.expiresAt || *key.expiresAt > now);
    return key;
}

// A statement for each would take longer to begin and to end than to search. What is not bound is
// null, and is not looked for.
QByteArray selectBySecrets()
{
    QByteArray asked;
    for (std::size_t i = 0; i < secretsAtOnce; ++i)
        asked += (i == 0 ? "(" : ", (") + QByteArray::number(static_cast<qulonglong>(i)) + ", ?)";
    return "WITH asked (number, secret) AS (VALUES " + asked + ") " + selectKey +
           ", asked.number FROM asked CROSS JOIN api_keys k ON k.secret_sha256 = asked.secret";
}

QString sourceIdThroughQt(Database &database)
{
    keydesk::server::Statement select = database.prepare(u"SELECT sqlite_source_id()"_s);
    select.run();
    return select.next() ? select.text(0) : QString();
}

} // namespace

void configureSqlite()
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

void SqliteKeyLookup::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

std::unique_ptr<SqliteKeyLookup> SqliteKeyLookup::forEmbedded(Database &database)
{
    const QVariant handle = database.nativeHandle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0 ||
        sourceIdThroughQt(database) != QLatin1StringView(sqlite3_sourceid()))
        return nullptr;
    return std::make_unique<SqliteKeyLookup>(*static_cast<sqlite3 *const *>(handle.constData()));
}

SqliteKeyLookup::SqliteKeyLookup(sqlite3 *connection)
    : m_connection(connection)
    , m_bySecret(prepare(selectBySecrets()))
    , m_byPlace(prepare(selectKey + " FROM api_keys k WHERE platform_id = ? AND id = ?"))
{
}

SqliteKeyLookup::Statement SqliteKeyLookup::prepare(const QByteArray &sql) const
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_connection, sql.constData(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        throw errorOf(m_connection);
    return Statement(statement);
}

bool SqliteKeyLookup::next(sqlite3_stmt *statement) const
{
    const int result = sqlite3_step(statement);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        throw errorOf(m_connection);
    return result == SQLITE_ROW;
}

void SqliteKeyLookup::answer(KeyQuestions questions, qint64 now)
{
    std::vector<KeyQuestion *> bySecret;
    bySecret.reserve(questions.size());
    for (KeyQuestion *question : questions) {
        if (question->isBySecret())
            bySecret.push_back(question);
        else
            answerByPlace(*question, now);
    }
    KeyQuestions rest(bySecret);
    while (!rest.empty()) {
        const std::size_t count = std::min(rest.size(), secretsAtOnce);
        answerBySecret(rest.first(count), now);
        rest = rest.subspan(count);
    }
}

void SqliteKeyLookup::answerBySecret(KeyQuestions questions, qint64 now) const
{
    sqlite3_stmt *statement = m_bySecret.get();
    const Run run(statement);
    sqlite3_clear_bindings(statement);
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const Sha256 &secret = questions[i]->secret;
        sqlite3_bind_blob(statement, static_cast<int>(i) + 1, secret.data(),
                          static_cast<int>(secret.size()), SQLITE_STATIC);
    }
    while (next(statement)) {
        const auto number = static_cast<std::size_t>(sqlite3_column_int(statement, columnsOfKey));
        questions[number]->answer = keyFrom(statement, now);
    }
}

void SqliteKeyLookup::answerByPlace(KeyQuestion &question, qint64 now) const
{
    sqlite3_stmt *statement = m_byPlace.get();
    const Run run(statement);
    const QByteArray platform = question.platformId.toUtf8();
    const QByteArray key = question.keyId.toUtf8();
    bindText(statement, 1, platform);
    bindText(statement, 2, key);
    if (next(statement))
        question.answer = keyFrom(statement, now);
}

} // namespace keydesk::server
