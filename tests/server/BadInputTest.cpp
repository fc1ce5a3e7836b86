// SPDX-License-Identifier: Apache-2.0
// Well-formed HTTP with something wrong in it gets the contract's problem, never a 500.
#include "support/ServerFixture.h"

#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

/** "0=&1=&2=" */
QByteArray manyParameters(int count)
{
    QByteArray query;
    for (int i = 0; i < count; ++i)
        query += (i > 0 ? "&" : "") + QByteArray::number(i) + '=';
    return query;
}

} // namespace

class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badBodiesGetTheirProblem_data();
    void badBodiesGetTheirProblem();
    void badHeadersGetTheirProblem_data();
    void badHeadersGetTheirProblem();
    void badAddressesGetTheirProblem_data();
    void badAddressesGetTheirProblem();
    void wrongMethodsAreToldWhatIsAllowed_data();
    void wrongMethodsAreToldWhatIsAllowed();
    void headWorksWhereverGetDoes();
    void problemsAreRfc9457();
    void nothingWasMade();

private:
    ServerFixture m_fixture;
};

void BadInputTest::initTestCase()
{
    QVERIFY(m_fixture.start());
}

void BadInputTest::badBodiesGetTheirProblem_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &body, int status, const char *problem,
                        const char *reason = "") {
        QTest::newRow(name) << body << status << QString::fromLatin1(problem)
                            << QString::fromLatin1(reason);
    };
    const auto label = [&](const char *name, const QByteArray &text, const char *reason) {
        row(name, "{\"label\":\"" + text + "\"}", 422, "label-invalid", reason);
    };
    label("empty label", "", "empty");
    label("only spaces", "   ", "empty");
    label("only a zero-width space", "\\u200b", "empty");
    label("101 characters", QByteArray(101, 'a'), "too-long");
    label("30,000 characters", QByteArray(30'000, 'a'), "too-long");
    label("tab", "a\\tb", "control-character");
    label("line break at the end", "a\\n", "control-character");
    label("NUL", "a\\u0000b", "control-character");
    label("unescaped NUL", QByteArray("a\0b", 3), "control-character");
    label("right-to-left override", "a\\u202eb", "bidirectional-override");
    label("isolate", "a\\u2066b", "bidirectional-override");
    label("lone surrogate", "a\\ud800b", "not-unicode");

    const char *malformed = "request-malformed";
    row("no body", "", 400, malformed);
    row("not JSON", "label=Zapier", 400, malformed);
    row("cut off", R"({"label":"Zap)", 400, malformed);
    row("two documents", R"({"label":"a"}{"label":"b"})", 400, malformed);
    row("array", R"(["label"])", 400, malformed);
    row("text", R"("label")", 400, malformed);
    row("null", "null", 400, malformed);
    row("no label", "{}", 400, malformed);
    row("label is a number", R"({"label":1})", 400, malformed);
    row("label is null", R"({"label":null})", 400, malformed);
    row("label is an object", R"({"label":{"a":1}})", 400, malformed);
    row("unknown field", R"({"label":"a","role":"owner"})", 400, malformed);
    row("expiresAt is a number", R"({"label":"a","expiresAt":1})", 400, malformed);
    row("not UTF-8", "{\"label\":\"a\xff\"}", 400, malformed);
    row("cut-off UTF-8", "{\"label\":\"a\xc3\"}", 400, malformed);
    row("10,000 arrays deep", "{\"label\":" + QByteArray(10'000, '[') + "}", 400, malformed);
    row("10,000 objects deep", QByteArray("{\"label\":").repeated(5'000), 400, malformed);

    const char *expiry = "expiry-invalid";
    row("expired", R"({"label":"a","expiresAt":"2001-01-01T00:00:00Z"})", 422, expiry);
    row("no time zone", R"({"label":"a","expiresAt":"2999-01-01T00:00:00"})", 422, expiry);
    row("a date", R"({"label":"a","expiresAt":"2999-01-01"})", 422, expiry);
    row("30 February", R"({"label":"a","expiresAt":"2999-02-30T00:00:00Z"})", 422, expiry);
    row("25 hours", R"({"label":"a","expiresAt":"2999-01-01T25:00:00Z"})", 422, expiry);
    row("zone of 99 hours", R"({"label":"a","expiresAt":"2999-01-01T00:00:00+99:00"})", 422,
        expiry);
    row("a year that cannot be written", R"({"label":"a","expiresAt":"9999-12-31T23:59:59-05:00"})",
        422, expiry);
    row("no time", R"({"label":"a","expiresAt":"tomorrow"})", 422, expiry);
    row("empty time", R"({"label":"a","expiresAt":""})", 422, expiry);

    row("64 KiB and one", "{\"label\":\"" + QByteArray(64 * 1024, 'a') + "\"}", 413,
        "body-too-large");
}

void BadInputTest::badBodiesGetTheirProblem()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, problem);
    QFETCH(QString, reason);
    const HttpAnswer answer = m_fixture.post(body);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.problem(), problem);
    QCOMPARE(answer.json()[u"reason"_s].toString(), reason);
}

void BadInputTest::badHeadersGetTheirProblem_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("problem");
    const std::pair<QByteArray, QByteArray> json{"Content-Type", "application/json"};
    const auto key = newIdempotencyKey();
    const QByteArray name = "Idempotency-Key";
    QTest::newRow("no key") << Headers{json} << 400 << u"idempotency-key-missing"_s;
    QTest::newRow("empty key") << Headers{json, {name, ""}} << 400 << u"idempotency-key-invalid"_s;
    QTest::newRow("short key") << Headers{json, {name, key.second.chopped(1)}} << 400
                               << u"idempotency-key-invalid"_s;
    QTest::newRow("padded key") << Headers{json, {name, key.second + "="}} << 400
                                << u"idempotency-key-invalid"_s;
    QTest::newRow("UUID") << Headers{json, {name, "8e03978e-40d5-43dd-bc93-6894a57f9324"}} << 400
                          << u"idempotency-key-invalid"_s;
    QTest::newRow("two keys") << Headers{json, key, newIdempotencyKey()} << 400
                              << u"request-malformed"_s;
    QTest::newRow("no type") << Headers{key} << 415 << u"media-type-unsupported"_s;
    QTest::newRow("form") << Headers{key, {"Content-Type", "application/x-www-form-urlencoded"}}
                          << 415 << u"media-type-unsupported"_s;
    QTest::newRow("almost JSON") << Headers{key, {"Content-Type", "application/jsonx"}} << 415
                                 << u"media-type-unsupported"_s;
    QTest::newRow("two types") << Headers{key, json, json} << 400 << u"request-malformed"_s;
}

void BadInputTest::badHeadersGetTheirProblem()
{
    QFETCH(Headers, headers);
    QFETCH(int, status);
    QFETCH(QString, problem);
    headers.append(m_fixture.owner());
    const HttpAnswer answer = m_fixture.http().send({.method = "POST",
                                                     .path = m_fixture.keysPath(),
                                                     .headers = headers,
                                                     .body = R"({"label":"Zapier"})"});
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.problem(), problem);
}

void BadInputTest::badAddressesGetTheirProblem_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    const QByteArray keys = m_fixture.keysPath();
    const auto row = [](const char *name, const char *method, const QByteArray &path, int status) {
        QTest::newRow(name) << QByteArray(method) << path << status;
    };
    row("unknown platform", "GET", "/admin/v1/platforms/ffffffffffffffffffffffff/keys", 404);
    row("no platform id", "GET", "/admin/v1/platforms/x/keys", 404);
    row("empty platform id", "GET", "/admin/v1/platforms//keys", 404);
    row("unknown key", "DELETE", keys + "/ffffffffffffffffffffffff", 404);
    row("no key id", "DELETE", keys + "/%F0%9F%94%91", 404);
    row("slash at the end", "GET", keys + "/", 404);
    row("escaped slash", "GET", "/admin%2Fv1/me", 404);
    row("dots", "GET", "/admin/v1/../v1/me", 404);
    row("escaped dots", "GET", "/admin/v1/%2e%2e/v1/me", 404);
    row("escaped NUL", "GET", "/admin/v1/me%00", 400);
    row("escape cut off", "GET", "/admin/v1/me%2", 400);
    row("bad escape", "GET", "/admin/v1/%zz", 400);
    row("not UTF-8", "GET", "/admin/v1/%ff", 400);
    row("bad escape in the query", "GET", "/admin/v1/platforms?query=%", 400);
    row("a parameter twice", "GET", "/admin/v1/platforms?limit=1&limit=2", 400);
    row("a parameter twice, once escaped", "GET", "/admin/v1/platforms?limit=1&lim%69t=1", 400);
    row("33 parameters", "GET", "/admin/v1/platforms?" + manyParameters(33), 400);
    row("limit 0", "GET", "/admin/v1/platforms?limit=0", 400);
    row("limit 101", "GET", "/admin/v1/platforms?limit=101", 400);
    row("limit is no number", "GET", "/admin/v1/platforms?limit=ten", 400);
    row("cursor is none", "GET", "/admin/v1/platforms?cursor=nonsense", 400);
    row("cursor with NUL", "GET", "/admin/v1/platforms?cursor=MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwAA",
        400);
    row("cursor is no base64", "GET", "/admin/v1/platforms?cursor=!!", 400);
    row("unknown problem", "GET", "/problems/no-such-problem", 404);
    row("unknown address", "GET", "/", 404);
}

