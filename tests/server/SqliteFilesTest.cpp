// SPDX-License-Identifier: Apache-2.0
// The files of an SQLite database: for their user only, without what was deleted, with the server
// key beside them; and what is no such database is told in one line.
#include "support/ServerFixture.h"

#include "server/store/Cleanup.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace asio = boost::asio;
using namespace keydesk::testing;
using namespace Qt::StringLiterals;
using keydesk::server::Cleanup;
using keydesk::server::DatabaseUrl;
using keydesk::server::Store;

class SqliteFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAreForTheirUserOnly();
    void aDeletedKeysHashIsGone();
    void aDeletedSaltIsGoneAsSoonAsNobodyReadsItsFile();
    void theFileIsWholeAndHasAWriteAheadLog();
    void verifyingTheAuditWritesNothing();
    void theServerKeyIsTheSameInAFileAndInTheEnvironment();
    void aBadServerKeyFileIsRefused_data();
    void aBadServerKeyFileIsRefused();
    void aDesktopWhoseServerKeyIsLostKeepsItsKeys();
    void aServiceWhoseServerKeyIsLostIsToldSo();
    void whatIsNotOursStaysAsItIs_data();
    void whatIsNotOursStaysAsItIs();
    void whatCannotBeServedIsOneLineAndExitCode1_data();
    void whatCannotBeServedIsOneLineAndExitCode1();
};

namespace {

QString keyFile(const ServerFixture &fixture)
{
    return fixture.storage().file() + u".key"_s;
}

} // namespace

void SqliteFilesTest::filesAreForTheirUserOnly()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    fixture.makeKey("Zapier");
    QDirIterator files(fixture.storage().folder(), QDir::Files | QDir::Hidden);
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

void SqliteFilesTest::aDeletedKeysHashIsGone()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const MadeKey key = fixture.makeKey("Zapier");
    const QByteArray hash =
        QCryptographicHash::hash(key.secret.toLatin1(), QCryptographicHash::Sha256);
    QVERIFY(!fixture.storage().filesWith({hash}).isEmpty());
    fixture.http().send({.method = "DELETE",
                         .path = fixture.keysPath() + '/' + key.id.toLatin1(),
                         .headers = {fixture.owner()}});
    fixture.server().closeStdin();
    QCOMPARE(fixture.server().waitForExit(), 0);
    fixture.data().run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    QCOMPARE(fixture.storage().filesWith({hash}), QStringList());
}

void SqliteFilesTest::aDeletedSaltIsGoneAsSoonAsNobodyReadsItsFile()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    fixture.makeKey("Zapier");
    fixture.server().closeStdin();
    QCOMPARE(fixture.server().waitForExit(), 0);
    const QByteArray salt =
        fixture.data().run(u"SELECT salt FROM api_keys WHERE salt IS NOT NULL"_s).toByteArray();
    QCOMPARE(salt.size(), 32);

    const qint64 aYearLater = QDateTime::currentMSecsSinceEpoch() + qint64{365} * 86'400'000;
    Store store(*DatabaseUrl::parse(fixture.database()), [=] { return aYearLater; });
    Cleanup cleanup(store);
    const auto clean = [&cleanup] {
        asio::io_context context;
        std::exception_ptr failure;
        asio::co_spawn(context, cleanup.run(),
                       [&](const std::exception_ptr &thrown) { failure = thrown; });
        context.run();
        return failure == nullptr;
    };
    fixture.data().run(u"BEGIN"_s);
    fixture.data().run(u"SELECT COUNT(*) FROM api_keys"_s); // keeps what it sees
    QVERIFY(!clean());
    QVERIFY(!clean());
    QVERIFY(!fixture.storage().filesWith({salt}).isEmpty());
    fixture.data().run(u"COMMIT"_s);
    QVERIFY(clean());
    QCOMPARE(fixture.storage().filesWith({salt}), QStringList());
}

void SqliteFilesTest::theFileIsWholeAndHasAWriteAheadLog()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    fixture.makeKey("Zapier");
    QCOMPARE(fixture.data().run(u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    QCOMPARE(fixture.data().run(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

void SqliteFilesTest::verifyingTheAuditWritesNothing()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    fixture.makeKey("Zapier");
    fixture.server().closeStdin();
    QCOMPARE(fixture.server().waitForExit(), 0);
    fixture.data().run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    const auto content = [&] {
        QFile file(fixture.storage().file());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = content();
    QVERIFY(!before.isEmpty());
    QCOMPARE(runProgram({u"verify-audit"_s, fixture.storage().argument()}).exitCode, 0);
    QVERIFY(content() == before);
}

void SqliteFilesTest::theServerKeyIsTheSameInAFileAndInTheEnvironment()
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
    QFile file(keyFile(fixture));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray key = file.readAll();
    QCOMPARE(key.size(), 32);
    QVERIFY(file.remove());
    ServerProcess server(fixture.database());
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KEYDESK_SERVER_KEY"_s, QString::fromLatin1(key.toHex()));
    server.process().setProcessEnvironment(environment);
    QVERIFY(server.start());
    QCOMPARE(create(server).json(), first.json());
    QVERIFY(!file.exists());
}

void SqliteFilesTest::aBadServerKeyFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("short") << QByteArray(31, 'x');
    QTest::newRow("long") << QByteArray(33, 'x');
    QTest::newRow("empty") << QByteArray("");
}

void SqliteFilesTest::aBadServerKeyFileIsRefused()
{
    QFETCH(QByteArray, content);
    const TestDatabase database;
    QFile key(database.file() + u".key"_s);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write(content);
    key.close();
    ServerProcess server(database.url());
    QVERIFY(!server.start());
    QCOMPARE(server.waitForExit(), 1);
    const QByteArray log = server.log();
    QCOMPARE(log.count('\n'), 1);
    QVERIFY(log.contains("32 bytes"));
}

void SqliteFilesTest::aDesktopWhoseServerKeyIsLostKeepsItsKeys()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const auto idempotencyKey = newIdempotencyKey();
    const auto create = [&] {
        return fixture.http().send(createRequest(fixture.platformId(), fixture.owner(),
                                                 idempotencyKey, R"({"label":"Zapier"})"));
    };
    const QString secret = create().json()[u"secret"_s].toString();
    QVERIFY(QFile::remove(keyFile(fixture)));
    QVERIFY(fixture.restart()); // nobody could give an option
    QCOMPARE(fixture.server().log().count("the server key is another one"), 1);
    QCOMPARE(create().problem(), u"already-acknowledged"_s); // no other secret for the same key
    QCOMPARE(fixture.verify(secret).status, 204);            // which is as good as before
    QVERIFY(fixture.restart());
    QVERIFY(!fixture.server().log().contains("the server key"));
}

void SqliteFilesTest::aServiceWhoseServerKeyIsLostIsToldSo()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    fixture.server().closeStdin();
    QCOMPARE(fixture.server().waitForExit(), 0);
    QVERIFY(QFile::remove(keyFile(fixture)));
    for (int i = 0; i < 2; ++i) { // also when there is a new file by then
        ServerProcess service(fixture.database());
        QVERIFY(!service.startWithoutParent());
        QCOMPARE(service.waitForExit(), 1);
        QVERIFY2(service.log().contains("--new-server-key"), "with what helps");
    }
    ServerProcess service(fixture.database());
    QVERIFY(service.startWithoutParent({u"--new-server-key"_s}));
}

