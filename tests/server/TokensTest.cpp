// SPDX-License-Identifier: Apache-2.0
// The third way to give a key: a token for it, as OAuth 2 clients get and send it.
#include "support/JsonWebToken.h"
#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr auto formType = "application/x-www-form-urlencoded";
constexpr auto grant = "grant_type=client_credentials";

QByteArray basic(const QByteArray &id, const QByteArray &secret)
{
    return "Basic " + (id + ':' + secret).toBase64();
}

} // namespace

class TokensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void aKeyGetsAToken_data();
    void aKeyGetsAToken();
    void theTokenSaysWhatItIsFor();
    void everyTokenIsAnotherOne();
    void aTokenOpensWhatItsKeyOpens();
    void whatIsNotARequestForATokenIsTold_data();
    void whatIsNotARequestForATokenIsTold();
    void everyBadClientGetsTheSameAnswer_data();
    void everyBadClientGetsTheSameAnswer();
    void aTokenDiesWithItsKey_data();
    void aTokenDiesWithItsKey();
    void aPausedKeysTokenWorksAgainWhenItIsResumed();
    void headersAndTokensAreNotMixed();
    void everyBadTokenGetsTheSameAnswer();
    void serversWithTheSameServerKeyShareTokens();
    void nothingSecretIsInTheLog();

private:
    HttpAnswer ask(const QByteArray &body, const QByteArray &type = formType,
                   const Headers &more = {}) const;
    QByteArray tokenFor(const MadeKey &key) const;
    HttpAnswer verify(const QByteArray &token, const Headers &more = {}) const;
    QByteArray company() const { return m_fixture.platformId().toLatin1(); }
    QByteArray credentials(const QByteArray &secret) const;
    QList<std::pair<QString, QByteArray>> badTokens();

    ServerFixture m_fixture;
    MadeKey m_key;
};

void TokensTest::initTestCase()
{
    QVERIFY(m_fixture.start());
    m_key = m_fixture.makeKey("Main");
    QVERIFY(!m_key.secret.isEmpty());
}

HttpAnswer TokensTest::ask(const QByteArray &body, const QByteArray &type,
                           const Headers &more) const
{
    Headers headers = more;
    if (!type.isEmpty())
        headers.append({"Content-Type", type});
    return m_fixture.http().send(
        {.method = "POST", .path = "/api/v2/oauth2/token", .headers = headers, .body = body});
}

QByteArray TokensTest::credentials(const QByteArray &secret) const
{
    return QByteArray(grant) + "&client_id=" + company() + "&client_secret=" + secret;
}

QByteArray TokensTest::tokenFor(const MadeKey &key) const
{
    return ask(credentials(key.secret.toLatin1())).json()[u"access_token"_s].toString().toLatin1();
}

HttpAnswer TokensTest::verify(const QByteArray &token, const Headers &more) const
{
    return m_fixture.http().send(
        {.path = "/verify", .headers = Headers{{"Authorization", "Bearer " + token}} + more});
}

void TokensTest::aKeyGetsAToken_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Headers>("headers");
    const QByteArray secret = m_key.secret.toLatin1();
    const Headers named{{"Authorization", basic(company(), secret)}};
    const QByteArray json = R"({"grant_type":"client_credentials","client_id":")" + company() +
                            R"(","client_secret":")" + secret + R"(","scope":null})";
    QTest::newRow("form") << QByteArray(formType) << credentials(secret) << Headers{};
    QTest::newRow("escaped form") << QByteArray(formType)
                                  << credentials(secret).replace("_id", "%5fid") + "&scope=a+b"
                                  << Headers{};
    QTest::newRow("form with a charset")
        << QByteArray("Application/X-WWW-Form-Urlencoded ; charset=UTF-8") << credentials(secret)
        << Headers{};
    QTest::newRow("JSON") << QByteArray("application/json") << json << Headers{};
    QTest::newRow("Basic") << QByteArray(formType) << QByteArray(grant) << named;
    QTest::newRow("Basic, escaped")
        << QByteArray(formType) << QByteArray(grant)
        << Headers{{"authorization", basic(company(), QByteArray(secret).replace("_", "%5F"))}};
    QTest::newRow("Basic, and the id again")
        << QByteArray(formType) << QByteArray(grant) + "&client_id=" + company() << named;
}

