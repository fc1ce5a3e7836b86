// SPDX-License-Identifier: Apache-2.0
// What is on the disk and in the log: no secret, token, password or idempotency key, and nothing
// that others on the computer could read.
#include "support/ServerFixture.h"

#include <QCryptographicHash>
#include <QDirIterator>
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
    void aDeletedKeyLeavesNothingBehind();
    void filesAreForTheirUserOnly();
    void secretsAreKeptAsSha256();
    void whatBelongsToAMemberGoesWithThem();
    void theServerKeyCanComeFromTheEnvironment();
    void aBadServerKeyIsRefused_data();
    void aBadServerKeyIsRefused();
    void withAnotherServerKeyNoSecretIsGivenAgain();
};

namespace {

QStringList filesWith(const QString &folder, const QByteArray &text)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found.append(file.fileName());
    }
    return found;
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
        QVERIFY(!filesWith(fixture.folder(), "Findable").isEmpty()); // the search does find things
        for (const QByteArray &text :
             {secret, secret.mid(4, 43), idempotencyKey.second, decoded, token,
              QByteArray::fromBase64(token, QByteArray::Base64UrlEncoding)})
            QCOMPARE(filesWith(fixture.folder(), text), QStringList());
        QVERIFY(!fixture.server().log().contains(secret));
    };
    check(); // with the write-ahead log
    fixture.server().closeStdin();
    QCOMPARE(fixture.server().waitForExit(), 0);
    check(); // without it
}

void StorageTest::noSecretIsInTheLog()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"keydesk.db"_s);
    const ProgramRun init = runProgram(
        {u"init"_s, u"--database=sqlite:"_s + path, u"--platform=P"_s, u"--owner=a@example.org"_s});
    const QByteArray platform = init.output.trimmed();
    TestData data(path);
    const QByteArray token = data.addToken(data.run(u"SELECT id FROM members"_s).toString());
    ServerProcess server(path);
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

void StorageTest::aDeletedKeyLeavesNothingBehind()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const MadeKey key = fixture.makeKey("Unmistakable label");
    const QByteArray hash =
        QCryptographicHash::hash(key.secret.toLatin1(), QCryptographicHash::Sha256);
    QVERIFY(!filesWith(fixture.folder(), hash).isEmpty());
    fixture.http().send({.method = "DELETE",
                         .path = fixture.keysPath() + '/' + key.id.toLatin1(),
                         .headers = {fixture.owner()}});
    fixture.server().closeStdin();
    QCOMPARE(fixture.server().waitForExit(), 0);
    TestData(fixture.database()).run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    QCOMPARE(filesWith(fixture.folder(), hash), QStringList());
    QCOMPARE(filesWith(fixture.folder(), "Unmistakable label"), QStringList());
}

void StorageTest::filesAreForTheirUserOnly()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    fixture.makeKey("Zapier");
    QDirIterator files(fixture.folder(), QDir::Files | QDir::Hidden);
    int count = 0;
    while (files.hasNext()) {
        files.next();
        ++count;
        constexpr auto forOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                   QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QVERIFY2(!(files.fileInfo().permissions() & forOthers), qPrintable(files.fileName()));
    }
    QCOMPARE(count, 4); // the database, its log, its index of the log, the server key
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
    QCOMPARE(fixture.data()
                 .run(u"SELECT GROUP_CONCAT(name, ' ') FROM pragma_table_info('api_keys')"_s)
                 .toString(),
             u"id platform_id label label_key hint secret_sha256 state created_at created_by "
             u"expires_at last_used_at last_used_from last_used_via salt idempotency_sha256 "
             u"payload_sha256"_s);
    QCOMPARE(fixture.data().run(u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    QCOMPARE(fixture.data().run(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
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
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const auto idempotencyKey = newIdempotencyKey();
    const auto create = [&](ServerProcess &server) {
        return server.http().send(createRequest(fixture.platformId(), server.authorization(),
                                                idempotencyKey, R"({"label":"Zapier"})"));
    };
    const HttpAnswer first = create(fixture.server());
    QCOMPARE(first.status, 201);
    QFile file(fixture.database() + u".key"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray key = file.readAll();
    QCOMPARE(key.size(), 32);
    QVERIFY(file.remove());
    const auto base64 =
        key.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    for (const QByteArray &text : {key.toHex(), base64}) {
        ServerProcess server(fixture.database());
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"KEYDESK_SERVER_KEY"_s, QString::fromLatin1(text));
        server.process().setProcessEnvironment(environment);
        QVERIFY(server.start());
        QCOMPARE(create(server).json(), first.json());
        QVERIFY(!QFile::exists(fixture.database() + u".key"_s));
    }
}

void StorageTest::aBadServerKeyIsRefused_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("short variable") << QByteArray("abc") << QByteArray();
    QTest::newRow("no hex") << QByteArray(64, 'x') << QByteArray();
    QTest::newRow("no base64") << QByteArray(43, '!') << QByteArray();
    QTest::newRow("short file") << QByteArray() << QByteArray(31, 'x');
    QTest::newRow("long file") << QByteArray() << QByteArray(33, 'x');
    QTest::newRow("empty file") << QByteArray() << QByteArray("");
}

void StorageTest::aBadServerKeyIsRefused()
{
    QFETCH(QByteArray, variable);
    QFETCH(QByteArray, file);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"keydesk.db"_s);
    if (!file.isNull()) {
        QFile key(path + u".key"_s);
        QVERIFY(key.open(QIODevice::WriteOnly));
        key.write(file);
    }
    ServerProcess server(path);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KEYDESK_SERVER_KEY"_s, QString::fromLatin1(variable));
    server.process().setProcessEnvironment(environment);
    QVERIFY(!server.start());
    QCOMPARE(server.waitForExit(), 1);
    const QByteArray log = server.log();
    QCOMPARE(log.count('\n'), 1);
    QVERIFY(log.contains("32 bytes"));
    QVERIFY(variable.size() < 10 || !log.contains(variable));
}

void StorageTest::withAnotherServerKeyNoSecretIsGivenAgain()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const auto idempotencyKey = newIdempotencyKey();
    const auto create = [&] {
        return fixture.http().send(createRequest(fixture.platformId(), fixture.owner(),
                                                 idempotencyKey, R"({"label":"Zapier"})"));
    };
    const QString secret = create().json()[u"secret"_s].toString();
    QVERIFY(QFile::remove(fixture.database() + u".key"_s));
    QVERIFY(fixture.restart());
    QCOMPARE(create().problem(), u"already-acknowledged"_s);
    QCOMPARE(fixture.verify(secret).status, 204); // the key itself is as good as before
}

QTEST_GUILESS_MAIN(StorageTest)
#include "StorageTest.moc"
