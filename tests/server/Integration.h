// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keydesk::testing {

/** A program that holds the key of a platform. */
class Integration
{
public:
    Integration(HttpClient http, Headers key)
        : m_http(std::move(http))
        , m_key(std::move(key))
    {
    }

    HttpAnswer get(const QByteArray &path) const { return send("GET", path); }
    HttpAnswer remove(const QByteArray &path) const { return send("DELETE", path); }
    HttpAnswer post(const QByteArray &path, const QByteArray &json) const
    {
        return send("POST", path, json);
    }
    HttpAnswer put(const QByteArray &path, const QByteArray &json) const
    {
        return send("PUT", path, json);
    }

    HttpAnswer send(const QByteArray &method, const QByteArray &path,
                    const QByteArray &json = {}) const
    {
        HttpRequest request{.method = method, .path = path, .headers = m_key, .body = json};
        if (!json.isEmpty())
            request.headers.emplaceBack("Content-Type", "application/json");
        return m_http.send(request);
    }

    /** Follows the pages of a list to its end; what it says of each item at \a field. */
    QStringList all(QByteArray path, const QString &field) const
    {
        QStringList values;
        while (!path.isEmpty()) {
            const HttpAnswer answer = get(path);
            for (const QJsonValue item : answer.array())
                values.append(item[field].toString());
            const QByteArray link = answer.headers.value("link");
            path = link.mid(1, link.indexOf('>') - 1);
        }
        return values;
    }

private:
    HttpClient m_http;
    Headers m_key;
};

/** The holder of a new key of the fixture's platform. */
inline Integration integration(const ServerFixture &fixture)
{
    const MadeKey key = fixture.makeKey("Integration");
    return {fixture.http(), keyHeaders(fixture.platformId(), key.secret)};
}

/** The holder of a key of another, new platform; \a platformId is set to its id. */
inline Integration integrationElsewhere(ServerFixture &fixture, QString &platformId)
{
    platformId = fixture.data().addPlatform(QStringLiteral("Elsewhere"));
    const QString admin = fixture.data().addMember(QStringLiteral("Admin"));
    fixture.data().setRole(platformId, admin, QStringLiteral("admin"));
    const QByteArray token = fixture.data().addToken(admin);
    const HttpAnswer made =
        fixture.http().send(createRequest(platformId, {"Authorization", "Bearer " + token},
                                          newIdempotencyKey(), R"({"label":"Integration"})"));
    return {fixture.http(),
            keyHeaders(platformId, made.json()[QStringLiteral("secret")].toString())};
}

/** What an error of the integration API is called. */
inline QString errorOf(const HttpAnswer &answer)
{
    return answer.json()[QStringLiteral("error")].toString();
}

inline QString detailOf(const HttpAnswer &answer)
{
    return answer.json()[QStringLiteral("detail")].toString();
}

inline QByteArray idOf(const HttpAnswer &answer)
{
    return answer.json()[QStringLiteral("_id")].toString().toLatin1();
}

} // namespace keydesk::testing
