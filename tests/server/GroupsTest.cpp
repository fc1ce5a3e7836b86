// SPDX-License-Identifier: Apache-2.0
// The groups of a platform: trees that stay trees, and who is in them.
#include "Integration.h"

#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class GroupsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aNewGroupHasWhatWasSaidAndDefaults();
    void aChangeKeepsWhatItDoesNotName();
    void groupsComeInPages();
    void aParentIsAGroupOfThePlatform();
    void noGroupIsBelowItself();
    void aTreeHasALimitedDepth();
    void aDeletedGroupLeavesNothingBehind();
    void usersComeAndGo();
    void anotherPlatformsGroupsDoNotExist();
    void whatCannotBeKeptIsRefused_data();
    void whatCannotBeKeptIsRefused();
    void addressesTellTheirMethods();

private:
    QByteArray add(const QByteArray &name, const QByteArray &parent = {}) const;
    int setParent(const QByteArray &group, const QByteArray &parent) const;

    ServerFixture m_fixture;
    std::optional<Integration> m_here;
    std::optional<Integration> m_elsewhere;
    QString m_elsewhereId;
};

QByteArray GroupsTest::add(const QByteArray &name, const QByteArray &parent) const
{
    QJsonObject group{{u"name"_s, QString::fromUtf8(name)}};
    if (!parent.isEmpty())
        group.insert(u"parent"_s, QString::fromLatin1(parent));
    return idOf(m_here->post("/api/v1/groups", QJsonDocument(group).toJson()));
}

int GroupsTest::setParent(const QByteArray &group, const QByteArray &parent) const
{
    return m_here->put("/api/v1/groups/" + group, R"({"parent":")" + parent + "\"}").status;
}

void GroupsTest::initTestCase()
{
    QVERIFY(m_fixture.start());
    m_here = integration(m_fixture);
    m_elsewhere = integrationElsewhere(m_fixture, m_elsewhereId);
}

void GroupsTest::aNewGroupHasWhatWasSaidAndDefaults()
{
    const QByteArray top = add("Top");
    const HttpAnswer made =
        m_here->post("/api/v1/groups", R"({"name":"Sales","public":true,"custom":{"a":[]},)"
                                       R"("parent":")" +
                                           top + "\"}");
    QCOMPARE(made.status, 201);
    const QJsonObject expected{{u"_id"_s, QString::fromLatin1(idOf(made))},
                               {u"name"_s, u"Sales"_s},
                               {u"parent"_s, QString::fromLatin1(top)},
                               {u"public"_s, true},
                               {u"custom"_s, QJsonObject{{u"a"_s, QJsonArray()}}}};
    QCOMPARE(made.json(), expected);
    QCOMPARE(m_here->get("/api/v1/groups/" + idOf(made)).json(), expected);
    const QJsonObject plain = m_here->get("/api/v1/groups/" + top).json();
    QCOMPARE(plain[u"public"_s], QJsonValue(false));
    QVERIFY(plain[u"parent"_s].isNull());
    QCOMPARE(plain[u"custom"_s], QJsonObject());
}

void GroupsTest::aChangeKeepsWhatItDoesNotName()
{
    const QByteArray id =
        idOf(m_here->post("/api/v1/groups", R"({"name":"Before","public":true})"));
    const HttpAnswer changed = m_here->put("/api/v1/groups/" + id, R"({"name":"After"})");
    QCOMPARE(changed.status, 200);
    QCOMPARE(changed.json()[u"name"_s].toString(), u"After"_s);
    QCOMPARE(changed.json()[u"public"_s], QJsonValue(true));
    QCOMPARE(m_here->put("/api/v1/groups/" + id, changed.body).body, changed.body);
    QCOMPARE(m_here->get("/api/v1/groups/" + id).body, changed.body);
}

void GroupsTest::groupsComeInPages()
{
    const qsizetype before = m_here->get("/api/v1/groups").array().size();
    for (int i = 0; i < 7; ++i)
        add("Paged");
    QStringList ids = m_here->all("/api/v1/groups?limit=3", u"_id"_s);
    QCOMPARE(ids.size(), before + 7);
    QCOMPARE(ids.removeDuplicates(), 0);
}

void GroupsTest::aParentIsAGroupOfThePlatform()
{
    const QByteArray foreign = idOf(m_elsewhere->post("/api/v1/groups", R"({"name":"Foreign"})"));
    const QByteArray own = add("Own");
    for (const QByteArray &parent : {foreign, QByteArray("ffffffffffffffffffffffff")}) {
        const HttpAnswer refused =
            m_here->post("/api/v1/groups", R"({"name":"Lost","parent":")" + parent + "\"}");
        QCOMPARE(refused.status, 400);
        QVERIFY(detailOf(refused).startsWith(u"parent "_s));
        QCOMPARE(setParent(own, parent), 400);
    }
    QVERIFY(m_here->get("/api/v1/groups/" + own).json()[u"parent"_s].isNull());
}

void GroupsTest::noGroupIsBelowItself()
{
    const QByteArray top = add("Top");
    const QByteArray middle = add("Middle", top);
    const QByteArray bottom = add("Bottom", middle);
    for (const QByteArray &parent : {top, middle, bottom})
        QCOMPARE(setParent(top, parent), 400);
    QCOMPARE(setParent(bottom, top), 200);
    QCOMPARE(setParent(middle, bottom), 200);
    QCOMPARE(setParent(bottom, middle), 400);
}

