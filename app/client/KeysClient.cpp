// SPDX-License-Identifier: Apache-2.0
#include "client/KeysClient.h"

#include "client/RestClient.h"

#include <QJsonArray>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

QString keysPath(const QString &platformId)
{
    return u"/admin/v1/platforms/"_s + platformId + u"/keys"_s;
}

Result<KeyList> keyListFrom(const QJsonObject &object)
{
    if (!object.value(u"items").isArray())
        return tl::unexpected(answerNotUnderstood(u"items"_s));
    KeyList list;
    list.limit = object.value(u"limit").toInt(-1);
    list.used = object.value(u"used").toInt(-1);
    if (list.limit < 0)
        return tl::unexpected(answerNotUnderstood(u"limit"_s));
    if (list.used < 0)
        return tl::unexpected(answerNotUnderstood(u"used"_s));
    const QJsonArray items = object.value(u"items").toArray();
    for (const auto item : items) {
        auto key = apiKeyFromJson(item.toObject());
        if (!key)
            return tl::unexpected(key.error());
        list.keys.append(*std::move(key));
    }
    return list;
}

Result<CreatedKey> createdKeyFrom(const Result<Answer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->status != 201) {
        const auto failed = objectFrom(*answer);
        return tl::unexpected(failed ? answerNotUnderstood(u"status"_s) : failed.error());
    }
    auto secret = takeSecret(*answer->body);
    if (!secret)
        return tl::unexpected(secret.error());
    return objectFrom(*answer)
        .and_then([](const QJsonObject &object) {
            return apiKeyFromJson(object.value(u"key").toObject());
        })
        .map([&secret](const ApiKey &key) {
            return CreatedKey{key, std::make_shared<ApiKeySecret>(*std::move(secret))};
        });
}

} // namespace

KeysClient::KeysClient(RestClient &rest)
    : m_rest(rest)
{
}

QFuture<Result<KeyList>> KeysClient::list(const QString &platformId)
{
    return m_rest.send({.path = keysPath(platformId)}).then([](const Result<Answer> &answer) {
        return answer.and_then(objectFrom).and_then(keyListFrom);
    });
}

QFuture<Result<CreatedKey>> KeysClient::create(const QString &platformId, const KeyLabel &label,
                                               const IdempotencyKey &idempotencyKey)
{
    return m_rest
        .send({.method = RestClient::Method::Post,
               .path = keysPath(platformId),
               .body = QJsonObject{{u"label"_s, label.text()}},
               .headers = {{"Idempotency-Key", idempotencyKey.headerValue()}}})
        .then(createdKeyFrom);
}

QFuture<Result<Revocation>> KeysClient::revoke(const QString &platformId, const QString &keyId)
{
    return m_rest
        .send({.method = RestClient::Method::Delete, .path = keysPath(platformId) + u'/' + keyId})
        .then([](const Result<Answer> &answer) -> Result<Revocation> {
            const auto done = answer.and_then(doneFrom);
            if (done)
                return Revocation::Revoked;
            if (done.error().code == ProblemCode::NotFound)
                return Revocation::WasGone;
            return tl::unexpected(done.error());
        });
}

} // namespace keydesk::client
