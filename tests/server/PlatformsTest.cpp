// SPDX-License-Identifier: Apache-2.0
// The member's platforms: all of them page by page, found by name, and nobody else's.
#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class PlatformsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPlatformIsOnOnePage();
    void platformsAreFoundByName_data();
    void platformsAreFoundByName();
    void aPlatformIsFoundByItsId();
    void meIsTheMember();

private:
    HttpAnswer get(const QByteArray &path) const
    {
        return m_fixture.http().send({.path = path, .headers = {{"Authorization", m_bearer}}});
    }

    ServerFixture m_fixture;
    QByteArray m_bearer;
    QString m_member;
};

void PlatformsTest::initTestCase()
{
    QVERIFY(m_fixture.start());
    TestData &data = m_fixture.data();
    m_member = data.addMember(u"Grace"_s);
    m_bearer = "Bearer " + data.addToken(m_member);
    data.run(u"BEGIN"_s);
    for (int i = 0; i < 250; ++i)
        data.setRole(data.addPlatform(u"School %1"_s.arg(i % 50)), m_member, u"learner"_s);
    for (const QString &name : {u"100% Éclair"_s, u"under_score"_s, u"Bang!"_s})
        data.setRole(data.addPlatform(name), m_member, u"admin"_s);
    data.addPlatform(u"Nobody's school"_s);
    data.run(u"COMMIT"_s);
}

void PlatformsTest::everyPlatformIsOnOnePage()
{
    QStringList ids;
    QStringList names;
    QByteArray path = "/admin/v1/platforms";
    int pages = 0;
    while (!path.isEmpty() && pages < 10) {
        const HttpAnswer answer = get(path);
        QCOMPARE(answer.status, 200);
        ++pages;
        for (const QJsonValue item : answer.json()[u"items"_s].toArray()) {
            ids.append(item[u"id"_s].toString());
            names.append(item[u"name"_s].toString().toCaseFolded());
        }
        const QByteArray link = answer.headers.value("link");
        QVERIFY(link.isEmpty() || link.endsWith(">; rel=\"next\""));
        path = link.mid(1, link.indexOf('>') - 1);
    }
    QCOMPARE(pages, 3);
    QCOMPARE(ids.size(), 253);
    ids.removeDuplicates();
    QCOMPARE(ids.size(), 253);
    QVERIFY(std::ranges::is_sorted(names));
}

void PlatformsTest::platformsAreFoundByName_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("count");
    QTest::newRow("nothing") << QByteArray() << 100;
    QTest::newRow("part, in another case") << QByteArray("oOL%2049") << 5;
    QTest::newRow("plus is a space") << QByteArray("school+49") << 5;
    QTest::newRow("percent sign") << QByteArray("%25") << 1;
    QTest::newRow("underscore") << QByteArray("_") << 1;
    QTest::newRow("exclamation mark") << QByteArray("!") << 1;
    QTest::newRow("accent") << QByteArray("%C3%A9CLAIR") << 1;
    QTest::newRow("someone else's") << QByteArray("nobody") << 0;
    QTest::newRow("quote") << QByteArray("'%20OR%201=1--") << 0;
}

void PlatformsTest::platformsAreFoundByName()
{
    QFETCH(QByteArray, query);
    QFETCH(int, count);
    const HttpAnswer answer = get("/admin/v1/platforms?query=" + query);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"items"_s].toArray().size(), count);
}

void PlatformsTest::aPlatformIsFoundByItsId()
{
    const QJsonValue first = get("/admin/v1/platforms?limit=1").json()[u"items"_s][0];
    const HttpAnswer found =
        get("/admin/v1/platforms?query=" + first[u"id"_s].toString().toLatin1());
    QCOMPARE(found.json()[u"items"_s].toArray(), QJsonArray{first});
}

void PlatformsTest::meIsTheMember()
{
    QCOMPARE(get("/admin/v1/me").json(), (QJsonObject{{u"id"_s, m_member},
                                                      {u"name"_s, u"Grace"_s},
                                                      {u"email"_s, m_member + u"@example.org"_s}}));
    const QJsonObject owner =
        m_fixture.http().send({.path = "/admin/v1/me", .headers = {m_fixture.owner()}}).json();
    QVERIFY(!owner[u"name"_s].toString().isEmpty());
    QVERIFY(owner[u"email"_s].isNull());
}

QTEST_GUILESS_MAIN(PlatformsTest)
#include "PlatformsTest.moc"