void BadInputTest::badAddressesGetTheirProblem()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    const HttpAnswer answer =
        m_fixture.http().send({.method = method, .path = path, .headers = {m_fixture.owner()}});
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.problem(), status == 404 ? u"not-found"_s : u"request-malformed"_s);
}

void BadInputTest::wrongMethodsAreToldWhatIsAllowed_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("allowed");
    const QByteArray keys = m_fixture.keysPath();
    QTest::newRow("me") << QByteArray("/admin/v1/me") << QByteArray("GET, HEAD");
    QTest::newRow("keys") << keys << QByteArray("GET, HEAD, POST");
    QTest::newRow("key") << keys + "/ffffffffffffffffffffffff" << QByteArray("PATCH, DELETE");
    QTest::newRow("verify") << QByteArray("/verify") << QByteArray("GET, HEAD");
    QTest::newRow("users") << QByteArray("/api/v1/users") << QByteArray("GET, HEAD, POST");
}

void BadInputTest::wrongMethodsAreToldWhatIsAllowed()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, allowed);
    for (const char *method : {"PUT", "PATCH", "OPTIONS", "TRACE", "BREW", "get"}) {
        if (allowed.contains(method))
            continue;
        const HttpAnswer answer = m_fixture.http().send({.method = method, .path = path});
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.headers.value("allow"), allowed);
    }
}

