// SPDX-License-Identifier: Apache-2.0
// keydesk-server member: who is on a platform is decided on the command line, while it is served.
#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class MembersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wrongArgumentsAreOneLineAndExitCode2_data();
    void wrongArgumentsAreOneLineAndExitCode2();
    void theHelpSaysWhatAPasswordDoes();
    void aNewMemberSignsIn();
    void withoutAPasswordThereIsNoSignIn();
    void aRoleIsChangedAtOnce();
    void anotherPasswordSignsTheMemberOutEverywhere();
    void anEmptyPasswordLeavesTheirs();
    void theNameCanBeChanged();
    void aMemberOfAnotherPlatformIsTheSamePerson();
    void whoIsRemovedSeesNothingMore();
    void whoIsOnAnotherPlatformStaysSignedIn();
    void aPlatformKeepsItsLastOwner();
    void whatIsNotThereIsOneLineAndExitCode1();
    void keysOutliveWhoMadeThem();

private:
    ProgramRun member(const QStringList &more, const QByteArray &password = {},
                      const QString &platformId = {}) const
    {
        return runProgram(QStringList{u"member"_s, m_fixture->storage().argument(), u"--platform"_s,
                                      platformId.isEmpty() ? m_fixture->platformId() : platformId,
                                      u"--email"_s, u"Ada@example.org"_s} +
                              more,
                          password);
    }
    HttpAnswer signIn(const QByteArray &password) const;
    QByteArray signedIn(const QByteArray &password) const
    {
        return "Bearer " + signIn(password).json()[u"accessToken"_s].toString().toLatin1();
    }
    HttpAnswer get(const QByteArray &path, const QByteArray &authorization) const
    {
        return m_fixture->http().send(
            {.path = path, .headers = {{"Authorization", authorization}}});
    }
    QVariant column(const QString &name) const
    {
        return m_fixture->data().run(u"SELECT "_s + name +
                                     u" FROM members WHERE email_key = 'ada@example.org'"_s);
    }

    std::unique_ptr<ServerFixture> m_fixture;
};

void MembersTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
}

HttpAnswer MembersTest::signIn(const QByteArray &password) const
{
    return m_fixture->http().send(
        {.method = "POST",
         .path = "/admin/v1/sessions",
         .headers = {{"Content-Type", "application/json"}},
         .body = R"({"email":"ada@example.org","password":")" + password + R"("})"});
}

void MembersTest::wrongArgumentsAreOneLineAndExitCode2_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("about");
    const QString all = u"--database sqlite:x --platform p --email a@b "_s;
    QTest::newRow("nothing") << u""_s << QByteArray("--database");
    QTest::newRow("no platform") << u"--database sqlite:x --email a@b --role admin"_s
                                 << QByteArray("--platform");
    QTest::newRow("no e-mail") << u"--database sqlite:x --platform p --role admin"_s
                               << QByteArray("--email");
    QTest::newRow("no address") << u"--database sqlite:x --platform p --email ab --role admin"_s
                                << QByteArray("--email");
    QTest::newRow("no role") << all << QByteArray("--role");
    QTest::newRow("no such role") << all + u"--role boss"_s << QByteArray("--role");
    QTest::newRow("two roles") << all + u"--role admin --role owner"_s << QByteArray("--role");
    QTest::newRow("no such role to remove")
        << all + u"--remove --role boss"_s << QByteArray("--role");
    QTest::newRow("an empty name") << all + u"--role admin --name="_s << QByteArray("--name");
    QTest::newRow("a password") << all + u"--role admin --password p"_s << QByteArray("--password");
    QTest::newRow("a value for a flag") << all + u"--remove=yes"_s << QByteArray("--remove");
}

void MembersTest::wrongArgumentsAreOneLineAndExitCode2()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, about);
    const ProgramRun run =
        runProgram(QStringList{u"member"_s} + arguments.split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(run.exitCode, 2);
    QVERIFY(run.output.isEmpty());
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY2(run.errors.contains(about), run.errors.constData());
}

void MembersTest::theHelpSaysWhatAPasswordDoes()
{
    const ProgramRun run = runProgram({u"member"_s, u"--help"_s});
    QCOMPARE(run.exitCode, 0);
    for (const char *text : {"--remove", "--role ROLE", "signs them out", "stdin"})
        QVERIFY2(run.output.contains(text), text);
}

void MembersTest::aNewMemberSignsIn()
{
    const ProgramRun run = member({u"--role=admin"_s}, "first password\n");
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.errors.isEmpty());
    QCOMPARE(run.output.trimmed(), column(u"id"_s).toByteArray());
    const QByteArray authorization = signedIn("first password");
    const QJsonObject me = get("/admin/v1/me", authorization).json();
    QCOMPARE(me[u"email"_s].toString(), u"Ada@example.org"_s);
    QCOMPARE(me[u"name"_s].toString(), u"Ada"_s);
    const QJsonObject platform =
        get("/admin/v1/platforms", authorization).json()[u"items"_s].toArray().first().toObject();
    QCOMPARE(platform[u"id"_s].toString(), m_fixture->platformId());
    QCOMPARE(platform[u"role"_s].toString(), u"admin"_s);
}

void MembersTest::withoutAPasswordThereIsNoSignIn()
{
    QCOMPARE(member({u"--role=admin"_s}).exitCode, 0);
    QVERIFY(column(u"password_hash"_s).isNull());
    QCOMPARE(signIn("").status, 401);
}

void MembersTest::aRoleIsChangedAtOnce()
{
    member({u"--role=admin"_s}, "first password");
    const QByteArray authorization = signedIn("first password");
    QCOMPARE(get(m_fixture->keysPath(), authorization).status, 200);
    QCOMPARE(member({u"--role"_s, u"learner"_s}).exitCode, 0);
    QCOMPARE(get(m_fixture->keysPath(), authorization).status, 403);
    QCOMPARE(get("/admin/v1/me", authorization).status, 200);
}

