// SPDX-License-Identifier: Apache-2.0
// What is kept and logged: no secret, token, password or idempotency key.
#include "Integration.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class StorageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noSecretIsInAnyFile();
    void noSecretIsInTheLog();
    void whatTheDatabaseRefusesIsLoggedWithoutItsValues();
    void secretsAreKeptAsSha256();
    void whatBelongsToAMemberGoesWithThem();
    void theServerKeyCanComeFromTheEnvironment();
    void aBadServerKeyIsRefused_data();
    void aBadServerKeyIsRefused();
    void anotherServerKeyIsTakenOnPurposeOnly();
    void withAnotherServerKeyNoSecretIsGivenAgain();
};

namespace {

const QByteArray serverKey = QByteArray::fromHex(QByteArray("0123456789abcdef").repeated(4));

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

void setServerKey(ServerProcess &server, const QByteArray &text)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KEYDESK_SERVER_KEY"_s, QString::fromLatin1(text));
    server.process().setProcessEnvironment(environment);
}

/** The only platform there is. */
QString platformOf(const ServerProcess &server)
{
    const HttpAnswer answer =
        server.http().send({.path = "/admin/v1/platforms", .headers = {server.authorization()}});
    return answer.json()[u"items"_s][0][u"id"_s].toString();
}

HttpAnswer create(const ServerProcess &server,
                  const std::pair<QByteArray, QByteArray> &idempotencyKey)
{
    return server.http().send(createRequest(platformOf(server), server.authorization(),
                                            idempotencyKey, R"({"label":"Zapier"})"));
}

} // namespace

void StorageTest::noSecretIsInAnyFile()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const auto idempotencyKey = newIdempotencyKey();
    const HttpRequest create = createRequest(fixture.platformId(), fixture.owner(), idempotencyKey,
                                             R"({"label":"Findable"})");
    const QByteArray secret = fixture.http().send(create).json()[u"secret"_s].toString().toLatin1();
    QCOMPARE(secret.size(), 53);
    fixture.http().send(create);
    QCOMPARE(fixture.verify(QString::fromLatin1(secret)).status, 204);
    fixture.http().send(
        {.path = "/api/v1/users?company=" + fixture.platformId().toLatin1() + "&apiKey=" + secret});
    QTest::qWait(1200); // the uses are written
    const QByteArray token = fixture.owner().second.mid(7);
    const auto decoded =
        QByteArray::fromBase64(idempotencyKey.second, QByteArray::Base64UrlEncoding);
    const auto check = [&] {
        QVERIFY(
            !fixture.storage().filesWith({"Findable"}).isEmpty()); // the search does find things
        const QByteArrayList texts{secret,
                                   secret.mid(4, 43),
                                   idempotencyKey.second,
                                   decoded,
                                   decoded.toHex(),
                                   token,
                                   QByteArray::fromBase64(token, QByteArray::Base64UrlEncoding)};
        QCOMPARE(fixture.storage().filesWith(texts), QStringList());
        QVERIFY(!fixture.server().log().contains(secret));
    };
    check(); // with the write-ahead log
    fixture.server().closeStdin();
    QCOMPARE(fixture.server().waitForExit(), 0);
    check(); // without it
}