void GroupsTest::aTreeHasALimitedDepth()
{
    QByteArray lowest = add("Level");
    for (int i = 0; i < 99; ++i)
        lowest = add("Level", lowest);
    QVERIFY(!lowest.isEmpty());
    const QByteArray last = add("Level", lowest);
    QVERIFY(!last.isEmpty());
    QVERIFY(add("Too deep", last).isEmpty());
}

void GroupsTest::aDeletedGroupLeavesNothingBehind()
{
    const QByteArray top = add("Top");
    const QByteArray below = add("Below", top);
    m_here->post("/api/v1/users", R"({"mail":"member@example.org"})");
    QCOMPARE(m_here->send("PUT", "/api/v1/groups/" + top + "/users/member@example.org").status,
             200);
    QCOMPARE(m_here->remove("/api/v1/groups/" + top).status, 204);
    QCOMPARE(m_here->get("/api/v1/groups/" + top).status, 404);
    QCOMPARE(m_here->remove("/api/v1/groups/" + top).status, 404);
    QVERIFY(m_here->get("/api/v1/groups/" + below).json()[u"parent"_s].isNull());
    QCOMPARE(m_here->get("/api/v1/users/member@example.org").status, 200);
    QCOMPARE(m_fixture.data()
                 .run(u"SELECT COUNT(*) FROM group_members WHERE group_id = ?"_s,
                      {QString::fromLatin1(top)})
                 .toInt(),
             0);
}

void GroupsTest::usersComeAndGo()
{
    const QByteArray group = "/api/v1/groups/" + add("Club");
    const HttpAnswer made = m_here->post("/api/v1/users", R"({"mail":"Come@example.org"})");
    const QByteArray member = group + "/users/come@example.org";
    QCOMPARE(m_here->remove(member).status, 404);
    for (int i = 0; i < 2; ++i) {
        const HttpAnswer added = m_here->send("PUT", member);
        QCOMPARE(added.status, 200);
        QCOMPARE(added.body, made.body);
    }
    const auto members = [&] {
        return m_fixture.data()
            .run(u"SELECT COUNT(*) FROM group_members WHERE group_id = ?"_s,
                 {QString::fromLatin1(group.last(24))})
            .toInt();
    };
    QCOMPARE(members(), 1);
    QCOMPARE(m_here->remove(member).status, 204);
    QCOMPARE(m_here->remove(member).status, 404);
    QCOMPARE(m_here->send("PUT", group + "/users/" + idOf(made)).status, 200);
    QCOMPARE(m_here->remove("/api/v1/users/come@example.org").status, 204);
    QCOMPARE(members(), 0);
    QCOMPARE(m_here->send("PUT", member).status, 404);
}

void GroupsTest::anotherPlatformsGroupsDoNotExist()
{
    const QByteArray mine = "/api/v1/groups/" + add("Mine");
    m_here->post("/api/v1/users", R"({"mail":"local@example.org"})");
    m_elsewhere->post("/api/v1/users", R"({"mail":"spy@example.org"})");
    QCOMPARE(m_elsewhere->get(mine).status, 404);
    QCOMPARE(m_elsewhere->put(mine, R"({"name":"Theirs"})").status, 404);
    QCOMPARE(m_elsewhere->remove(mine).status, 404);
    QCOMPARE(m_elsewhere->send("PUT", mine + "/users/spy@example.org").status, 404);
    QCOMPARE(m_elsewhere->send("PUT", mine + "/users/local@example.org").status, 404);
    QCOMPARE(m_here->send("PUT", mine + "/users/spy@example.org").status, 404);
    QCOMPARE(m_here->send("PUT", mine + "/users/local@example.org").status, 200);
    QCOMPARE(m_elsewhere->remove(mine + "/users/local@example.org").status, 404);
    QVERIFY(!m_elsewhere->all("/api/v1/groups", u"name"_s).contains(u"Mine"_s));
    QCOMPARE(m_here->get(mine).json()[u"name"_s].toString(), u"Mine"_s);
}

void GroupsTest::whatCannotBeKeptIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("about");
    const auto row = [](const char *name, const char *json, const char *about) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(about);
    };
    row("no name", R"({"public":true})", "name");
    row("an empty name", R"({"name":""})", "name");
    row("a blank name", R"({"name":"  "})", "name");
    row("name a number", R"({"name":1})", "name");
    row("public a text", R"({"name":"A","public":"true"})", "public");
    row("public null", R"({"name":"A","public":null})", "public");
    row("parent no id", R"({"name":"A","parent":"B"})", "parent");
    row("parent an object", R"({"name":"A","parent":{}})", "parent");
    row("custom a list", R"({"name":"A","custom":[]})", "custom");
    row("unknown", R"({"name":"A","users":[]})", "known");
}

void GroupsTest::whatCannotBeKeptIsRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, about);
    const HttpAnswer answer = m_here->post("/api/v1/groups", json);
    QCOMPARE(answer.status, 400);
    QVERIFY2(detailOf(answer).contains(about), answer.body.constData());
}

void GroupsTest::addressesTellTheirMethods()
{
    const HttpAnswer answer = m_here->send("POST", "/api/v1/groups/" + add("G") + "/users/a@b");
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.headers.value("allow"), QByteArray("PUT, DELETE"));
    QCOMPARE(errorOf(answer), u"method_not_allowed"_s);
}

QTEST_GUILESS_MAIN(GroupsTest)
#include "GroupsTest.moc"
