// SPDX-License-Identifier: Apache-2.0
// The first thing that a key opens: the users of its platform, and of no other.
#include "Integration.h"

#include <QSet>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class UsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFirstCallShowsTheLocalOwner();
    void thousandsOfUsersComeInPages();
    void aPageCanBeSmaller();
    void aPageEndsWhenItIsLarge();
    void badPagesAreRefused();
    void aNewUserHasWhatWasSaidAndDefaults();
    void aUserIsFoundByIdAndByMailInAnyCase();
    void aChangeKeepsWhatItDoesNotName();
    void whatWasReadCanBeSentBack();
    void aDeletedUserIsGone();
    void aMailIsOneUsersInAnyCase();
    void theSameMailOnTwoPlatformsIsTwoUsers();
    void anotherPlatformsUsersDoNotExist();
    void thePrimaryGroupIsOneOfThePlatform();
    void whatCannotBeKeptIsRefused_data();
    void whatCannotBeKeptIsRefused();
    void aBodyIsAJsonObject();
    void aRefusalSaysWhatToDoAndRepeatsNothing();
    void aKeyInTheAddressIsWarnedOfInErrorsToo();
    void textsOfAllLanguagesComeBackAsTheyWere();

private:
    HttpAnswer get(const QByteArray &path) const
    {
        return m_fixture.http().send(
            {.path = path, .headers = keyHeaders(m_fixture.platformId(), m_key.secret)});
    }
    Integration here() const
    {
        return {m_fixture.http(), keyHeaders(m_fixture.platformId(), m_key.secret)};
    }

    ServerFixture m_fixture;
    MadeKey m_key;
};

void UsersTest::initTestCase()
{
    QVERIFY(m_fixture.start());
    m_key = m_fixture.makeKey("Reader");
    const QString other = m_fixture.data().addPlatform(u"Other"_s);
    m_fixture.data().addUser(other, u"stranger@example.org"_s);
}

void UsersTest::theFirstCallShowsTheLocalOwner()
{
    const HttpAnswer answer = get("/api/v1/users");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.array().size(), 1);
    const QJsonObject user = answer.array().first().toObject();
    QStringList fields = user.keys();
    QCOMPARE(fields, (QStringList{u"_id"_s, u"custom"_s, u"firstName"_s, u"lastName"_s, u"mail"_s,
                                  u"primaryGroupId"_s}));
    QVERIFY(user[u"mail"_s].toString().endsWith(u"@localhost"_s));
    QVERIFY(user[u"custom"_s].isObject());
    QVERIFY(!answer.headers.contains("link"));
}

void UsersTest::thousandsOfUsersComeInPages()
{
    m_fixture.data().run(u"BEGIN"_s);
    for (int i = 0; i < 2500; ++i)
        m_fixture.data().addUser(m_fixture.platformId(), u"user%1@example.org"_s.arg(i));
    m_fixture.data().run(u"COMMIT"_s);
    QStringList mails;
    QByteArray path = "/api/v1/users";
    while (!path.isEmpty()) {
        const HttpAnswer answer = get(path);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.array().size() <= 1000);
        for (const QJsonValue user : answer.array())
            mails.append(user[u"mail"_s].toString());
        const QByteArray link = answer.headers.value("link");
        QVERIFY(!link.contains(m_key.secret.toLatin1()));
        path = link.mid(1, link.indexOf('>') - 1);
    }
    QCOMPARE(mails.size(), 2501);
    QCOMPARE(mails.removeDuplicates(), 0);
    QVERIFY(!mails.contains(u"stranger@example.org"_s));
}

void UsersTest::aPageCanBeSmaller()
{
    const HttpAnswer answer = get("/api/v1/users?limit=7");
    QCOMPARE(answer.array().size(), 7);
    QVERIFY(answer.headers.value("link").contains("limit=7"));
}