void StorageTest::noSecretIsInTheLog()
{
    const TestDatabase database;
    const ProgramRun init =
        runProgram({u"init"_s, database.argument(), u"--platform=P"_s, u"--owner=a@example.org"_s});
    const QByteArray platform = init.output.trimmed();
    TestData data(database.url());
    const QByteArray token = data.addToken(data.run(u"SELECT id FROM members"_s).toString());
    ServerProcess server(database.url());
    QVERIFY(server.startWithoutParent());
    const std::pair<QByteArray, QByteArray> bearer{"Authorization", "Bearer " + token};
    const auto idempotencyKey = newIdempotencyKey();
    const HttpAnswer made = server.http().send(createRequest(
        QString::fromLatin1(platform), bearer, idempotencyKey, R"({"label":"Private label"})"));
    const QByteArray secret = made.json()[u"secret"_s].toString().toLatin1();
    QCOMPARE(secret.size(), 53);
    for (const QByteArray &target :
         {"/verify?company=" + platform + "&apiKey=" + secret, "/nothing/" + secret,
          "/problems/" + secret, "/verify?company=%&apiKey=" + secret})
        server.http().send({.path = target});
    server.http().sendRaw("GET /" + secret + " HTTP/9\r\n\r\n");
    server.http().sendRaw(secret + "\r\n\r\n");
    server.http().send(
        {.path = "/verify",
         .headers = keyHeaders(QString::fromLatin1(platform), QString::fromLatin1(secret) + u'x')});
    server.terminate();
    QCOMPARE(server.waitForExit(), 0);
    const QByteArray log = server.log();
    for (const QByteArray &text : {secret, secret.mid(10, 20), token, idempotencyKey.second,
                                   QByteArray("Private label"), QByteArray("apiKey")})
        QVERIFY(!log.contains(text));
    QByteArrayList lines = log.split('\n');
    QVERIFY(lines.takeLast().isEmpty());
    QCOMPARE(lines.size(), 8);
    for (const QByteArray &line : lines)
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    const QJsonObject first = QJsonDocument::fromJson(lines.first()).object();
    QCOMPARE(first[u"route"_s].toString(), u"/admin/v1/platforms/{platform}/keys"_s);
    QVERIFY(!first[u"member"_s].toString().isEmpty());
    QVERIFY(!first[u"key"_s].toString().isEmpty());
}

// PostgreSQL quotes values of the row in further lines of its message. The server looks before it
// writes: what fails here breaks rules that only this test's database has.
void StorageTest::whatTheDatabaseRefusesIsLoggedWithoutItsValues()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    QString elsewhereId;
    const Integration elsewhere = integrationElsewhere(fixture, elsewhereId);
    const Integration here = integration(fixture);
    QCOMPARE(here.post("/api/v1/users", R"({"mail":"private@example.org"})").status, 201);
    QCOMPARE(elsewhere.post("/api/v1/users", R"({"mail":"other@example.org"})").status, 201);
    fixture.data().run(u"UPDATE api_keys SET label = 'Private label' WHERE platform_id = ?"_s,
                       {elsewhereId});
    fixture.data().run(u"CREATE UNIQUE INDEX one_mail ON users (mail, first_name)"_s);
    fixture.data().run(u"CREATE UNIQUE INDEX one_label ON api_keys (label)"_s);
    const HttpAnswer mail =
        elsewhere.put("/api/v1/users/other@example.org", R"({"mail":"private@example.org"})");
    QCOMPARE(mail.status, 500);
    QCOMPARE(fixture.post(R"({"label":"Private label"})").status, 500);
    QTRY_COMPARE(fixture.server().log().toLower().count("unique constraint"), 2);
    const QByteArray log = fixture.server().log();
    for (const char *value : {"private@example.org", "example", "Private label"})
        QVERIFY2(!log.contains(value), log.constData());
    for (const QByteArray &line : log.trimmed().split('\n'))
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    QVERIFY(!mail.raw.contains("private@example.org"));
}

void StorageTest::secretsAreKeptAsSha256()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const MadeKey key = fixture.makeKey("Zapier");
    const auto stored =
        fixture.data().run(u"SELECT secret_sha256 FROM api_keys WHERE id = ?"_s, {key.id});
    QCOMPARE(stored.toByteArray(),
             QCryptographicHash::hash(key.secret.toLatin1(), QCryptographicHash::Sha256));
    // Everything that is kept of a key. What is added here must not give a secret back.
    QCOMPARE(fixture.data().columns(u"api_keys"_s).join(u' '),
             u"id platform_id secret_sha256 state expires_at created_at created_by label label_key "
             u"hint salt idempotency_sha256 payload_sha256"_s);
    QCOMPARE(fixture.data().columns(u"key_last_uses"_s).join(u' '),
             u"platform_id key_id at address via"_s);
}

