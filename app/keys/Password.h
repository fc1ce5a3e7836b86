// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

namespace keydesk {

/**
 * A password on its way from the field in which it was typed to the backend.
 *
 * The one type in which it lives there: move-only, in locked memory that is wiped when it goes,
 * without an operator<< and without a conversion that happens by itself. Only the field itself and
 * the bytes of the request hold it in another form; both wipe what they held.
 */
class Password
{
public:
    /** Copies \a utf8, which the caller wipes. Of any length; not normalised or trimmed. */
    explicit Password(QByteArrayView utf8);

    Password(Password &&other) noexcept;
    Password &operator=(Password &&other) noexcept;
    Password(const Password &) = delete;
    Password &operator=(const Password &) = delete;
    ~Password();

    /** Not terminated, valid as long as this object; empty after it was moved from. */
    QByteArrayView utf8() const;
    bool isEmpty() const { return m_size == 0; }

private:
    char *m_bytes = nullptr; // owned, from sodium_malloc; nullptr: none
    qsizetype m_size = 0;
};

} // namespace keydesk
