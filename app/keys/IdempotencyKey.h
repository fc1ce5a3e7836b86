// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace keydesk {

/**
 * What makes a create safe to ask twice: 32 random bytes made by the client, sent as base64url in
 * the Idempotency-Key header. The server derives the secret from it, so it is wiped like one.
 */
class IdempotencyKey
{
public:
    static IdempotencyKey generate();

    /** Exactly 43 base64url characters without padding (RFC 4648, section 5). */
    static std::optional<IdempotencyKey> parse(QByteArrayView text);

    IdempotencyKey(IdempotencyKey &&other) noexcept;
    IdempotencyKey &operator=(IdempotencyKey &&other) noexcept;
    IdempotencyKey(const IdempotencyKey &) = delete;
    IdempotencyKey &operator=(const IdempotencyKey &) = delete;
    ~IdempotencyKey();

    std::span<const std::uint8_t, 32> bytes() const { return m_bytes; }
    QByteArray headerValue() const;
    Sha256 sha256() const;

private:
    IdempotencyKey() = default;

    std::array<std::uint8_t, 32> m_bytes{};
};

} // namespace keydesk