void StorageTest::whatBelongsToAMemberGoesWithThem()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    // Keys, tokens and memberships go with what they belong to.
    const QString platform = fixture.data().addPlatform(u"Gone soon"_s);
    const QString member = fixture.data().addMember(u"Gone soon"_s);
    fixture.data().setRole(platform, member, u"owner"_s);
    fixture.data().addToken(member);
    fixture.data().run(u"DELETE FROM members WHERE id = ?"_s, {member});
    QCOMPARE(fixture.data().run(u"SELECT COUNT(*) FROM access_tokens"_s).toInt(), 0);
    QCOMPARE(fixture.data().run(u"SELECT COUNT(*) FROM memberships"_s).toInt(), 1);
}

void StorageTest::theServerKeyCanComeFromTheEnvironment()
{
    const TestDatabase database;
    const auto idempotencyKey = newIdempotencyKey();
    QList<QJsonObject> answers;
    for (const QByteArray &text : {serverKey.toHex(), base64Url(serverKey)}) {
        ServerProcess server(database.url());
        setServerKey(server, text);
        QVERIFY(server.start());
        const HttpAnswer answer = create(server, idempotencyKey);
        QCOMPARE(answer.status, 201);
        answers.append(answer.json());
    }
    QCOMPARE(answers.first(), answers.last());
    QVERIFY(!QFile::exists(database.file() + u".key"_s));
}

void StorageTest::aBadServerKeyIsRefused_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::newRow("short") << QByteArray("abc");
    QTest::newRow("no hex") << QByteArray(64, 'x');
    QTest::newRow("no base64") << QByteArray(43, '!');
}

void StorageTest::aBadServerKeyIsRefused()
{
    QFETCH(QByteArray, variable);
    const TestDatabase database;
    ServerProcess server(database.url());
    setServerKey(server, variable);
    QVERIFY(!server.start());
    QCOMPARE(server.waitForExit(), 1);
    const QByteArray log = server.log();
    QCOMPARE(log.count('\n'), 1);
    QVERIFY(log.contains("32 bytes"));
    QVERIFY(variable.size() < 10 || !log.contains(variable));
}

void StorageTest::anotherServerKeyIsTakenOnPurposeOnly()
{
    const TestDatabase database;
    const auto starts = [&](const QByteArray &key, const QStringList &arguments = {}) {
        ServerProcess server(database.url());
        setServerKey(server, key);
        if (server.start(arguments))
            return true;
        [&] {
            QCOMPARE(server.waitForExit(), 1);
            const QByteArray log = server.log();
            QCOMPARE(log.count('\n'), 1);
            QVERIFY2(log.contains("--new-server-key"), log.constData());
            QVERIFY(!log.contains(key));
        }();
        return false;
    };
    const QByteArray other(64, 'f');
    QVERIFY(starts(serverKey.toHex()));
    QVERIFY(starts(base64Url(serverKey))); // the same one, written in another way
    QVERIFY(!starts(other));
    QVERIFY(starts(serverKey.toHex()));
    QVERIFY(starts(other, {u"--new-server-key"_s}));
    QVERIFY(starts(other, {u"--new-server-key"_s}));
    QVERIFY(starts(other));
    QVERIFY(!starts(serverKey.toHex()));
    QCOMPARE(database.filesWith({QByteArray::fromHex(other), serverKey}), QStringList());
}

void StorageTest::withAnotherServerKeyNoSecretIsGivenAgain()
{
    const TestDatabase database;
    const auto idempotencyKey = newIdempotencyKey();
    ServerProcess first(database.url());
    setServerKey(first, serverKey.toHex());
    QVERIFY(first.start());
    const QString secret = create(first, idempotencyKey).json()[u"secret"_s].toString();
    QCOMPARE(secret.size(), 53);
    ServerProcess other(database.url());
    setServerKey(other, QByteArray(64, 'f'));
    QVERIFY(other.start({u"--new-server-key"_s}));
    QCOMPARE(create(other, idempotencyKey).problem(), u"already-acknowledged"_s);
    // The key itself is as good as before.
    const HttpRequest verify{.path = "/verify", .headers = keyHeaders(platformOf(other), secret)};
    QCOMPARE(other.http().send(verify).status, 204);
}

QTEST_GUILESS_MAIN(StorageTest)
#include "StorageTest.moc"
