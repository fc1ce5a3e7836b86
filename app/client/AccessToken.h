// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <string>

namespace keydesk::client {

/** A bearer token for the admin API. Every copy of this type wipes its memory when it goes. */
class AccessToken
{
public:
    AccessToken() = default;
    explicit AccessToken(QByteArrayView text);
    AccessToken(const AccessToken &) = default;
    AccessToken &operator=(const AccessToken &other);
    ~AccessToken();

    bool isEmpty() const { return m_text.empty(); }

    /** The Authorization header's value (RFC 6750, section 2.1). */
    QByteArray headerValue() const;

    bool operator==(const AccessToken &) const = default;

private:
    void wipe();

    std::string m_text;
};

/** What RFC 6750 lets be a bearer token (b64token), of 1,024 characters at most. */
bool isTokenText(QByteArrayView text);

} // namespace keydesk::client
