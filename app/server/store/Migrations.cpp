// SPDX-License-Identifier: Apache-2.0
#include "server/store/Migrations.h"

#include <array>
#include <span>

namespace keydesk::server {

namespace {

// Times are milliseconds since 1970 in UTC, identifiers and names text: the same in every database.
// {bytes}, {clustered} and {including} are what Dialect::adapted() puts there.
// A *_key column holds what a text is compared by (case folded, normalised).
constexpr std::array first{
    "CREATE TABLE platforms ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " name TEXT NOT NULL,"
    " name_key TEXT NOT NULL,"
    " created_at BIGINT NOT NULL)",

    "CREATE TABLE members ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " email TEXT,"
    " email_key TEXT UNIQUE,"
    " name TEXT NOT NULL,"
    " password_hash TEXT,"
    " is_local_owner INTEGER NOT NULL DEFAULT 0,"
    " created_at BIGINT NOT NULL)",

    "CREATE TABLE memberships ("
    " platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,"
    " member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,"
    " role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'author', 'learner')),"
    " PRIMARY KEY (platform_id, member_id))",
    "CREATE INDEX memberships_by_member ON memberships (member_id)",

    "CREATE TABLE access_tokens ("
    " token_sha256 {bytes} NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 32),"
    " member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,"
    " expires_at BIGINT NOT NULL)",

    "CREATE TABLE api_keys ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,"
    " label TEXT NOT NULL,"
    " label_key TEXT NOT NULL,"
    " hint TEXT NOT NULL,"
    " secret_sha256 {bytes} NOT NULL UNIQUE CHECK (length(secret_sha256) = 32),"
    " state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'retiring')),"
    " created_at BIGINT NOT NULL,"
    " created_by TEXT NOT NULL REFERENCES members (id),"
    " expires_at BIGINT,"
    " last_used_at BIGINT,"
    " last_used_from TEXT,"
    " last_used_via TEXT CHECK (last_used_via IN ('header', 'query', 'token')),"
    " salt {bytes},"
    " idempotency_sha256 {bytes} NOT NULL,"
    " payload_sha256 {bytes} NOT NULL,"
    " UNIQUE (platform_id, label_key),"
    " UNIQUE (platform_id, idempotency_sha256))",

    "CREATE TABLE key_calls ("
    " key_id TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,"
    " hour BIGINT NOT NULL,"
    " via TEXT NOT NULL CHECK (via IN ('header', 'query', 'token')),"
    " calls BIGINT NOT NULL,"
    " PRIMARY KEY (key_id, hour, via))",
    "CREATE INDEX key_calls_by_hour ON key_calls (hour)",

    "CREATE TABLE users ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,"
    " mail TEXT NOT NULL,"
    " mail_key TEXT NOT NULL,"
    " first_name TEXT NOT NULL,"
    " last_name TEXT NOT NULL,"
    " custom TEXT NOT NULL,"
    " primary_group_id TEXT,"
    " UNIQUE (platform_id, mail_key))",
    "CREATE INDEX users_by_platform ON users (platform_id, id)",
};

// What the whole of the contract needs. A retiring key shares its label with the one that replaces
// it, so the tables of keys are made anew: SQLite cannot drop a constraint. Keys outlive the member
// who made them: one who leaves a platform loses the membership, and the member's row stays.
constexpr std::array second{
    "CREATE TABLE key_calls_before AS SELECT * FROM key_calls",
    "DROP TABLE key_calls",
    "ALTER TABLE api_keys RENAME TO api_keys_before",
    "CREATE TABLE api_keys ("
    " id TEXT NOT NULL,"
    " platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,"
    " secret_sha256 {bytes} NOT NULL CHECK (length(secret_sha256) = 32),"
    " state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'retiring')),"
    " expires_at BIGINT,"
    " created_at BIGINT NOT NULL,"
    " created_by TEXT NOT NULL REFERENCES members (id),"
    " label TEXT NOT NULL,"
    " label_key TEXT NOT NULL,"
    " hint TEXT NOT NULL,"
    " salt {bytes},"
    " idempotency_sha256 {bytes} NOT NULL,"
    " payload_sha256 {bytes} NOT NULL,"
    " PRIMARY KEY (platform_id, id),"
    " UNIQUE (platform_id, idempotency_sha256))",
    "INSERT INTO api_keys SELECT id, platform_id, secret_sha256, state, expires_at, created_at,"
    " created_by, label, label_key, hint, salt, idempotency_sha256, payload_sha256"
    " FROM api_keys_before",
    // All that each call with a key reads, without a look at the row. In SQLite nothing but chance
    // keeps two keys from having one hash: 256 random bits.
    "CREATE UNIQUE INDEX api_keys_by_secret ON api_keys (secret_sha256{including}"
    " platform_id, id, state, expires_at, created_at)",
    // Apart from the keys, because they are written all the time: narrow rows, side by side.
    "CREATE TABLE key_last_uses ("
    " platform_id TEXT NOT NULL,"
    " key_id TEXT NOT NULL,"
    " at BIGINT NOT NULL,"
    " address TEXT NOT NULL,"
    " via TEXT NOT NULL CHECK (via IN ('header', 'query', 'token')),"
    " PRIMARY KEY (platform_id, key_id),"
    " FOREIGN KEY (platform_id, key_id) REFERENCES api_keys (platform_id, id) ON DELETE CASCADE)"
    " {clustered}",
    "INSERT INTO key_last_uses SELECT platform_id, id, last_used_at, last_used_from, last_used_via"
    " FROM api_keys_before WHERE last_used_at IS NOT NULL",
    "DROP TABLE api_keys_before",
    "CREATE UNIQUE INDEX api_keys_by_label ON api_keys (platform_id, label_key)"
    " WHERE state <> 'retiring'",
    "CREATE INDEX api_keys_by_end ON api_keys (expires_at) WHERE state = 'retiring'",
    "CREATE INDEX api_keys_by_salt ON api_keys (created_at) WHERE salt IS NOT NULL",
    "CREATE TABLE key_calls ("
    " platform_id TEXT NOT NULL,"
    " key_id TEXT NOT NULL,"
    " hour BIGINT NOT NULL,"
    " via TEXT NOT NULL CHECK (via IN ('header', 'query', 'token')),"
    " calls BIGINT NOT NULL,"
    " refused BIGINT NOT NULL DEFAULT 0,"
    " PRIMARY KEY (platform_id, key_id, hour, via),"
    " FOREIGN KEY (platform_id, key_id) REFERENCES api_keys (platform_id, id) ON DELETE CASCADE)"
    " {clustered}",
    "INSERT INTO key_calls (platform_id, key_id, hour, via, calls)"
    " SELECT k.platform_id, c.key_id, c.hour, c.via, c.calls"
    " FROM key_calls_before c JOIN api_keys k ON k.id = c.key_id",
    "DROP TABLE key_calls_before",
    "CREATE INDEX key_calls_by_hour ON key_calls (hour)",

    "CREATE TABLE sessions ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,"
    " created_at BIGINT NOT NULL,"
    " created_from TEXT NOT NULL,"
    " expires_at BIGINT NOT NULL)",
    "CREATE INDEX sessions_by_member ON sessions (member_id)",
    "CREATE INDEX sessions_by_end ON sessions (expires_at)",
    "CREATE TABLE refresh_tokens ("
    " token_sha256 {bytes} NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 32),"
    " session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,"
    " used_at BIGINT)",
    "CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id)",
    // Null for tokens that belong to no session.
    "ALTER TABLE access_tokens ADD COLUMN session_id TEXT REFERENCES sessions (id)"
    " ON DELETE CASCADE",
    "CREATE INDEX access_tokens_by_session ON access_tokens (session_id)",
    "CREATE INDEX access_tokens_by_end ON access_tokens (expires_at)",
    // Whom it was tried for: the SHA-256 of an e-mail address or of a network address.
    "CREATE TABLE sign_in_failures ("
    " who_sha256 {bytes} NOT NULL,"
    " at BIGINT NOT NULL)",
    "CREATE INDEX sign_in_failures_by_who ON sign_in_failures (who_sha256, at)",
    "CREATE INDEX sign_in_failures_by_time ON sign_in_failures (at)",

    // One chain a platform; the platform knows its end, so that a row cut off is missed as well.
    "ALTER TABLE platforms ADD COLUMN audit_number BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE platforms ADD COLUMN audit_sha256 {bytes}",
    "CREATE TABLE audit ("
    " platform_id TEXT NOT NULL REFERENCES platforms (id),"
    " number BIGINT NOT NULL,"
    " at BIGINT NOT NULL,"
    " actor_id TEXT NOT NULL,"
    " actor_name TEXT NOT NULL,"
    " address TEXT NOT NULL,"
    " action TEXT NOT NULL,"
    " key_id TEXT NOT NULL,"
    " key_label TEXT NOT NULL,"
    " detail TEXT NOT NULL,"
    " previous_sha256 {bytes} NOT NULL CHECK (length(previous_sha256) = 32),"
    " row_sha256 {bytes} NOT NULL CHECK (length(row_sha256) = 32),"
    " PRIMARY KEY (platform_id, number))",

    "CREATE TABLE user_groups ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,"
    " name TEXT NOT NULL,"
    " parent_id TEXT REFERENCES user_groups (id) ON DELETE SET NULL,"
    " is_public INTEGER NOT NULL,"
    " custom TEXT NOT NULL)",
    "CREATE INDEX user_groups_by_platform ON user_groups (platform_id, id)",
    "CREATE INDEX user_groups_by_parent ON user_groups (parent_id)",
    "CREATE TABLE group_members ("
    " group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,"
    " user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,"
    " PRIMARY KEY (group_id, user_id))",
    "CREATE INDEX group_members_by_user ON group_members (user_id)",
    "CREATE TABLE courses ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,"
    " name TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " created_at BIGINT NOT NULL,"
    " modified_at BIGINT NOT NULL,"
    " default_lang TEXT NOT NULL,"
    " description TEXT NOT NULL)",
    "CREATE INDEX courses_by_platform ON courses (platform_id, id)",
    "CREATE TABLE learning_paths ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,"
    " name TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " created_at BIGINT NOT NULL,"
    " modified_at BIGINT NOT NULL,"
    " description TEXT NOT NULL)",
    "CREATE INDEX learning_paths_by_platform ON learning_paths (platform_id, id)",
    "CREATE TABLE path_sessions ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " path_id TEXT NOT NULL REFERENCES learning_paths (id) ON DELETE CASCADE,"
    " name TEXT NOT NULL,"
    " starts_at BIGINT NOT NULL,"
    " ends_at BIGINT)",
    "CREATE INDEX path_sessions_by_path ON path_sessions (path_id)",
};

// What signing in by browser needs, what a renewal needs whose answer was lost, and by what a
// server knows that its key is the right one.
constexpr std::array third{
    // Who a member is at the OpenID provider; null until they sign in with it.
    "ALTER TABLE members ADD COLUMN oidc_issuer TEXT",
    "ALTER TABLE members ADD COLUMN oidc_subject TEXT",
    "CREATE UNIQUE INDEX members_by_oidc_subject ON members (oidc_subject, oidc_issuer)",
    "CREATE TABLE used_nonces ("
    " nonce_sha256 {bytes} NOT NULL PRIMARY KEY CHECK (length(nonce_sha256) = 32),"
    " expires_at BIGINT NOT NULL)",
    "CREATE INDEX used_nonces_by_end ON used_nonces (expires_at)",
    // The tokens of the last renewal, used and given; null once the one that it gave has been used.
    "ALTER TABLE sessions ADD COLUMN renewed_by_sha256 {bytes}",
    "ALTER TABLE sessions ADD COLUMN unused_access_sha256 {bytes}",
    // One row, or none before the first serve.
    "CREATE TABLE server_key_check ("
    " id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),"
    " hmac_sha256 {bytes} NOT NULL CHECK (length(hmac_sha256) = 32))",
};

// Never change a step that has been released; append one.
constexpr std::array<std::span<const char *const>, 3> steps{first, second, third};

} // namespace

SchemaState schemaState(Database &database)
{
    const Dialect &dialect = database.dialect();
    if (dialect.isForeign(database))
        return SchemaState::Foreign;
    const int version = dialect.schemaVersion(database);
    if (version == 0)
        return SchemaState::None;
    const int current = static_cast<int>(steps.size());
    if (version == current)
        return SchemaState::Current;
    return version < current ? SchemaState::Older : SchemaState::Newer;
}

void migrate(Database &database)
{
    database.dialect().adopt(database);
    for (int step = 0; step < static_cast<int>(steps.size()); ++step) {
        if (database.dialect().schemaVersion(database) > step)
            continue;
        database.transaction([step](Database &inside) {
            const Dialect &dialect = inside.dialect();
            dialect.lockSchema(inside);
            if (dialect.schemaVersion(inside) > step)
                return;
            for (const char *sql : steps[static_cast<std::size_t>(step)])
                inside.execute(dialect.adapted(QString::fromLatin1(sql)));
            dialect.setSchemaVersion(inside, step + 1);
        });
    }
}

} // namespace keydesk::server
