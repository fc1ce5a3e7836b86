// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <QByteArrayView>
#include <QString>

#include <array>
#include <cstdint>
#include <span>

namespace keydesk {

using Sha256 = std::array<std::uint8_t, 32>;

/** What is wrong with a text that should have been a secret. Found offline, by its checksum. */
enum class SecretError {
    WrongPrefix,
    WrongLength, ///< cut short, or with something pasted to it
    WrongCharacter,
    WrongChecksum, ///< a typo
};

/**
 * The text of an API key: "kdk_", 43 base62 characters (256 bits), 6 base62 characters of CRC-32
 * over what precedes them.
 *
 * The one type in which it lives: move-only, in locked memory that is wiped when it goes, without
 * an operator<< and without a conversion that happens by itself.
 */
class ApiKeySecret
{
public:
    static constexpr qsizetype size = 53;

    static ApiKeySecret fromEntropy(std::span<const std::uint8_t, 32> entropy);
    static tl::expected<ApiKeySecret, SecretError> parse(QByteArrayView text);

    ApiKeySecret(ApiKeySecret &&other) noexcept;
    ApiKeySecret &operator=(ApiKeySecret &&other) noexcept;
    ApiKeySecret(const ApiKeySecret &) = delete;
    ApiKeySecret &operator=(const ApiKeySecret &) = delete;
    ~ApiKeySecret();

    /** The 53 ASCII characters, valid as long as this object; empty after it was moved from. */
    QByteArrayView view() const;

    /** A copy outside the wiped memory: for the field that shows it and for the clipboard only. */
    QString reveal() const;

    /** What may be kept and shown: the prefix and the last four characters. */
    QString hint() const;

    Sha256 sha256() const;

private:
    ApiKeySecret();

    char *m_text = nullptr; // owned, from sodium_malloc; not terminated
};

Sha256 sha256(QByteArrayView bytes);

} // namespace keydesk
