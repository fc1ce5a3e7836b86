// SPDX-License-Identifier: Apache-2.0
// keydesk-server on the command line: init, exit codes, and one clear line for each mistake.
#include "support/ServerFixture.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <future>
#include <sodium.h>
#include <vector>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class ProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongArgumentsAreOneLineAndExitCode2_data();
    void wrongArgumentsAreOneLineAndExitCode2();
    void helpAndVersionGoToStdout();
    void initMakesAPlatformWithItsOwner();
    void initKeepsThePasswordAsArgon2id();
    void initAddsAPlatformToAMemberWhoIsThere();
    void ofSeveralInitsAtOnceOneMakesTheOwner();
    void serveMakesNoSchema();
    void aPortInUseIsOneLineAndExitCode1();
    void aParentPipeMustBeAPipe();
    void aDatabaseOfInitCanBeServedToAParent();
};

void ProgramTest::wrongArgumentsAreOneLineAndExitCode2_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("about");
    const auto row = [](const char *name, const QString &arguments, const char *about) {
        QTest::newRow(name) << arguments.split(u' ', Qt::SkipEmptyParts) << QByteArray(about);
    };
    row("nothing", u""_s, "command");
    row("unknown command", u"start"_s, "start");
    row("unknown flag", u"serve --database sqlite:x --fast"_s, "--fast");
    row("no value", u"serve --database"_s, "--database");
    row("no database", u"serve"_s, "--database");
    row("two databases", u"serve --database sqlite:a --database sqlite:b"_s, "--database");
    row("PostgreSQL without a name", u"serve --database postgresql://me@host"_s, "NAME");
    row("PostgreSQL with a password", u"serve --database postgresql://me:pw@host/db"_s, "password");
    row("an unknown parameter", u"serve --database postgresql://me@host/db?password=x"_s,
        "parameter");
    row("an empty parameter",
        u"serve --database postgresql://me@host/db?sslrootcert=&sslmode=verify-full"_s,
        "without a value");
    row("a path only", u"serve --database keydesk.db"_s, "sqlite:PATH");
    row("no path", u"serve --database sqlite:"_s, "path");
    row("in memory", u"serve --database sqlite::memory:"_s, "path");
    row("no port", u"serve --database sqlite:x --listen 127.0.0.1"_s, "--listen");
    row("port too high", u"serve --database sqlite:x --listen 127.0.0.1:70000"_s, "--listen");
    row("a name to listen on", u"serve --database sqlite:x --listen example.org:80"_s, "--listen");
    row("IPv6 without brackets", u"serve --database sqlite:x --listen ::1:80"_s, "--listen");
    row("a public address", u"serve --database sqlite:x --public-host https://a.example"_s, "name");
    row("a public name with a port", u"serve --database sqlite:x --public-host a.example:8443"_s,
        "port");
    row("an issuer without a client",
        u"serve --database sqlite:x --oidc-issuer https://a.example"_s, "--oidc-client-id");
    row("a client without an issuer", u"serve --database sqlite:x --oidc-client-id keydesk"_s,
        "--oidc-issuer");
    const QString client = u" --oidc-client-id keydesk"_s;
    row("an issuer without encryption",
        u"serve --database sqlite:x --oidc-issuer http://a.example"_s + client, "https://");
    row("an issuer without https", u"serve --database sqlite:x --oidc-issuer a.example"_s + client,
        "https://");
    row("an issuer with a query",
        u"serve --database sqlite:x --oidc-issuer https://a.example/?a=b"_s + client, "?");
    row("an issuer with a fragment",
        u"serve --database sqlite:x --oidc-issuer https://a.example/#a"_s + client, "#");
    row("an issuer with a password",
        u"serve --database sqlite:x --oidc-issuer https://me:pw@a.example"_s + client, "https://");
    row("two issuers",
        u"serve --database sqlite:x --oidc-issuer=https://a.example --oidc-issuer=https://b.example"_s +
            client,
        "--oidc-issuer");
    row("an empty client",
        u"serve --database sqlite:x --oidc-issuer https://a.example --oidc-client-id="_s,
        "--oidc-client-id");
    row("a parent elsewhere", u"serve --database sqlite:x --listen 0.0.0.0:80 --parent-pipe"_s,
        "loopback");
    row("value for a flag", u"serve --database sqlite:x --parent-pipe=yes"_s, "--parent-pipe");
    row("init without owner", u"init --database sqlite:x --platform P"_s, "--owner");
    row("owner is no address", u"init --database sqlite:x --platform P --owner me"_s, "--owner");
    row("an audit of nothing", u"verify-audit"_s, "--database");
    row("an audit of one platform", u"verify-audit --database sqlite:x --platform P"_s,
        "--platform");
    row("import without a file", u"import --database sqlite:x"_s, "FILE.json");
    row("import of two files", u"import --database sqlite:x a b"_s, "one file");
    row("import without a database", u"import a.json"_s, "--database");
    row("import with a flag", u"import --database sqlite:x a --force"_s, "--force");
    row("a password argument", u"init --database sqlite:x --password p"_s, "--password");
}