// A thousand users of 16 KiB each would be one answer else.
void UsersTest::aPageEndsWhenItIsLarge()
{
    QString platformId;
    const Integration elsewhere = integrationElsewhere(m_fixture, platformId);
    const QByteArray custom = R"({"note":")" + QByteArray(16'000, 'x') + R"("})";
    for (int i = 0; i < 70; ++i) {
        const QByteArray mail = "user" + QByteArray::number(i) + "@example.org";
        QCOMPARE(elsewhere
                     .post("/api/v1/users", "{\"mail\":\"" + mail + "\",\"custom\":" + custom + '}')
                     .status,
                 201);
    }
    const HttpAnswer page = elsewhere.get("/api/v1/users");
    QCOMPARE(page.array().size(), 66); // the first that come to more than 1 MiB
    QVERIFY(page.headers.contains("link"));
    const QStringList mails = elsewhere.all("/api/v1/users", u"mail"_s);
    QCOMPARE(mails.size(), 70);
    QCOMPARE(QSet<QString>(mails.begin(), mails.end()).size(), 70);
}

void UsersTest::badPagesAreRefused()
{
    for (const char *query : {"?limit=0", "?limit=1001", "?limit=x", "?cursor=!!", "?cursor=QQ"}) {
        const HttpAnswer answer = get("/api/v1/users" + QByteArray(query));
        QCOMPARE(answer.status, 400);
        QCOMPARE(errorOf(answer), u"request_malformed"_s);
        QVERIFY(!detailOf(answer).isEmpty());
    }
}

void UsersTest::aNewUserHasWhatWasSaidAndDefaults()
{
    const HttpAnswer full =
        here().post("/api/v1/users",
                    R"({"mail":"Grace@example.org","firstName":"Grace","lastName":"Hopper",)"
                    R"("custom":{"rank":[1,null,{"a":true}]},"primaryGroupId":null})");
    QCOMPARE(full.status, 201);
    QJsonObject user = full.json();
    QCOMPARE(user.take(u"_id"_s).toString().size(), 24);
    const auto expected = QJsonDocument::fromJson(
        R"({"mail":"Grace@example.org","firstName":"Grace","lastName":"Hopper",)"
        R"("custom":{"rank":[1,null,{"a":true}]},"primaryGroupId":null})");
    QCOMPARE(user, expected.object());
    user = here().post("/api/v1/users", R"({"mail":"only@example.org"})").json();
    QCOMPARE(user[u"firstName"_s].toString(u"?"_s), QString());
    QCOMPARE(user[u"custom"_s], QJsonObject());
    QVERIFY(user[u"primaryGroupId"_s].isNull());
}

void UsersTest::aUserIsFoundByIdAndByMailInAnyCase()
{
    const HttpAnswer made = here().post("/api/v1/users", R"({"mail":"a+b/c d@example.org"})");
    QCOMPARE(made.status, 400); // a space
    const HttpAnswer good = here().post("/api/v1/users", R"({"mail":"a+b/c@Example.org"})");
    QCOMPARE(good.status, 201);
    for (const QByteArray &name :
         {idOf(good), QByteArray("a+b%2fc@example.org"), QByteArray("A%2BB%2Fc%40EXAMPLE.ORG")}) {
        const HttpAnswer found = get("/api/v1/users/" + name);
        QCOMPARE(found.status, 200);
        QCOMPARE(found.body, good.body);
    }
    for (const char *name :
         {"nobody@example.org", "0", "ffffffffffffffffffffffff", "%F0%9F%98%80"}) {
        const HttpAnswer answer = get("/api/v1/users/" + QByteArray(name));
        QCOMPARE(answer.status, 404);
        QCOMPARE(errorOf(answer), u"not_found"_s);
    }
}