void SqliteFilesTest::whatIsNotOursStaysAsItIs_data()
{
    QTest::addColumn<bool>("isOfAnotherProgram");
    QTest::addColumn<QString>("journalMode");
    for (const bool isOfAnotherProgram : {true, false}) {
        const char *whose = isOfAnotherProgram ? "another program's" : "a newer version's";
        for (const QString &mode : {u"delete"_s, u"wal"_s})
            QTest::addRow("%s, %s", whose, qPrintable(mode)) << isOfAnotherProgram << mode;
    }
}

void SqliteFilesTest::whatIsNotOursStaysAsItIs()
{
    QFETCH(bool, isOfAnotherProgram);
    QFETCH(QString, journalMode);
    const TestDatabase database;
    const QStringList owner{u"--platform=P"_s, u"--owner=a@example.org"_s};
    if (!isOfAnotherProgram)
        QCOMPARE(runProgram(QStringList{u"init"_s, database.argument()} + owner).exitCode, 0);
    SqlConnection(database.url())
        .run(isOfAnotherProgram ? u"CREATE TABLE songs (id INTEGER)"_s
                                : u"PRAGMA user_version = 1000"_s);
    SqlConnection(database.url()).run(u"PRAGMA journal_mode = "_s + journalMode);
    QFile import(database.folder() + u"/import.json"_s);
    QVERIFY(import.open(QIODevice::WriteOnly));
    import.write(R"({"platforms":[]})");
    import.close();
    const auto contents = [&] {
        QMap<QString, QByteArray> files;
        QDirIterator names(database.folder(), QDir::Files | QDir::Hidden);
        while (names.hasNext()) {
            QFile file(names.next());
            if (file.open(QIODevice::ReadOnly))
                files[names.fileName()] = file.readAll();
        }
        return files;
    };
    const auto before = contents();
    QVERIFY(before.size() >= 2);
    const QStringList member{u"--platform="_s + QString(24, u'a'), u"--email=a@example.org"_s,
                             u"--role=admin"_s};
    const QStringList serve{u"serve"_s, database.argument(), u"--listen=127.0.0.1:0"_s};
    for (const QStringList &arguments :
         {serve, serve + QStringList{u"--parent-pipe"_s},
          QStringList{u"init"_s, database.argument()} + owner,
          QStringList{u"import"_s, database.argument(), import.fileName()},
          QStringList{u"member"_s, database.argument()} + member,
          QStringList{u"verify-audit"_s, database.argument()}}) {
        const ProgramRun run = runProgram(arguments);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(isOfAnotherProgram ? "another program" : "newer version"),
                 run.errors.constData());
        QVERIFY2(contents() == before, qPrintable(arguments.first()));
    }
}

void SqliteFilesTest::whatCannotBeServedIsOneLineAndExitCode1_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("about");
    QTest::newRow("no file") << QByteArray() << u"nothing.db"_s << QByteArray("init");
    QTest::newRow("empty file") << QByteArray("") << u"a.db"_s << QByteArray("init");
    QTest::newRow("no folder") << QByteArray() << u"no/folder/a.db"_s << QByteArray("init");
    QTest::newRow("a text") << QByteArray("Dear diary, today\n").repeated(400) << u"a.db"_s
                            << QByteArray("damaged");
}

void SqliteFilesTest::whatCannotBeServedIsOneLineAndExitCode1()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, path);
    QFETCH(QByteArray, about);
    const QTemporaryDir folder;
    path = folder.filePath(path);
    if (!content.isNull()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    const ProgramRun run =
        runProgram({u"serve"_s, u"--database=sqlite:"_s + path, u"--listen=127.0.0.1:0"_s});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.output.isEmpty());
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY2(run.errors.contains(about), run.errors.constData());
    QCOMPARE(QFile::exists(path), !content.isNull());
}

QTEST_GUILESS_MAIN(SqliteFilesTest)
#include "SqliteFilesTest.moc"
