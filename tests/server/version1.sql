-- SPDX-License-Identifier: Apache-2.0
-- The schema as the first version made it, on which servers may still be. Never to be changed.
-- {bytes} is the database's type for a byte string. Statements end with a line that ends with ";".
CREATE TABLE platforms (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    created_at BIGINT NOT NULL);
CREATE TABLE members (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT,
    email_key TEXT UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    is_local_owner INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL);
CREATE TABLE memberships (
    platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'author', 'learner')),
    PRIMARY KEY (platform_id, member_id));
CREATE INDEX memberships_by_member ON memberships (member_id);
CREATE TABLE access_tokens (
    token_sha256 {bytes} NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 32),
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL);
CREATE TABLE api_keys (
    id TEXT NOT NULL PRIMARY KEY,
    platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    label_key TEXT NOT NULL,
    hint TEXT NOT NULL,
    secret_sha256 {bytes} NOT NULL UNIQUE CHECK (length(secret_sha256) = 32),
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'retiring')),
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL REFERENCES members (id),
    expires_at BIGINT,
    last_used_at BIGINT,
    last_used_from TEXT,
    last_used_via TEXT CHECK (last_used_via IN ('header', 'query', 'token')),
    salt {bytes},
    idempotency_sha256 {bytes} NOT NULL,
    payload_sha256 {bytes} NOT NULL,
    UNIQUE (platform_id, label_key),
    UNIQUE (platform_id, idempotency_sha256));
CREATE TABLE key_calls (
    key_id TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    hour BIGINT NOT NULL,
    via TEXT NOT NULL CHECK (via IN ('header', 'query', 'token')),
    calls BIGINT NOT NULL,
    PRIMARY KEY (key_id, hour, via));
CREATE INDEX key_calls_by_hour ON key_calls (hour);
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    platform_id TEXT NOT NULL REFERENCES platforms (id) ON DELETE CASCADE,
    mail TEXT NOT NULL,
    mail_key TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    custom TEXT NOT NULL,
    primary_group_id TEXT,
    UNIQUE (platform_id, mail_key));
CREATE INDEX users_by_platform ON users (platform_id, id);

INSERT INTO platforms VALUES ('aaaaaaaaaaaaaaaaaaaaaaaa', 'École', 'école', 1700000000000);
INSERT INTO members VALUES
    ('bbbbbbbbbbbbbbbbbbbbbbbb', NULL, NULL, 'Ada', NULL, 1, 1700000000000),
    ('cccccccccccccccccccccccc', 'Grace@example.org', 'grace@example.org', 'Grace', '$argon2id$x',
     0, 1700000000001);
INSERT INTO memberships VALUES
    ('aaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbb', 'owner'),
    ('aaaaaaaaaaaaaaaaaaaaaaaa', 'cccccccccccccccccccccccc', 'admin');
INSERT INTO users VALUES
    ('dddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaa', 'ada@localhost', 'ada@localhost',
     'Ada', '', '{"shoe":42}', 'eeeeeeeeeeeeeeeeeeeeeeee');