void BadInputTest::headWorksWhereverGetDoes()
{
    for (const QByteArray &path :
         {QByteArray("/admin/v1/server"), m_fixture.keysPath(), QByteArray("/docs")}) {
        const HttpAnswer get =
            m_fixture.http().send({.path = path, .headers = {m_fixture.owner()}});
        const HttpAnswer head =
            m_fixture.http().send({.method = "HEAD", .path = path, .headers = {m_fixture.owner()}});
        QCOMPARE(head.status, 200);
        QVERIFY(head.body.isEmpty());
        QCOMPARE(head.headers.value("content-length"), get.headers.value("content-length"));
        QCOMPARE(head.headers.value("content-type"), get.headers.value("content-type"));
    }
}

void BadInputTest::problemsAreRfc9457()
{
    const HttpAnswer answer = m_fixture.post("{}");
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/problem+json"));
    QCOMPARE(answer.json()[u"status"_s].toInt(), 400);
    QVERIFY(!answer.json()[u"title"_s].toString().isEmpty());
    QCOMPARE(m_fixture.http().send({.path = answer.json()[u"type"_s].toString().toLatin1()}).status,
             200);
    const HttpAnswer api = m_fixture.http().send({.path = "/api/v1/nothing"});
    QCOMPARE(api.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(api.body,
             QByteArray(R"({"detail":"There is nothing at this address.","error":"not_found"})"));
}

void BadInputTest::nothingWasMade()
{
    QCOMPARE(m_fixture.list().json()[u"used"_s].toInt(), 0);
    QVERIFY(m_fixture.server().log().isEmpty());
}

QTEST_GUILESS_MAIN(BadInputTest)
#include "BadInputTest.moc"