void UsersTest::aChangeKeepsWhatItDoesNotName()
{
    const QByteArray id =
        idOf(here().post("/api/v1/users", R"({"mail":"keep@example.org","firstName":"K",)"
                                          R"("lastName":"L","custom":{"a":1}})"));
    const HttpAnswer changed =
        here().put("/api/v1/users/keep@example.org", R"({"lastName":"M","custom":{"b":2}})");
    QCOMPARE(changed.status, 200);
    QCOMPARE(changed.json()[u"firstName"_s].toString(), u"K"_s);
    QCOMPARE(changed.json()[u"lastName"_s].toString(), u"M"_s);
    QCOMPARE(changed.json()[u"custom"_s], (QJsonObject{{u"b"_s, 2}}));
    QCOMPARE(get("/api/v1/users/" + id).body, changed.body);
    QCOMPARE(here().put("/api/v1/users/" + id, "{}").body, changed.body);
    const HttpAnswer renamed = here().put("/api/v1/users/" + id, R"({"mail":"KEEP@example.org"})");
    QCOMPARE(renamed.status, 200);
    QCOMPARE(renamed.json()[u"mail"_s].toString(), u"KEEP@example.org"_s);
    // A mistake in one member changes none.
    QCOMPARE(here().put("/api/v1/users/" + id, R"({"firstName":"X","lastName":1})").status, 400);
    QCOMPARE(get("/api/v1/users/" + id).body, renamed.body);
}

void UsersTest::whatWasReadCanBeSentBack()
{
    const QByteArray id = idOf(here().post("/api/v1/users", R"({"mail":"back@example.org"})"));
    const HttpAnswer read = get("/api/v1/users/" + id);
    const HttpAnswer again = here().put("/api/v1/users/" + id, read.body);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, read.body);
    const HttpAnswer other =
        here().put("/api/v1/users/" + id, R"({"_id":"ffffffffffffffffffffffff"})");
    QCOMPARE(other.status, 400);
    QVERIFY(detailOf(other).contains(u"_id"_s));
}

void UsersTest::aDeletedUserIsGone()
{
    const QByteArray path =
        "/api/v1/users/" + idOf(here().post("/api/v1/users", R"({"mail":"gone@example.org"})"));
    const HttpAnswer removed = here().remove(path);
    QCOMPARE(removed.status, 204);
    QVERIFY(removed.body.isEmpty());
    QCOMPARE(get(path).status, 404);
    QCOMPARE(here().remove(path).status, 404);
    QCOMPARE(here().put(path, R"({"firstName":"A"})").status, 404);
    QCOMPARE(here().post("/api/v1/users", R"({"mail":"gone@example.org"})").status, 201);
}

void UsersTest::aMailIsOneUsersInAnyCase()
{
    QCOMPARE(here().post("/api/v1/users", R"({"mail":"one@example.org"})").status, 201);
    QCOMPARE(here().post("/api/v1/users", R"({"mail":"two@example.org"})").status, 201);
    const HttpAnswer again = here().post("/api/v1/users", R"({"mail":"ONE@Example.ORG"})");
    QCOMPARE(again.status, 409);
    QCOMPARE(errorOf(again), u"mail_taken"_s);
    const HttpAnswer moved =
        here().put("/api/v1/users/two@example.org", R"({"mail":"One@example.org"})");
    QCOMPARE(moved.status, 409);
    QCOMPARE(get("/api/v1/users/two@example.org").status, 200);
}

void UsersTest::theSameMailOnTwoPlatformsIsTwoUsers()
{
    QString platformId;
    const Integration elsewhere = integrationElsewhere(m_fixture, platformId);
    const HttpAnswer first = here().post("/api/v1/users", R"({"mail":"both@example.org"})");
    const HttpAnswer second = elsewhere.post("/api/v1/users", R"({"mail":"both@example.org"})");
    QCOMPARE(second.status, 201);
    QVERIFY(idOf(first) != idOf(second));
    QCOMPARE(elsewhere.remove("/api/v1/users/both@example.org").status, 204);
    QCOMPARE(get("/api/v1/users/both@example.org").body, first.body);
}

