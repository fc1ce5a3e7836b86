// SPDX-License-Identifier: Apache-2.0
#include "server/store/SqliteKeyLookup.h"

#include <sqlite3.h>

#include <cstring>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

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

QString textAt(sqlite3_stmt *statement, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return QString::fromUtf8(text, sqlite3_column_bytes(statement, column));
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

// Looking at the locks of the file takes longer than a search: once for all that is asked together.
class SqliteKeyLookup::Snapshot
{
public:
    explicit Snapshot(const SqliteKeyLookup &lookup)
        : m_lookup(lookup)
    {
        m_lookup.run(m_lookup.m_begin);
    }
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;
    ~Snapshot()
    {
        const Run run(m_lookup.m_end.get());
        sqlite3_step(m_lookup.m_end.get()); // nothing was changed that could fail to be kept
    }

private:
    const SqliteKeyLookup &m_lookup;
};

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
    , m_bySecret(prepare(
          "SELECT id, platform_id, secret_sha256, state, expires_at, created_at FROM api_keys"
          " WHERE secret_sha256 = ?"))
    , m_byPlace(prepare(
          "SELECT id, platform_id, secret_sha256, state, expires_at, created_at FROM api_keys"
          " WHERE platform_id = ? AND id = ?"))
    , m_begin(prepare("BEGIN"))
    , m_end(prepare("COMMIT"))
{
}

SqliteKeyLookup::Statement SqliteKeyLookup::prepare(const char *sql) const
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
        SQLITE_OK)
        throw errorOf(m_connection);
    return Statement(statement);
}

void SqliteKeyLookup::run(const Statement &statement) const
{
    const Run run(statement.get());
    if (sqlite3_step(statement.get()) != SQLITE_DONE)
        throw errorOf(m_connection);
}

void SqliteKeyLookup::answer(KeyQuestions questions, qint64 now)
{
    const Snapshot snapshot(*this);
    for (KeyQuestion *question : questions)
        question->answer = find(*question, now);
}

std::optional<KeyCredential> SqliteKeyLookup::find(const KeyQuestion &question, qint64 now) const
{
    if (question.isBySecret()) {
        sqlite3_bind_blob(m_bySecret.get(), 1, question.secret.data(),
                          static_cast<int>(question.secret.size()), SQLITE_STATIC);
        return first(m_bySecret.get(), now);
    }
    const QByteArray platform = question.platformId.toUtf8();
    const QByteArray key = question.keyId.toUtf8();
    bindText(m_byPlace.get(), 1, platform);
    bindText(m_byPlace.get(), 2, key);
    return first(m_byPlace.get(), now);
}

std::optional<KeyCredential> SqliteKeyLookup::first(sqlite3_stmt *statement, qint64 now) const
{
    const Run run(statement);
    const int result = sqlite3_step(statement);
    if (result == SQLITE_DONE)
        return std::nullopt;
    if (result != SQLITE_ROW)
        throw errorOf(m_connection);
    KeyCredential key;
    key.id = textAt(statement, 0);
    key.platformId = textAt(statement, 1);
    const void *secret = sqlite3_column_blob(statement, 2);
    if (secret && sqlite3_column_bytes(statement, 2) == static_cast<int>(key.secretSha256.size()))
        std::memcpy(key.secretSha256.data(), secret, key.secretSha256.size());
    const auto state = keyStateFromName(textAt(statement, 3)).value_or(KeyState::Paused);
    if (sqlite3_column_type(statement, 4) != SQLITE_NULL)
        key.expiresAt = sqlite3_column_int64(statement, 4);
    key.createdAt = sqlite3_column_int64(statement, 5);
    key.isUsable = state != KeyState::Paused && (!key.expiresAt || *key.expiresAt > now);
    return key;
}

} // namespace keydesk::server
