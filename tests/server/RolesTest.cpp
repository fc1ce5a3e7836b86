// SPDX-License-Identifier: Apache-2.0
// Who may do what, as a table: every operation of openapi.yaml × every kind of caller. An operation
// without a row fails.
#include "OpenApi.h"

#include "support/ServerFixture.h"

#include <QMap>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

const QStringList callers{u"no token"_s, u"expired token"_s, u"unknown token"_s, u"learner"_s,
                          u"author"_s,   u"admin"_s,         u"owner"_s,         u"outsider"_s};

using Statuses = QList<int>;
const Statuses everybody(8, 200);
const Statuses everybodySignedIn{401, 401, 401, 200, 200, 200, 200, 200};
const Statuses nobodyWithoutAKey(8, 401);

// In the order of the callers. The outsider is the administrator of another platform.
const QMap<QByteArray, Statuses> table{
    {"GET /admin/v1/server", everybody},
    {"POST /admin/v1/sessions", Statuses(8, 400)}, // without credentials; see SessionsTest
    {"POST /admin/v1/sessions/refresh", Statuses(8, 401)},
    {"POST /admin/v1/sessions/browser", Statuses(8, 404)}, // without a provider; BrowserSignInTest
    {"DELETE /admin/v1/sessions/current", {401, 401, 401, 204, 204, 204, 204, 204}},
    {"GET /admin/v1/me", everybodySignedIn},
    {"GET /admin/v1/platforms", everybodySignedIn},
    {"GET /admin/v1/platforms/{platform}/keys", {401, 401, 401, 403, 403, 200, 200, 404}},
    {"POST /admin/v1/platforms/{platform}/keys", {401, 401, 401, 403, 403, 201, 201, 404}},
    {"DELETE /admin/v1/platforms/{platform}/keys/{key}", {401, 401, 401, 403, 403, 204, 204, 404}},
    {"PATCH /admin/v1/platforms/{platform}/keys/{key}", {401, 401, 401, 403, 403, 200, 200, 404}},
    {"POST /admin/v1/platforms/{platform}/keys/{key}/replacement",
     {401, 401, 401, 403, 403, 201, 201, 404}},
    {"POST /admin/v1/platforms/{platform}/keys/{key}/acknowledgement",
     {401, 401, 401, 403, 403, 204, 204, 404}},
    {"POST /admin/v1/platforms/{platform}/revocations", {401, 401, 401, 403, 403, 200, 200, 404}},
    {"GET /admin/v1/platforms/{platform}/audit", {401, 401, 401, 403, 403, 200, 200, 404}},
    {"GET /admin/v1/platforms/{platform}/events", {401, 401, 401, 403, 403, 200, 200, 404}},
    {"POST /admin/v1/identifications", everybodySignedIn},
    {"GET /admin/v1/platforms/{platform}/keys/{key}/usage",
     {401, 401, 401, 403, 403, 200, 200, 404}},
    {"GET /verify", nobodyWithoutAKey},
    {"POST /introspect", nobodyWithoutAKey},
    {"POST /api/v2/oauth2/token", nobodyWithoutAKey},
    {"GET /api/v1/users", nobodyWithoutAKey},
    {"POST /api/v1/users", nobodyWithoutAKey},
    {"GET /api/v1/users/{user}", nobodyWithoutAKey},
    {"PUT /api/v1/users/{user}", nobodyWithoutAKey},
    {"DELETE /api/v1/users/{user}", nobodyWithoutAKey},
    {"GET /api/v1/groups", nobodyWithoutAKey},
    {"POST /api/v1/groups", nobodyWithoutAKey},
    {"GET /api/v1/groups/{group}", nobodyWithoutAKey},
    {"PUT /api/v1/groups/{group}", nobodyWithoutAKey},
    {"DELETE /api/v1/groups/{group}", nobodyWithoutAKey},
    {"PUT /api/v1/groups/{group}/users/{user}", nobodyWithoutAKey},
    {"DELETE /api/v1/groups/{group}/users/{user}", nobodyWithoutAKey},
    {"GET /api/v1/courses", nobodyWithoutAKey},
    {"GET /api/v1/courses/{course}", nobodyWithoutAKey},
    {"GET /api/v1/paths", nobodyWithoutAKey},
    {"POST /api/v1/paths/{path}/sessions/", nobodyWithoutAKey},
    {"GET /healthz", everybody},
    {"GET /readyz", everybody},
    {"GET /metrics", everybody},
    {"GET /docs", everybody},
    {"GET /openapi.yaml", everybody},
    {"GET /problems/{slug}", everybody},
};