void UsersTest::anotherPlatformsUsersDoNotExist()
{
    QString platformId;
    const Integration elsewhere = integrationElsewhere(m_fixture, platformId);
    const QByteArray id = idOf(here().post("/api/v1/users", R"({"mail":"mine@example.org"})"));
    for (const QByteArray &name : {id, QByteArray("mine@example.org")}) {
        const QByteArray path = "/api/v1/users/" + name;
        const QByteArray unknown = elsewhere.get("/api/v1/users/ffffffffffffffffffffffff").body;
        QCOMPARE(elsewhere.get(path).status, 404);
        QCOMPARE(elsewhere.get(path).body, unknown);
        QCOMPARE(elsewhere.put(path, R"({"firstName":"Mallory"})").status, 404);
        QCOMPARE(elsewhere.remove(path).status, 404);
    }
    QCOMPARE(elsewhere.get("/api/v1/users").array().size(), 0);
    QCOMPARE(get("/api/v1/users/" + id).json()[u"firstName"_s].toString(u"?"_s), QString());
}

void UsersTest::thePrimaryGroupIsOneOfThePlatform()
{
    QString platformId;
    const Integration elsewhere = integrationElsewhere(m_fixture, platformId);
    const QByteArray foreign = idOf(elsewhere.post("/api/v1/groups", R"({"name":"Foreign"})"));
    const QByteArray own = idOf(here().post("/api/v1/groups", R"({"name":"Own"})"));
    const auto with = [](const QByteArray &mail, const QByteArray &group) {
        return R"({"mail":")" + mail + R"(","primaryGroupId":")" + group + "\"}";
    };
    for (const QByteArray &group : {foreign, QByteArray("ffffffffffffffffffffffff")}) {
        const HttpAnswer refused = here().post("/api/v1/users", with("grouped@example.org", group));
        QCOMPARE(refused.status, 400);
        QVERIFY(detailOf(refused).contains(u"primaryGroupId"_s));
    }
    const HttpAnswer made = here().post("/api/v1/users", with("grouped@example.org", own));
    QCOMPARE(made.status, 201);
    QCOMPARE(made.json()[u"primaryGroupId"_s].toString().toLatin1(), own);
    QCOMPARE(here().put("/api/v1/users/" + idOf(made), with("grouped@example.org", foreign)).status,
             400);
    QCOMPARE(here().remove("/api/v1/groups/" + own).status, 204);
    QVERIFY(get("/api/v1/users/" + idOf(made)).json()[u"primaryGroupId"_s].isNull());
}

void UsersTest::whatCannotBeKeptIsRefused_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("about");
    const auto row = [](const char *name, const QByteArray &members, const char *about) {
        QTest::newRow(name) << members << QString::fromLatin1(about);
    };
    const QByteArray mail = R"("mail":"x@example.org",)";
    row("no mail", R"("firstName":"A")", "mail");
    row("mail null", R"("mail":null)", "mail");
    row("mail a number", R"("mail":5)", "mail");
    row("mail without @", R"("mail":"example.org")", "mail");
    row("mail with two @", R"("mail":"a@b@c")", "mail");
    row("mail with a line break", R"("mail":"a@b\nc")", "mail");
    row("mail too long", R"("mail":")" + QByteArray(250, 'a') + R"(@b.org")", "mail");
    row("name a list", mail + R"("firstName":[])", "firstName");
    row("name null", mail + R"("lastName":null)", "lastName");
    row("name too long", mail + R"("lastName":")" + QByteArray(201, 'a') + '"', "lastName");
    row("name with NUL", mail + R"("lastName":"a\u0000b")", "lastName");
    row("name with a lone surrogate", mail + R"("lastName":"a\ud800b")", "lastName");
    row("name with a tab", mail + R"("lastName":"a\tb")", "lastName");
    row("custom a text", mail + R"("custom":"{}")", "custom");
    row("custom null", mail + R"("custom":null)", "custom");
    row("custom too large", mail + R"("custom":{"a":")" + QByteArray(16'377, 'a') + R"("})",
        "custom");
    row("group a number", mail + R"("primaryGroupId":1)", "primaryGroupId");
    row("group no id", mail + R"("primaryGroupId":"g")", "primaryGroupId");
    row("an id for a new user", mail + R"("_id":"ffffffffffffffffffffffff")", "known");
    row("an unknown member", mail + R"("isAdmin":true)", "known");
    row("the wrong case", mail + R"("firstname":"A")", "firstName");
}