void ProgramTest::wrongArgumentsAreOneLineAndExitCode2()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, about);
    const ProgramRun run = runProgram(arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY(run.output.isEmpty());
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY(run.errors.startsWith("keydesk-server: "));
    QVERIFY2(run.errors.contains(about), run.errors.constData());
}

void ProgramTest::helpAndVersionGoToStdout()
{
    for (const QStringList &arguments :
         {QStringList{u"--help"_s}, {u"serve"_s, u"--help"_s}, {u"init"_s, u"--help"_s}}) {
        const ProgramRun run = runProgram(arguments);
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.contains("--parent-pipe"));
        QVERIFY(run.output.contains("KEYDESK_SERVER_KEY"));
    }
    QCOMPARE(runProgram({u"--version"_s}).output,
             QByteArray("keydesk-server " KEYDESK_VERSION "\n"));
}

void ProgramTest::initMakesAPlatformWithItsOwner()
{
    const TestDatabase database;
    const ProgramRun run = runProgram({u"init"_s, database.argument(), u"--platform"_s,
                                       u"  École  "_s, u"--owner"_s, u"Ada@example.org"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.errors.isEmpty());
    const QString id = QString::fromLatin1(run.output.trimmed());
    QCOMPARE(id.size(), 24);
    TestData data(database.url());
    QCOMPARE(data.run(u"SELECT name FROM platforms WHERE id = ?"_s, {id}).toString(), u"École"_s);
    QCOMPARE(data.run(u"SELECT role FROM memberships WHERE platform_id = ?"_s, {id}).toString(),
             u"owner"_s);
    QCOMPARE(data.run(u"SELECT email FROM members"_s).toString(), u"Ada@example.org"_s);
    QVERIFY(data.run(u"SELECT password_hash FROM members"_s).isNull());
}

void ProgramTest::initKeepsThePasswordAsArgon2id()
{
    const TestDatabase database;
    const QByteArray password = "correct horse battery staple";
    QCOMPARE(runProgram({u"init"_s, database.argument(), u"--platform=P"_s,
                         u"--owner=ada@example.org"_s},
                        password + "\n")
                 .exitCode,
             0);
    TestData data(database.url());
    const QByteArray hash = data.run(u"SELECT password_hash FROM members"_s).toString().toLatin1();
    QVERIFY(hash.startsWith("$argon2id$"));
    QCOMPARE(crypto_pwhash_str_verify(hash.constData(), password.constData(),
                                      static_cast<unsigned long long>(password.size())),
             0);
    QVERIFY(!database.filesWith({"ada@example.org"}).isEmpty()); // the search does find things
    QCOMPARE(database.filesWith({password}), QStringList());
    const ProgramRun tooLong =
        runProgram({u"init"_s, database.argument(), u"--platform=P"_s, u"--owner=b@example.org"_s},
                   QByteArray(2000, 'x'));
    QCOMPARE(tooLong.exitCode, 1);
    QCOMPARE(tooLong.errors.count('\n'), 1);
}

void ProgramTest::initAddsAPlatformToAMemberWhoIsThere()
{
    const TestDatabase database;
    const auto init = [&](const QString &owner, const QByteArray &password) {
        return runProgram(
            {u"init"_s, database.argument(), u"--platform=P"_s, u"--owner="_s + owner}, password);
    };
    QCOMPARE(init(u"ada@example.org"_s, "secret").exitCode, 0);
    QCOMPARE(init(u"ADA@example.org"_s, "").exitCode, 0);
    const ProgramRun other = init(u"ada@example.org"_s, "another");
    QCOMPARE(other.exitCode, 1);
    QVERIFY(other.errors.contains("password"));
    TestData data(database.url());
    QCOMPARE(data.run(u"SELECT COUNT(*) FROM members"_s).toInt(), 1);
    QCOMPARE(data.run(u"SELECT COUNT(*) FROM platforms"_s).toInt(), 2);
}

void ProgramTest::ofSeveralInitsAtOnceOneMakesTheOwner()
{
    const TestDatabase database;
    std::vector<std::future<ProgramRun>> runs;
    for (int i = 0; i < 3; ++i) {
        runs.push_back(std::async(std::launch::async, [&] {
            return runProgram({u"init"_s, database.argument(), u"--platform=P"_s,
                               u"--owner=ada@example.org"_s},
                              "secret");
        }));
    }
    int made = 0;
    for (auto &run : runs) {
        const ProgramRun ended = run.get();
        if (ended.exitCode == 0 && ended.errors.isEmpty()) {
            ++made;
            continue;
        }
        QCOMPARE(ended.exitCode, 1);
        QCOMPARE(ended.errors.count('\n'), 1);
        QVERIFY2(ended.errors.contains("the owner is a member already"), ended.errors.constData());
    }
    QCOMPARE(made, 1);
}

void ProgramTest::serveMakesNoSchema()
{
    const TestDatabase database;
    const ProgramRun run = runProgram({u"serve"_s, database.argument(), u"--listen=127.0.0.1:0"_s});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.output.isEmpty());
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY2(run.errors.contains("init"), run.errors.constData());
    QVERIFY(!QFile::exists(database.file()));
}