void TokensTest::aKeyGetsAToken()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(Headers, headers);
    const HttpAnswer answer = ask(body, type, headers);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
    QCOMPARE(answer.headers.value("pragma"), QByteArray("no-cache"));
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    const QJsonObject token = answer.json();
    QCOMPARE(token.size(), 3);
    QCOMPARE(token[u"token_type"_s].toString(), u"Bearer"_s);
    QCOMPARE(token[u"expires_in"_s], QJsonValue(u"3600"_s));
    QCOMPARE(verify(token[u"access_token"_s].toString().toLatin1()).status, 204);
}

void TokensTest::theTokenSaysWhatItIsFor()
{
    const qint64 before = QDateTime::currentSecsSinceEpoch();
    const auto [header, claims] = JsonWebToken::read(tokenFor(m_key));
    QCOMPARE(header[u"alg"_s].toString(), u"HS256"_s);
    QCOMPARE(header[u"typ"_s].toString(), u"JWT"_s);
    QCOMPARE(claims[u"iss"_s].toString(), u"keydesk"_s);
    QCOMPARE(claims[u"sub"_s].toString(), m_key.id);
    QCOMPARE(claims[u"client_id"_s].toString(), m_fixture.platformId());
    const qint64 issued = claims[u"iat"_s].toInteger();
    QVERIFY(issued >= before && issued <= QDateTime::currentSecsSinceEpoch());
    QCOMPARE(claims[u"exp"_s].toInteger(), issued + 3600);
    QCOMPARE(claims.size(), 6);
}

void TokensTest::everyTokenIsAnotherOne()
{
    QVERIFY(tokenFor(m_key) != tokenFor(m_key));
}

void TokensTest::aTokenOpensWhatItsKeyOpens()
{
    const MadeKey key = m_fixture.makeKey("With a token");
    const QByteArray token = tokenFor(key);
    const HttpAnswer verified = verify(token);
    QCOMPARE(verified.status, 204);
    QCOMPARE(verified.headers.value("x-keydesk-platform"), company());
    QCOMPARE(verified.headers.value("x-keydesk-key-id"), key.id.toLatin1());
    QVERIFY(!verified.headers.contains("warning"));
    const HttpAnswer users = m_fixture.http().send(
        {.path = "/api/v1/users", .headers = {{"authorization", "bearer " + token}}});
    QCOMPARE(users.status, 200);
    for (const QJsonValue item : m_fixture.list().json()[u"items"_s].toArray()) {
        if (item[u"id"_s] == key.id) {
            QCOMPARE(item[u"lastUsedVia"_s].toString(), u"token"_s);
            QCOMPARE(item[u"callsLast24h"_s].toInt(), 3); // getting the token was one
        }
    }
}

void TokensTest::whatIsNotARequestForATokenIsTold_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QString>("error");
    const QByteArray good = credentials(m_key.secret.toLatin1());
    const Headers named{{"Authorization", basic(company(), m_key.secret.toLatin1())}};
    const QString invalid = u"invalid_request"_s;
    const QByteArray form = formType;
    const QByteArray json = "application/json";
    QTest::newRow("nothing") << form << QByteArray() << Headers{} << invalid;
    QTest::newRow("no type") << QByteArray() << good << Headers{} << invalid;
    QTest::newRow("another type") << QByteArray("text/plain") << good << Headers{} << invalid;
    QTest::newRow("a form as JSON") << json << good << Headers{} << invalid;
    QTest::newRow("an array") << json << QByteArray("[]") << Headers{} << invalid;
    QTest::newRow("JSON cut off") << json << QByteArray(R"({"grant_type":)") << Headers{}
                                  << invalid;
    QTest::newRow("deep JSON") << json << QByteArray(60'000, '[') << Headers{} << invalid;
    QTest::newRow("numbers") << json << QByteArray(R"({"grant_type":1})") << Headers{} << invalid;
    QTest::newRow("a name twice in JSON")
        << json
        << R"({"grant_type":"client_credentials","client_id":"other","client_id":")" + company() +
               R"(","client_secret":")" + m_key.secret.toLatin1() + R"("})"
        << Headers{} << invalid;
    QTest::newRow("no grant type") << form << good.mid(good.indexOf('&')) << Headers{} << invalid;
    QTest::newRow("another grant type")
        << form << good.mid(good.indexOf('&')) + "&grant_type=password" << Headers{}
        << u"unsupported_grant_type"_s;
    QTest::newRow("no client") << form << QByteArray(grant) << Headers{} << invalid;
    QTest::newRow("no secret") << form << QByteArray(grant) + "&client_id=" + company() << Headers{}
                               << invalid;
    QTest::newRow("an empty secret") << form << credentials("") << Headers{} << invalid;
    QTest::newRow("a name twice") << form << good + "&client_id=" + company() << Headers{}
                                  << invalid;
    QTest::newRow("the client twice") << form << good << named << invalid;
    QTest::newRow("two clients") << form << QByteArray(grant) + "&client_id=other" << named
                                 << invalid;
    QTest::newRow("a bad escape") << form << good + "&scope=%zz" << Headers{} << invalid;
    QTest::newRow("NUL") << form << good + "%00" << Headers{} << invalid;
    QTest::newRow("many names") << form << good + QByteArray("&a=b").repeated(1000) << Headers{}
                                << invalid;
}

