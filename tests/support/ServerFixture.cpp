// SPDX-License-Identifier: Apache-2.0
#include "support/ServerFixture.h"

#include <QJsonArray>

namespace keydesk::testing {

using namespace Qt::StringLiterals;

ServerFixture::ServerFixture() = default;

bool ServerFixture::start(const QStringList &moreArguments)
{
    m_server.emplace(m_way.isEmpty() ? database() : m_way);
    if (!m_server->start(moreArguments))
        return false;
    const HttpAnswer platforms = http().send({.path = "/admin/v1/platforms", .headers = {owner()}});
    m_platformId = platforms.json()[u"items"_s].toArray().first()[u"id"_s].toString();
    if (!m_data)
        m_data.emplace(database());
    return !m_platformId.isEmpty();
}

bool ServerFixture::restart()
{
    m_server->closeStdin();
    return m_server->waitForExit() == 0 && start();
}

QByteArray ServerFixture::keysPath() const
{
    return "/admin/v1/platforms/" + m_platformId.toLatin1() + "/keys";
}

HttpAnswer ServerFixture::post(const QByteArray &json) const
{
    return http().send(createRequest(m_platformId, owner(), newIdempotencyKey(), json));
}

HttpAnswer ServerFixture::list() const
{
    return http().send({.path = keysPath(), .headers = {owner()}});
}

MadeKey ServerFixture::makeKey(const QByteArray &label) const
{
    const QJsonObject answer = post("{\"label\":\"" + label + "\"}").json();
    return {answer[u"key"_s].toObject()[u"id"_s].toString(), answer[u"secret"_s].toString()};
}

HttpAnswer ServerFixture::verify(const QString &secret) const
{
    return http().send({.path = "/verify", .headers = keyHeaders(m_platformId, secret)});
}

HttpAnswer ServerFixture::ask(const QByteArray &method, const QByteArray &path,
                              const QByteArray &json, const Headers &more) const
{
    Headers headers{owner()};
    if (!json.isEmpty())
        headers.append(std::pair<QByteArray, QByteArray>("Content-Type", "application/json"));
    return http().send({.method = method,
                        .path = "/admin/v1/platforms/" + m_platformId.toLatin1() + path,
                        .headers = headers + more,
                        .body = json});
}

QJsonObject ServerFixture::listed(const QString &keyId) const
{
    for (const QJsonValue item : list().json()[u"items"_s].toArray()) {
        if (item[u"id"_s] == keyId)
            return item.toObject();
    }
    return {};
}

} // namespace keydesk::testing
