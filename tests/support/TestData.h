// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/HttpClient.h"
#include "support/SqlConnection.h"

#include <QByteArray>
#include <QString>

namespace keydesk::testing {

/**
 * Puts people, platforms and tokens into a server's database, past the server, as SQL. The database
 * must have its schema already.
 */
class TestData : public SqlConnection
{
public:
    using SqlConnection::SqlConnection;

    QString addPlatform(const QString &name);
    QString addMember(const QString &name);
    void setRole(const QString &platformId, const QString &memberId, const QString &role);
    /** Returns the token's text. */
    QByteArray addToken(const QString &memberId, qint64 expiresInSeconds = 3600);
    void addUser(const QString &platformId, const QString &mail);
};

/** A new Idempotency-Key header. */
std::pair<QByteArray, QByteArray> newIdempotencyKey();

/** An X-Forwarded-For header that no other request has: who sends wrong keys is held up soon. */
std::pair<QByteArray, QByteArray> newClientAddress();

/** A POST that makes a key. \a json is the body. */
HttpRequest createRequest(const QString &platformId,
                          const std::pair<QByteArray, QByteArray> &authorization,
                          const std::pair<QByteArray, QByteArray> &idempotencyKey,
                          const QByteArray &json);

/** The headers with which an integration sends its key. */
Headers keyHeaders(const QString &platformId, const QString &secret);
/** With which it gets a token for its key. */
HttpRequest tokenRequest(const QString &platformId, const QString &secret);

} // namespace keydesk::testing
