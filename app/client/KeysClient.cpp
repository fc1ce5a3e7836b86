// SPDX-License-Identifier: Apache-2.0
#include "client/KeysClient.h"

#include "client/RestClient.h"

#include <QJsonArray>
#include <QPointer>
#include <QPromise>

#include <algorithm>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

QString platformPath(const QString &platformId)
{
    return u"/admin/v1/platforms/"_s + platformId;
}

QString keysPath(const QString &platformId)
{
    return platformPath(platformId) + u"/keys"_s;
}

QString keyPath(const QString &platformId, const QString &keyId)
{
    return keysPath(platformId) + u'/' + keyId;
}

} // namespace

Result<KeyList> keyListFromJson(const QJsonObject &object)
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

namespace {

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

Result<RevocationOutcome> revocationFrom(const QJsonObject &object)
{
    if (!object.value(u"id").isString())
        return tl::unexpected(answerNotUnderstood(u"id"_s));
    if (!object.value(u"revoked").isBool())
        return tl::unexpected(answerNotUnderstood(u"revoked"_s));
    return RevocationOutcome{.keyId = object.value(u"id").toString(),
                             .outcome = object.value(u"revoked").toBool() ? Revocation::Revoked
                                                                          : Revocation::WasGone};
}

// In the order of the answer. Whoever asks for a key's revocation must not have to guess about it.
Result<QList<RevocationOutcome>> revocationsFrom(const QJsonObject &object, QStringList asked)
{
    const QJsonArray results = object.value(u"results").toArray();
    QList<RevocationOutcome> outcomes;
    for (const auto result : results) {
        auto outcome = revocationFrom(result.toObject());
        if (!outcome)
            return tl::unexpected(outcome.error());
        asked.removeAll(outcome->keyId);
        outcomes.append(*std::move(outcome));
    }
    if (!asked.isEmpty())
        return tl::unexpected(answerNotUnderstood(u"results"_s));
    return outcomes;
}

QFuture<Result<KeyList>> listOf(RestClient &rest, const QString &platformId)
{
    return rest.send({.path = keysPath(platformId)}).then([](const Result<Answer> &answer) {
        return answer.and_then(objectFrom).and_then(keyListFromJson);
    });
}

Result<Revocation> revocationBy(const Result<KeyList> &list, const QString &keyId)
{
    if (!list) {
        Problem problem = list.error();
        problem.notSent = false; // the revocation was
        return tl::unexpected(std::move(problem));
    }
    const auto isIt = [&keyId](const ApiKey &key) { return key.id == keyId; };
    if (std::any_of(list->keys.begin(), list->keys.end(), isIt))
        return tl::unexpected(Problem{.code = ProblemCode::NotFound});
    return Revocation::WasGone;
}

// What is not there is the key or, to somebody who is no member of it any more, the platform, whose
// keys go on working. Only who sees the others knows that this one is gone.
QFuture<Result<Revocation>> afterNotFound(RestClient &rest, const QString &platformId,
                                          const QString &keyId)
{
    return listOf(rest, platformId).then([keyId](const Result<KeyList> &list) {
        return revocationBy(list, keyId);
    });
}

} // namespace

KeysClient::KeysClient(RestClient &rest)
    : m_rest(rest)
{
}

QFuture<Result<KeyList>> KeysClient::list(const QString &platformId)
{
    return listOf(m_rest, platformId);
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

QFuture<Result<Done>> KeysClient::acknowledge(const QString &platformId, const QString &keyId)
{
    return m_rest
        .send({.method = RestClient::Method::Post,
               .path = keyPath(platformId, keyId) + u"/acknowledgement"_s})
        .then([](const Result<Answer> &answer) { return answer.and_then(doneFrom); });
}

QFuture<Result<ApiKey>> KeysClient::rename(const QString &platformId, const QString &keyId,
                                           const QString &revision, const KeyLabel &label)
{
    RestClient::Request request{.method = RestClient::Method::Patch,
                                .path = keyPath(platformId, keyId),
                                .body = QJsonObject{{u"label"_s, label.text()}}};
    if (!revision.isEmpty())
        request.headers.append({"If-Match", '"' + revision.toLatin1() + '"'});
    return m_rest.send(request).then([](const Result<Answer> &answer) {
        return answer.and_then(objectFrom).and_then(apiKeyFromJson);
    });
}

QFuture<Result<Revocation>> KeysClient::revoke(const QString &platformId, const QString &keyId)
{
    auto promise = std::make_shared<QPromise<Result<Revocation>>>();
    promise->start();
    const auto tell = [promise](const Result<Revocation> &outcome) {
        promise->addResult(outcome);
        promise->finish();
    };
    m_rest.send({.method = RestClient::Method::Delete, .path = keyPath(platformId, keyId)})
        .then([tell, platformId, keyId, rest = QPointer(&m_rest)](const Result<Answer> &answer) {
            const auto done = answer.and_then(doneFrom);
            if (done)
                tell(Revocation::Revoked);
            else if (done.error().code == ProblemCode::NotFound && rest)
                afterNotFound(*rest, platformId, keyId).then(tell);
            else
                tell(tl::unexpected(done.error()));
        });
    return promise->future();
}

QFuture<Result<QList<RevocationOutcome>>> KeysClient::revokeAll(const QString &platformId,
                                                                const QStringList &keyIds)
{
    return m_rest
        .send({.method = RestClient::Method::Post,
               .path = platformPath(platformId) + u"/revocations"_s,
               .body = QJsonObject{{u"ids"_s, QJsonArray::fromStringList(keyIds)}}})
        .then([keyIds](const Result<Answer> &answer) {
            return answer.and_then(objectFrom).and_then([&keyIds](const QJsonObject &object) {
                return revocationsFrom(object, keyIds);
            });
        });
}

} // namespace keydesk::client
