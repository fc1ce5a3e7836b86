// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

#include <cstddef>

namespace keydesk::client {

/**
 * Bytes that nobody else may see: move-only, in locked memory that is wiped when it goes, without
 * an operator<< and without a conversion that happens by itself.
 */
class SecretText
{
public:
    SecretText() = default;
    /** A copy; wiping \a text is for the caller. */
    explicit SecretText(QByteArrayView text);
    /** \a size bytes of zero, to be filled in through data(). */
    static SecretText ofSize(std::size_t size);

    SecretText(SecretText &&other) noexcept;
    SecretText &operator=(SecretText &&other) noexcept;
    SecretText(const SecretText &) = delete;
    SecretText &operator=(const SecretText &) = delete;
    ~SecretText();

    bool isEmpty() const { return m_size == 0; }
    char *data() { return m_text; }
    /** Valid as long as this object; empty after it was moved from. */
    QByteArrayView view() const;

private:
    char *m_text = nullptr; // owned, from sodium_malloc; not terminated
    std::size_t m_size = 0;
};

} // namespace keydesk::client