void TokensTest::whatIsNotARequestForATokenIsTold()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(Headers, headers);
    QFETCH(QString, error);
    const HttpAnswer answer = ask(body, type, headers);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray(R"({"error":")" + error.toLatin1() + R"("})"));
}

void TokensTest::everyBadClientGetsTheSameAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Headers>("headers");
    const QByteArray secret = m_key.secret.toLatin1();
    const MadeKey paused = m_fixture.makeKey("Paused");
    m_fixture.data().run(u"UPDATE api_keys SET state = 'paused' WHERE id = ?"_s, {paused.id});
    const QString other = m_fixture.data().addPlatform(u"Another"_s);
    const auto headers = [](const QByteArray &value) { return Headers{{"Authorization", value}}; };
    QTest::newRow("wrong") << credentials("kdk_wrong") << Headers{};
    QTest::newRow("paused") << credentials(paused.secret.toLatin1()) << Headers{};
    QTest::newRow("another company")
        << credentials(secret).replace(company(), other.toLatin1()) << Headers{};
    QTest::newRow("a token") << credentials(tokenFor(m_key)) << Headers{};
    QTest::newRow("wrong in Basic") << QByteArray(grant) << headers(basic(company(), "wrong"));
    QTest::newRow("another company in Basic")
        << QByteArray(grant) << headers(basic(other.toLatin1(), secret));
    QTest::newRow("Basic without base64") << QByteArray(grant) << headers("Basic ?");
    QTest::newRow("Basic without a colon")
        << QByteArray(grant) << headers("Basic " + secret.toBase64());
}

void TokensTest::everyBadClientGetsTheSameAnswer()
{
    QFETCH(QByteArray, body);
    QFETCH(Headers, headers);
    const HttpAnswer answer = ask(body, formType, headers);
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.body, QByteArray(R"({"error":"invalid_client"})"));
    QCOMPARE(answer.headers.value("www-authenticate"), QByteArray("Basic realm=\"keydesk\""));
    QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
}

void TokensTest::aTokenDiesWithItsKey_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("revoked") << QString();
    QTest::newRow("paused") << u"UPDATE api_keys SET state = 'paused' WHERE id = ?"_s;
    QTest::newRow("expired") << u"UPDATE api_keys SET expires_at = 1 WHERE id = ?"_s;
}

void TokensTest::aTokenDiesWithItsKey()
{
    QFETCH(QString, sql);
    const MadeKey key = m_fixture.makeKey(QByteArray("To be ") + QTest::currentDataTag());
    const QByteArray token = tokenFor(key);
    QCOMPARE(verify(token).status, 204);
    if (sql.isEmpty())
        QCOMPARE(m_fixture.http()
                     .send({.method = "DELETE",
                            .path = m_fixture.keysPath() + '/' + key.id.toLatin1(),
                            .headers = {m_fixture.owner()}})
                     .status,
                 204);
    else
        m_fixture.data().run(sql, {key.id});
    QCOMPARE(verify(token).status, 401);
    QVERIFY(tokenFor(key).isEmpty());
}

void TokensTest::aPausedKeysTokenWorksAgainWhenItIsResumed()
{
    const MadeKey key = m_fixture.makeKey("Resumed");
    const QByteArray token = tokenFor(key);
    const QString sql = u"UPDATE api_keys SET state = ? WHERE id = ?"_s;
    m_fixture.data().run(sql, {u"paused"_s, key.id});
    QCOMPARE(verify(token).status, 401);
    m_fixture.data().run(sql, {u"active"_s, key.id});
    QCOMPARE(verify(token).status, 204);
}