/** What a good request holds besides its path and its token. */
struct Content
{
    QByteArray body;
    bool hasIdempotencyKey = false;
    QByteArray type = "application/json";
};

const QMap<QByteArray, Content> contents{
    {"POST /admin/v1/sessions", {"{}"}},
    {"POST /admin/v1/sessions/browser", {"{}"}},
    {"POST /api/v2/oauth2/token",
     {"grant_type=client_credentials&client_id=0123456789abcdef01234567&client_secret=unknown",
      false, "application/x-www-form-urlencoded"}},
    {"POST /admin/v1/sessions/refresh", {R"({"refreshToken":"unknown"})"}},
    {"POST /admin/v1/platforms/{platform}/keys", {R"({"label":"Zapier"})", true}},
    {"PATCH /admin/v1/platforms/{platform}/keys/{key}", {R"({"state":"paused"})"}},
    {"POST /admin/v1/platforms/{platform}/keys/{key}/replacement",
     {R"({"overlapSeconds":60})", true}},
    {"POST /admin/v1/platforms/{platform}/revocations",
     {R"({"ids":["ffffffffffffffffffffffff"]})"}},
    {"POST /admin/v1/identifications",
     {R"({"sha256":["0000000000000000000000000000000000000000000000000000000000000000"]})"}},
};

/** Those whose answer goes on: whoever may have it asks for its head. */
const QByteArrayList endless{"GET /admin/v1/platforms/{platform}/events"};

} // namespace

class RolesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyDocumentedOperationHasARow();
    void eachCallerGetsWhatTheTableSays_data();
    void eachCallerGetsWhatTheTableSays();
    void anUnknownPlatformLooksLikeOneThatIsNotMine();
    void aRoleThatIsTakenAwayCountsAtOnce();
    void otherSchemesAreNotBearerTokens();
    void refusedTokensAreChallenged();

private:
    QByteArray authorization(const QString &caller) const;
    HttpRequest requestFor(const QByteArray &operation, const QString &caller);

    ServerFixture m_fixture;
    QMap<QString, QByteArray> m_tokens;
    QMap<QString, QString> m_members;
};

void RolesTest::initTestCase()
{
    // Each request comes from an address of its own: many refused ones from one are held up.
    QVERIFY(m_fixture.start({u"--trusted-proxy"_s, u"127.0.0.1"_s}));
    TestData &data = m_fixture.data();
    for (const QString &role : {u"learner"_s, u"author"_s, u"admin"_s, u"owner"_s}) {
        const QString member = data.addMember(role);
        data.setRole(m_fixture.platformId(), member, role);
        m_members[role] = member;
        m_tokens[role] = data.addToken(member);
    }
    const QString outsider = data.addMember(u"outsider"_s);
    data.setRole(data.addPlatform(u"Elsewhere"_s), outsider, u"admin"_s);
    m_members[u"outsider"_s] = outsider;
    m_tokens[u"outsider"_s] = data.addToken(outsider);
    m_tokens[u"expired token"_s] = data.addToken(m_members[u"owner"_s], -1);
    m_tokens[u"unknown token"_s] = newIdempotencyKey().second;
}

void RolesTest::init()
{
    m_fixture.data().run(u"DELETE FROM api_keys"_s); // there would be more than there can be
}

QByteArray RolesTest::authorization(const QString &caller) const
{
    return "Bearer " + m_tokens[caller];
}

HttpRequest RolesTest::requestFor(const QByteArray &operation, const QString &caller)
{
    const qsizetype space = operation.indexOf(' ');
    HttpRequest request{.method = operation.first(space), .path = operation.mid(space + 1)};
    request.headers.append(newClientAddress());
    request.path.replace("{platform}", m_fixture.platformId().toLatin1());
    request.path.replace("{slug}", "not-found");
    for (const char *name : {"{user}", "{group}", "{course}", "{path}"})
        request.path.replace(name, "0123456789abcdef01234567");
    if (request.path.contains("{key}")) {
        const MadeKey key = m_fixture.makeKey("Used by " + caller.toUtf8());
        request.path.replace("{key}", key.id.toLatin1());
    }
    // Signing out ends the token, so that is done with another one.
    if (request.path.endsWith("/sessions/current") && m_members.contains(caller))
        request.headers.append(
            {"Authorization", "Bearer " + m_fixture.data().addToken(m_members[caller])});
    else if (m_tokens.contains(caller))
        request.headers.append({"Authorization", authorization(caller)});
    const Content content = contents.value(operation);
    if (!content.body.isEmpty())
        request.headers.append(std::pair<QByteArray, QByteArray>("Content-Type", content.type));
    if (content.hasIdempotencyKey)
        request.headers.append(newIdempotencyKey());
    request.body = content.body;
    return request;
}

