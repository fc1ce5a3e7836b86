// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <QString>
#include <QUrl>

namespace keydesk::client {

/** Why a text cannot be the address of a backend. The window words it. */
enum class BackendUrlError {
    Empty,
    NotAUrl,        ///< no host, a port that does not exist, characters that no address has
    NotHttp,        ///< another scheme, e.g. ftp
    NotEncrypted,   ///< http, and not to this computer
    HasCredentials, ///< a user name or a password, which do not belong into an address
};

/**
 * Where a backend is, from what a person typed or pasted: scheme, host and port, known to be
 * encrypted or on this computer. Without a scheme it is https; a path, such as that of the page
 * that somebody copied from, is dropped.
 */
class BackendUrl
{
public:
    static tl::expected<BackendUrl, BackendUrlError> parse(const QString &typed);

    /** Without a path, and with a port only if it is not the scheme's own. */
    const QUrl &url() const { return m_url; }

    /** For people: with the letters of an internationalised name where that is safe to read. */
    QString text() const;

    /** The same text for the same backend, however it was typed: ASCII, in lower case. */
    QString key() const;

    bool operator==(const BackendUrl &) const = default;

private:
    explicit BackendUrl(QUrl url);

    QUrl m_url;
};

/** 127.0.0.0/8, [::1] or localhost: what goes there does not leave this computer. */
bool isLoopback(const QUrl &url);

} // namespace keydesk::client