void ProgramTest::aPortInUseIsOneLineAndExitCode1()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const TestDatabase database;
    QProcess process;
    process.start(ServerProcess::program(),
                  {u"serve"_s, database.argument(),
                   u"--listen=127.0.0.1:%1"_s.arg(other.serverPort()), u"--parent-pipe"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    const QByteArray errors = process.readAllStandardError();
    QCOMPARE(errors.count('\n'), 1);
    QVERIFY2(errors.contains("in use"), errors.constData());
    QVERIFY(process.readAllStandardOutput().isEmpty());
}

void ProgramTest::aParentPipeMustBeAPipe()
{
    const TestDatabase database;
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(ServerProcess::program(), {u"serve"_s, database.argument(), u"--parent-pipe"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("pipe"));
}

void ProgramTest::aDatabaseOfInitCanBeServedToAParent()
{
    const TestDatabase database;
    QCOMPARE(runProgram({u"init"_s, database.argument(), u"--platform=School"_s,
                         u"--owner=ada@example.org"_s})
                 .exitCode,
             0);
    ServerProcess server(database.url());
    QVERIFY(server.start());
    const QJsonObject me =
        server.http().send({.path = "/admin/v1/me", .headers = {server.authorization()}}).json();
    QCOMPARE(me[u"email"_s].toString(), u"ada@example.org"_s);
}

QTEST_GUILESS_MAIN(ProgramTest)
#include "ProgramTest.moc"