void MembersTest::anotherPasswordSignsTheMemberOutEverywhere()
{
    member({u"--role=admin"_s}, "first password");
    const QByteArray authorization = signedIn("first password");
    QCOMPARE(member({u"--role=admin"_s}, "second password").exitCode, 0);
    QCOMPARE(get("/admin/v1/me", authorization).status, 401);
    QCOMPARE(signIn("first password").status, 401);
    QCOMPARE(signIn("second password").status, 201);
}

void MembersTest::anEmptyPasswordLeavesTheirs()
{
    member({u"--role=admin"_s}, "first password");
    const QByteArray authorization = signedIn("first password");
    QCOMPARE(member({u"--role=author"_s}, "\n").exitCode, 0);
    QCOMPARE(get("/admin/v1/me", authorization).status, 200);
    QCOMPARE(signIn("first password").status, 201);
}

void MembersTest::theNameCanBeChanged()
{
    member({u"--role=admin"_s, u"--name"_s, u"Ada Lovelace"_s});
    QCOMPARE(column(u"name"_s).toString(), u"Ada Lovelace"_s);
    member({u"--role=admin"_s});
    QCOMPARE(column(u"name"_s).toString(), u"Ada Lovelace"_s);
    member({u"--role=admin"_s, u"--name"_s, u"Ada King"_s});
    QCOMPARE(column(u"name"_s).toString(), u"Ada King"_s);
}

void MembersTest::aMemberOfAnotherPlatformIsTheSamePerson()
{
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    const ProgramRun first = member({u"--role=admin"_s}, "first password");
    const ProgramRun second = member({u"--role=learner"_s}, {}, other);
    QCOMPARE(second.exitCode, 0);
    QCOMPARE(second.output, first.output);
    QCOMPARE(
        get("/admin/v1/platforms", signedIn("first password")).json()[u"items"_s].toArray().size(),
        2);
}

void MembersTest::whoIsRemovedSeesNothingMore()
{
    member({u"--role=admin"_s}, "first password");
    const QByteArray authorization = signedIn("first password");
    const ProgramRun run = member({u"--remove"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(get("/admin/v1/me", authorization).status, 401);
    QCOMPARE(signIn("first password").status, 401);
    QCOMPARE(member({u"--remove"_s}).exitCode, 1);
    // And can come back.
    QCOMPARE(member({u"--role=admin"_s}, "second password").output, run.output);
    QCOMPARE(signIn("second password").status, 201);
}

void MembersTest::whoIsOnAnotherPlatformStaysSignedIn()
{
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    member({u"--role=admin"_s}, "first password");
    member({u"--role=admin"_s}, {}, other);
    const QByteArray authorization = signedIn("first password");
    QCOMPARE(member({u"--remove"_s, u"--role=admin"_s}).exitCode, 0);
    QCOMPARE(get(m_fixture->keysPath(), authorization).status, 404);
    QCOMPARE(get("/admin/v1/me", authorization).status, 200);
    QCOMPARE(signIn("first password").status, 201);
}

void MembersTest::aPlatformKeepsItsLastOwner()
{
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    QCOMPARE(member({u"--role=owner"_s}, "first password", other).exitCode, 0);
    for (const QString &attempt : {u"--remove"_s, u"--role=admin"_s}) {
        const ProgramRun run = member({attempt}, "second password", other);
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.errors.count('\n'), 1);
        QVERIFY2(run.errors.contains("last owner"), run.errors.constData());
    }
    QCOMPARE(member({u"--role=owner"_s}, {}, other).exitCode, 0);
    QCOMPARE(signIn("first password").status, 201); // nothing was changed by what was refused

    const QString second = m_fixture->data().addMember(u"Second"_s);
    m_fixture->data().setRole(other, second, u"owner"_s);
    QCOMPARE(member({u"--role=admin"_s}, {}, other).exitCode, 0);
    QCOMPARE(member({u"--remove"_s}, {}, other).exitCode, 0);
}

void MembersTest::whatIsNotThereIsOneLineAndExitCode1()
{
    const auto check = [](const ProgramRun &run, const char *about) {
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.output.isEmpty());
        QCOMPARE(run.errors.count('\n'), 1);
        QVERIFY2(run.errors.contains(about), run.errors.constData());
    };
    check(member({u"--role=admin"_s}, {}, u"ffffffffffffffffffffffff"_s), "no platform");
    check(member({u"--remove"_s}), "not on the platform");
    const TestDatabase empty;
    check(runProgram({u"member"_s, empty.argument(), u"--platform=p"_s, u"--email=a@b"_s,
                      u"--role=admin"_s}),
          "not initialised");
    QVERIFY(column(u"id"_s).isNull());
}

void MembersTest::keysOutliveWhoMadeThem()
{
    member({u"--role=admin"_s}, "first password");
    const QJsonObject made = m_fixture->http()
                                 .send(createRequest(m_fixture->platformId(),
                                                     {"Authorization", signedIn("first password")},
                                                     newIdempotencyKey(), R"({"label":"Stays"})"))
                                 .json();
    const QString secret = made[u"secret"_s].toString();
    QCOMPARE(m_fixture->verify(secret).status, 204);
    QCOMPARE(member({u"--remove"_s}).exitCode, 0);
    QCOMPARE(m_fixture->verify(secret).status, 204);
    const QJsonObject key = m_fixture->list().json()[u"items"_s].toArray().first().toObject();
    QCOMPARE(key[u"createdBy"_s].toObject()[u"name"_s].toString(), u"Ada"_s);
}

QTEST_GUILESS_MAIN(MembersTest)
#include "MembersTest.moc"