void TokensTest::headersAndTokensAreNotMixed()
{
    const QByteArray token = tokenFor(m_key);
    const QByteArray other = m_fixture.data().addPlatform(u"Named beside it"_s).toLatin1();
    // A company beside the token must be the token's.
    QCOMPARE(verify(token, {{"X-company-id", company()}}).status, 204);
    QCOMPARE(verify(token, {{"X-company-id", other}}).status, 401);
    QCOMPARE(verify(token, {{"X-company-id", ""}}).status, 401);
    // The key's header counts first, then the token, then the address.
    const QByteArray secret = m_key.secret.toLatin1();
    QCOMPARE(verify(token, {{"X-company-id", company()}, {"X-apiKey", "kdk_wrong"}}).status, 401);
    QCOMPARE(verify("wrong", {{"X-company-id", company()}, {"X-apiKey", secret}}).status, 204);
    HttpRequest both{.path = "/verify?company=" + company() + "&apiKey=" + secret,
                     .headers = {{"Authorization", "Bearer wrong"}}};
    QCOMPARE(m_fixture.http().send(both).status, 401);
    // What is no bearer token is for the API behind the proxy.
    both.headers = {{"Authorization", basic("somebody", "else")}};
    QCOMPARE(m_fixture.http().send(both).status, 204);
    // The admin API is for people.
    QCOMPARE(m_fixture.http()
                 .send({.path = "/admin/v1/me", .headers = {{"Authorization", "Bearer " + token}}})
                 .status,
             401);
}

