// SPDX-License-Identifier: Apache-2.0
#include "support/TestData.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QRandomGenerator>

#include <atomic>

namespace keydesk::testing {

using namespace Qt::StringLiterals;

namespace {

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return bytes;
}

QString newId()
{
    return QString::fromLatin1(randomBytes(12).toHex());
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

QString TestData::addPlatform(const QString &name)
{
    const QString id = newId();
    run(u"INSERT INTO platforms (id, name, name_key, created_at) VALUES (?, ?, ?, 1)"_s,
        {id, name, name.toCaseFolded()});
    return id;
}

QString TestData::addMember(const QString &name)
{
    const QString id = newId();
    const QString email = id + u"@example.org"_s;
    run(u"INSERT INTO members (id, email, email_key, name, created_at) VALUES (?, ?, ?, ?, 1)"_s,
        {id, email, email, name});
    return id;
}

void TestData::setRole(const QString &platformId, const QString &memberId, const QString &role)
{
    run(u"DELETE FROM memberships WHERE platform_id = ? AND member_id = ?"_s,
        {platformId, memberId});
    run(u"INSERT INTO memberships (platform_id, member_id, role) VALUES (?, ?, ?)"_s,
        {platformId, memberId, role});
}

QByteArray TestData::addToken(const QString &memberId, qint64 expiresInSeconds)
{
    const QByteArray token = base64Url(randomBytes(32));
    run(u"INSERT INTO access_tokens (token_sha256, member_id, expires_at) VALUES (?, ?, ?)"_s,
        {QCryptographicHash::hash(token, QCryptographicHash::Sha256), memberId,
         QDateTime::currentMSecsSinceEpoch() + expiresInSeconds * 1000});
    return token;
}

void TestData::addUser(const QString &platformId, const QString &mail)
{
    run(u"INSERT INTO users (id, platform_id, mail, mail_key, first_name, last_name, custom)"_s
        u" VALUES (?, ?, ?, ?, 'Ada', 'Lovelace', '{}')"_s,
        {newId(), platformId, mail, mail.toCaseFolded()});
}

std::pair<QByteArray, QByteArray> newIdempotencyKey()
{
    return {"Idempotency-Key", base64Url(randomBytes(32))};
}

std::pair<QByteArray, QByteArray> newClientAddress()
{
    static std::atomic<unsigned> last = 0;
    const unsigned n = ++last;
    return {"X-Forwarded-For", "10." + QByteArray::number(n / 65'536 % 256) + '.' +
                                   QByteArray::number(n / 256 % 256) + '.' +
                                   QByteArray::number(n % 256)};
}

HttpRequest createRequest(const QString &platformId,
                          const std::pair<QByteArray, QByteArray> &authorization,
                          const std::pair<QByteArray, QByteArray> &idempotencyKey,
                          const QByteArray &json)
{
    return {.method = "POST",
            .path = "/admin/v1/platforms/" + platformId.toLatin1() + "/keys",
            .headers = {authorization, idempotencyKey, {"Content-Type", "application/json"}},
            .body = json};
}

Headers keyHeaders(const QString &platformId, const QString &secret)
{
    return {{"X-company-id", platformId.toLatin1()}, {"X-apiKey", secret.toLatin1()}};
}

HttpRequest tokenRequest(const QString &platformId, const QString &secret)
{
    return {.method = "POST",
            .path = "/api/v2/oauth2/token",
            .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
            .body = "grant_type=client_credentials&client_id=" + platformId.toLatin1() +
                    "&client_secret=" + secret.toLatin1()};
}

} // namespace keydesk::testing