void UsersTest::whatCannotBeKeptIsRefused()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, about);
    const HttpAnswer answer = here().post("/api/v1/users", '{' + members + '}');
    QCOMPARE(answer.status, 400);
    QCOMPARE(errorOf(answer), u"request_malformed"_s);
    QVERIFY2(detailOf(answer).contains(about), answer.body.constData());
    QCOMPARE(get("/api/v1/users/x@example.org").status, 404);
}

void UsersTest::aBodyIsAJsonObject()
{
    for (const char *body :
         {"[]", "null", "{", "{}{}", "\"text\"", "{\"mail\":\"\xff@example.org\"}"})
        QCOMPARE(here().post("/api/v1/users", body).status, 400);
    const HttpAnswer form =
        m_fixture.http().send({.method = "POST",
                               .path = "/api/v1/users",
                               .headers = keyHeaders(m_fixture.platformId(), m_key.secret),
                               .body = R"({"mail":"x@example.org"})"});
    QCOMPARE(form.status, 415);
    QCOMPARE(errorOf(form), u"media_type_unsupported"_s);
}

void UsersTest::aRefusalSaysWhatToDoAndRepeatsNothing()
{
    const HttpAnswer unknown = here().post("/api/v1/users", R"({"mail":"m@x","pa55word":"pa55"})");
    QCOMPARE(unknown.status, 400);
    QVERIFY(detailOf(unknown).contains(u"firstName"_s));
    QVERIFY(!unknown.body.contains("pa55"));
    const HttpAnswer custom = here().post("/api/v1/users", R"({"mail":"m@x","custom":[]})");
    QCOMPARE(detailOf(custom), u"custom must be a JSON object of up to 16384 bytes."_s);
    for (const char *path : {"/api/v1/users", "/api/v1/users/m@x"}) {
        const HttpAnswer refused = m_fixture.http().send({.path = path});
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.body, QByteArray(R"({"error":"invalid_api_key"})"));
    }
}

void UsersTest::aKeyInTheAddressIsWarnedOfInErrorsToo()
{
    const QByteArray query =
        "?company=" + m_fixture.platformId().toLatin1() + "&apiKey=" + m_key.secret.toLatin1();
    const HttpAnswer missing =
        m_fixture.http().send({.path = "/api/v1/users/nobody@example.org" + query});
    QCOMPARE(missing.status, 404);
    QVERIFY(missing.headers.value("warning").startsWith("299 "));
    QVERIFY(!missing.raw.contains(m_key.secret.toLatin1()));
    const HttpAnswer malformed =
        m_fixture.http().send({.path = "/api/v1/users" + query + "&limit=none"});
    QCOMPARE(malformed.status, 400);
    QVERIFY(malformed.headers.value("warning").startsWith("299 "));
    QVERIFY(!get("/api/v1/users/nobody@example.org").headers.contains("warning"));
}

void UsersTest::textsOfAllLanguagesComeBackAsTheyWere()
{
    const QByteArray json =
        R"({"mail":"müller@exämple.org","firstName":"Ἀθηνᾶ 🦉","lastName":"",)"
        R"("custom":{"שלום":"a\u0000b","n":9007199254740993}})";
    const HttpAnswer made = here().post("/api/v1/users", json);
    QCOMPARE(made.status, 201);
    const QJsonObject user = get("/api/v1/users/m%C3%9CLLER@ex%C3%A4mple.org").json();
    QCOMPARE(user[u"firstName"_s].toString(), u"Ἀθηνᾶ 🦉"_s);
    QCOMPARE(user[u"custom"_s], QJsonDocument::fromJson(json)[u"custom"_s]);
}

QTEST_GUILESS_MAIN(UsersTest)
#include "UsersTest.moc"
