// SPDX-License-Identifier: Apache-2.0
// The first thing that a key opens: the users of its platform, and of no other.
#include "support/ServerFixture.h"

#include <QJsonArray>
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
    void badPagesAreRefused();

private:
    HttpAnswer get(const QByteArray &path) const
    {
        return m_fixture.http().send(
            {.path = path, .headers = keyHeaders(m_fixture.platformId(), m_key.secret)});
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

void UsersTest::badPagesAreRefused()
{
    for (const char *query : {"?limit=0", "?limit=1001", "?limit=x", "?cursor=!!"}) {
        const HttpAnswer answer = get("/api/v1/users" + QByteArray(query));
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.body, QByteArray(R"({"error":"request_malformed"})"));
    }
}

QTEST_GUILESS_MAIN(UsersTest)
#include "UsersTest.moc"
