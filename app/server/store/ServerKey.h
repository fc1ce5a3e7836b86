// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "keys/IdempotencyKey.h"
#include "server/store/DatabaseUrl.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <stdexcept>
#include <string_view>

namespace keydesk::server {

/** The server key could not be had; what() is one sentence for the operator. */
class ServerKeyError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/** Gives memory from sodium_malloc back, which wipes it. */
struct SodiumFree
{
    void operator()(unsigned char *memory) const;
};
/** 32 bytes in locked memory. */
using LockedKey = std::unique_ptr<unsigned char[], SodiumFree>; // NOLINT(modernize-avoid-c-arrays)

/**
 * The 32 bytes without which no secret can be derived, in locked memory. They are in the
 * environment variable KEYDESK_SERVER_KEY (43 base64url or 64 hex characters), or else in a file
 * beside the database, which the first start makes.
 */
class ServerKey
{
public:
    static constexpr std::size_t size = 32;

    /**
     * Throws ServerKeyError. Programs that start at the same time agree on one key. There is no
     * file beside a PostgreSQL database: all instances are given the same key.
     */
    static ServerKey forDatabase(const DatabaseUrl &database);
    /** Whether forDatabase() takes it from a file. */
    static bool isInFile(const DatabaseUrl &database);

    ServerKey(ServerKey &&other) noexcept;
    ServerKey &operator=(ServerKey &&other) noexcept;
    ServerKey(const ServerKey &) = delete;
    ServerKey &operator=(const ServerKey &) = delete;
    ~ServerKey();

    /** HMAC-SHA-256 over salt ‖ platform ‖ idempotency key: the same secret for the same create. */
    ApiKeySecret derive(const QByteArray &salt, const QString &platformId,
                        const IdempotencyKey &idempotencyKey) const;

    /** HMAC-SHA-256 over the name of a purpose: a key for that purpose and no other one. */
    LockedKey derivedFor(std::string_view purpose) const;

private:
    ServerKey();
    static ServerKey fromEnvironment(const QByteArray &text);
    static ServerKey fromFile(const QString &path);

    unsigned char *m_bytes = nullptr; // owned, from sodium_malloc
};

} // namespace keydesk::server