// Each fails for the one reason that it is named after.
QList<std::pair<QString, QByteArray>> TokensTest::badTokens()
{
    const QByteArray key = signingKey(m_fixture.storage().serverKey());
    const QByteArray good = tokenFor(m_key);
    const JsonWebToken read = JsonWebToken::read(good);
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    QList<std::pair<QString, QByteArray>> bad{
        {u"HS512"_s, {}},
        {u"another key"_s, read.signedWith(QByteArray(32, 'k'))},
        {u"no key"_s, read.signedWith({})},
        {u"other signature"_s,
         good.chopped(3) + (good.endsWith("AAA") ? QByteArray("BBB") : QByteArray("AAA"))},
        {u"signature cut off"_s, good.chopped(1)},
        {u"two parts"_s, good.first(good.lastIndexOf('.'))},
        {u"four parts"_s, good + ".AA"},
        {u"no header"_s, good.mid(good.indexOf('.'))},
        {u"text before it"_s, 'x' + good},
        {u"text after it"_s, good + " x"},
        {u"the key itself"_s, m_key.secret.toLatin1()},
        {u"a member's token"_s, m_fixture.server().ownerToken()},
        {u"dots"_s, ".."},
        {u"nothing"_s, ""},
        {u"not base64"_s, "%%%.%%%.%%%"},
        {u"10,000 characters"_s, good + QByteArray(10'000, 'A')}};
    const auto add = [&](const QString &name, const std::function<void(JsonWebToken &)> &change) {
        JsonWebToken token = read;
        change(token);
        bad.append({name, token.signedWith(key)});
    };
    add(u"over"_s, [&](JsonWebToken &token) { token.claims[u"exp"_s] = now; });
    add(u"without an end"_s, [](JsonWebToken &token) { token.claims.remove(u"exp"_s); });
    add(u"endless"_s, [](JsonWebToken &token) { token.claims[u"exp"_s] = u"never"_s; });
    add(u"of another issuer"_s, [](JsonWebToken &token) { token.claims[u"iss"_s] = u"other"_s; });
    add(u"for no key"_s, [](JsonWebToken &token) { token.claims.remove(u"sub"_s); });
    add(u"for an unknown key"_s,
        [](JsonWebToken &token) { token.claims[u"sub"_s] = QString(24, u'f'); });
    add(u"for another company"_s,
        [](JsonWebToken &token) { token.claims[u"client_id"_s] = QString(24, u'f'); });
    add(u"for no company"_s, [](JsonWebToken &token) { token.claims.remove(u"client_id"_s); });
    add(u"RS256"_s, [](JsonWebToken &token) { token.header[u"alg"_s] = u"RS256"_s; });
    add(u"signed, but as none"_s, [](JsonWebToken &token) { token.header[u"alg"_s] = u"none"_s; });
    add(u"no algorithm"_s, [](JsonWebToken &token) { token.header.remove(u"alg"_s); });
    JsonWebToken other = read;
    for (const QString &name : {u"none"_s, u"None"_s, u"NONE"_s, u"HS256"_s}) {
        other.header[u"alg"_s] = name;
        bad.append({u"not signed, "_s + name, other.withoutSignature()});
    }
    other.header[u"alg"_s] = u"HS512"_s;
    bad.front().second = other.signedWith(key, QCryptographicHash::Sha512);
    other = read;
    other.claims[u"exp"_s] = now + 1'000'000;
    bad.append(
        {u"other claims"_s, other.withoutSignature().chopped(1) + good.mid(good.lastIndexOf('.'))});
    return bad;
}

void TokensTest::everyBadTokenGetsTheSameAnswer()
{
    // What the test signs is what the server takes, if nothing is wrong with it.
    const QByteArray key = signingKey(m_fixture.storage().serverKey());
    QCOMPARE(verify(JsonWebToken::read(tokenFor(m_key)).signedWith(key)).status, 204);
    const auto bad = badTokens();
    QList<HttpRequest> requests;
    for (const auto &[name, token] : bad)
        requests.append({.path = "/verify", .headers = {{"Authorization", "Bearer " + token}}});
    const QList<HttpAnswer> answers = m_fixture.http().sendAtOnce(requests);
    QCOMPARE(answers.size(), bad.size());
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const HttpAnswer &answer = answers[i];
        QVERIFY2(answer.status == 401, qPrintable(bad[i].first));
        QCOMPARE(answer.body, QByteArray(R"({"error":"invalid_api_key"})"));
        QCOMPARE(answer.headers.value("www-authenticate"), QByteArray("ApiKey realm=\"keydesk\""));
        QVERIFY(!answer.headers.contains("x-keydesk-platform"));
    }
}

void TokensTest::serversWithTheSameServerKeyShareTokens()
{
    const auto status = [](ServerProcess &server, const QByteArray &token) {
        return server.http()
            .send({.path = "/verify", .headers = {{"Authorization", "Bearer " + token}}})
            .status;
    };
    const QByteArray token = tokenFor(m_key);
    ServerProcess second(m_fixture.database());
    QVERIFY(second.startWithoutParent());
    QCOMPARE(status(second, token), 204);
    QVERIFY(m_fixture.restart());
    QCOMPARE(status(m_fixture.server(), token), 204);
    ServerProcess stranger(m_fixture.database());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KEYDESK_SERVER_KEY"_s, QString(64, u'a'));
    stranger.process().setProcessEnvironment(environment);
    QVERIFY(stranger.startWithoutParent({u"--new-server-key"_s}));
    QCOMPARE(status(stranger, token), 401);
    // For the servers of the other tests, as if there had been no stranger.
    m_fixture.data().run(u"DELETE FROM server_key_check"_s);
}

void TokensTest::nothingSecretIsInTheLog()
{
    ServerProcess server(m_fixture.database());
    QVERIFY(server.startWithoutParent());
    const QByteArray secret = m_key.secret.toLatin1();
    const QByteArray token = tokenFor(m_key);
    const HttpClient http = server.http();
    const auto post = [&](const QByteArray &body, const Headers &headers) {
        http.send(
            {.method = "POST", .path = "/api/v2/oauth2/token", .headers = headers, .body = body});
    };
    post(credentials(secret), {{"Content-Type", formType}});
    post(credentials(secret) + "%", {{"Content-Type", formType}});
    post(grant, {{"Content-Type", formType}, {"Authorization", basic(company(), secret)}});
    http.send({.path = "/verify", .headers = {{"Authorization", "Bearer " + token}}});
    http.send({.path = "/verify", .headers = {{"Authorization", "Bearer " + token + 'x'}}});
    server.terminate();
    QCOMPARE(server.waitForExit(), 0);
    const QByteArray log = server.log();
    QVERIFY(log.contains("POST") && log.contains("/api/v2/oauth2/token"));
    QVERIFY(!log.contains(secret.mid(4, 20)) && !log.contains(token.right(20)));
    QVERIFY(!log.contains(basic(company(), secret).right(40)));
}

QTEST_GUILESS_MAIN(TokensTest)
#include "TokensTest.moc"