void RolesTest::everyDocumentedOperationHasARow()
{
    const QByteArrayList documented = documentedOperations();
    QVERIFY(documented.size() >= 10);
    for (const QByteArray &operation : documented)
        QVERIFY2(table.contains(operation), operation.constData());
    QCOMPARE(documented.size(), table.size());
}

void RolesTest::eachCallerGetsWhatTheTableSays_data()
{
    QTest::addColumn<QByteArray>("operation");
    QTest::addColumn<QString>("caller");
    QTest::addColumn<int>("status");
    for (auto row = table.begin(); row != table.end(); ++row) {
        QCOMPARE(row->size(), callers.size());
        for (qsizetype i = 0; i < callers.size(); ++i)
            QTest::addRow("%s by %s", row.key().constData(), qPrintable(callers[i]))
                << row.key() << callers[i] << row->at(i);
    }
}

void RolesTest::eachCallerGetsWhatTheTableSays()
{
    QFETCH(QByteArray, operation);
    QFETCH(QString, caller);
    QFETCH(int, status);
    HttpRequest request = requestFor(operation, caller);
    if (endless.contains(operation) && status == 200)
        request.method = "HEAD";
    const HttpAnswer answer = m_fixture.http().send(request);
    QCOMPARE(answer.status, status);
    if (!operation.contains("/admin/"))
        return;
    if (status == 401)
        QCOMPARE(answer.problem(), u"token-invalid"_s);
    else if (status == 403)
        QCOMPARE(answer.problem(), u"role-required"_s);
    else if (status == 404)
        QCOMPARE(answer.problem(), u"not-found"_s);
}

void RolesTest::anUnknownPlatformLooksLikeOneThatIsNotMine()
{
    const auto ask = [&](const QByteArray &id) {
        return m_fixture.http()
            .send({.path = "/admin/v1/platforms/" + id + "/keys",
                   .headers = {{"Authorization", authorization(u"outsider"_s)}}})
            .body;
    };
    QCOMPARE(ask(m_fixture.platformId().toLatin1()), ask("ffffffffffffffffffffffff"));
}

void RolesTest::aRoleThatIsTakenAwayCountsAtOnce()
{
    const QString member = m_fixture.data().addMember(u"Leaves"_s);
    const std::pair<QByteArray, QByteArray> header{"Authorization",
                                                   "Bearer " + m_fixture.data().addToken(member)};
    const auto status = [&] {
        return m_fixture.http().send({.path = m_fixture.keysPath(), .headers = {header}}).status;
    };
    m_fixture.data().setRole(m_fixture.platformId(), member, u"admin"_s);
    QCOMPARE(status(), 200);
    m_fixture.data().setRole(m_fixture.platformId(), member, u"learner"_s);
    QCOMPARE(status(), 403);
    m_fixture.data().run(u"DELETE FROM memberships WHERE member_id = ?"_s, {member});
    QCOMPARE(status(), 404);
    m_fixture.data().run(u"DELETE FROM access_tokens WHERE member_id = ?"_s, {member});
    QCOMPARE(status(), 401);
}

void RolesTest::otherSchemesAreNotBearerTokens()
{
    const QByteArray token = m_tokens[u"owner"_s];
    for (const QByteArray &value :
         {token, "Basic " + token, "Bearer" + token, "Bearer  " + token, "Bearer " + token + " x",
          QByteArray("Bearer "), QByteArray()}) {
        const HttpAnswer answer =
            m_fixture.http().send({.path = "/admin/v1/me", .headers = {{"Authorization", value}}});
        QCOMPARE(answer.status, 401);
    }
    const HttpAnswer lower = m_fixture.http().send(
        {.path = "/admin/v1/me", .headers = {{"authorization", "bearer " + token}}});
    QCOMPARE(lower.status, 200);
}

void RolesTest::refusedTokensAreChallenged()
{
    const HttpAnswer without = m_fixture.http().send({.path = "/admin/v1/me"});
    QVERIFY(without.headers.value("www-authenticate").startsWith("Bearer"));
    const HttpAnswer wrong = m_fixture.http().send(
        {.path = "/admin/v1/me", .headers = {{"Authorization", "Bearer nonsense"}}});
    QVERIFY(wrong.headers.value("www-authenticate").contains("invalid_token"));
    QVERIFY(!wrong.body.contains("nonsense"));
}

QTEST_GUILESS_MAIN(RolesTest)
#include "RolesTest.moc"
