// SPDX-License-Identifier: Apache-2.0
// The courses of a platform, and those that were made or changed in a time.
#include "Integration.h"

#include <QDateTime>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class CoursesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aCourseHasTheFieldsOfTheContract();
    void timesChooseCourses_data();
    void timesChooseCourses();
    void thePagesOfAChoiceKeepIt();
    void whatIsNoTimeIsRefused_data();
    void whatIsNoTimeIsRefused();
    void anotherPlatformsCoursesDoNotExist();

private:
    void add(const QString &platformId, int number);

    ServerFixture m_fixture;
    std::optional<Integration> m_here;
    std::optional<Integration> m_elsewhere;
    QString m_elsewhereId;
};

// Made on that day of January 2026 at noon, changed on the same day of February.
void CoursesTest::add(const QString &platformId, int number)
{
    const auto time = [number](int month) {
        return QDateTime({2026, month, number}, {12, 0}, Qt::UTC).toMSecsSinceEpoch();
    };
    m_fixture.data().run(
        u"INSERT INTO courses (id, platform_id, name, author, created_at, modified_at,"_s
        u" default_lang, description) VALUES (?, ?, ?, 'Ada', ?, ?, 'en', 'On\nnumbers')"_s,
        {u"%1%2"_s.arg(platformId.left(20)).arg(number, 4, 10, QChar(u'0')), platformId,
         QString::number(number), time(1), time(2)});
}

void CoursesTest::initTestCase()
{
    QVERIFY(m_fixture.start());
    m_here = integration(m_fixture);
    m_elsewhere = integrationElsewhere(m_fixture, m_elsewhereId);
    for (int number = 1; number <= 5; ++number)
        add(m_fixture.platformId(), number);
    add(m_elsewhereId, 9);
}

void CoursesTest::aCourseHasTheFieldsOfTheContract()
{
    const QJsonArray courses = m_here->get("/api/v1/courses").array();
    QCOMPARE(courses.size(), 5);
    const QJsonObject course = courses.first().toObject();
    const QString id = course[u"_id"_s].toString();
    const QJsonObject expected{{u"_id"_s, id},
                               {u"name"_s, u"1"_s},
                               {u"author"_s, u"Ada"_s},
                               {u"creationDate"_s, u"2026-01-01T12:00:00.000Z"_s},
                               {u"modificationDate"_s, u"2026-02-01T12:00:00.000Z"_s},
                               {u"defaultLang"_s, u"en"_s},
                               {u"description"_s, u"On\nnumbers"_s}};
    QCOMPARE(course, expected);
    QCOMPARE(m_here->get("/api/v1/courses/" + id.toLatin1()).json(), expected);
    QCOMPARE(m_here->get("/api/v1/courses/ffffffffffffffffffffffff").status, 404);
}

void CoursesTest::timesChooseCourses_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *query, const char *names) {
        QTest::newRow(query) << QByteArray(query) << QString::fromLatin1(names);
    };
    row("?createdAfter=2026-01-03T12:00:00Z", "45");
    row("?createdAfter=2026-01-03T11:59:59.999Z", "345");
    row("?createdBefore=2026-01-03T12:00:00Z", "12");
    row("?createdBefore=2026-01-03T12:00:00.001Z", "123");
    row("?modifiedAfter=2026-02-04T13:00:00%2B01:00", "5");
    row("?modifiedBefore=2026-02-01T12:00:01Z", "1");
    row("?createdAfter=2026-01-01T12:00:00Z&modifiedBefore=2026-02-05T00:00:00Z", "234");
    row("?createdAfter=2026-01-04T00:00:00Z&createdBefore=2026-01-02T00:00:00Z", "");
    row("?createdAfter=2026-01-02t12:00:00z", "345");
}

void CoursesTest::timesChooseCourses()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, names);
    QCOMPARE(m_here->get("/api/v1/courses" + query).status, 200);
    QCOMPARE(m_here->all("/api/v1/courses" + query, u"name"_s).join(QString()), names);
}

void CoursesTest::thePagesOfAChoiceKeepIt()
{
    const QByteArray query = "?limit=1&createdAfter=2026-01-01T13:00:00%2B01:00"
                             "&modifiedBefore=2026-02-05T00:00:00Z";
    QCOMPARE(m_here->all("/api/v1/courses" + query, u"name"_s),
             (QStringList{u"2"_s, u"3"_s, u"4"_s}));
}

void CoursesTest::whatIsNoTimeIsRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *query, const char *name) {
        QTest::newRow(query) << QByteArray(query) << QString::fromLatin1(name);
    };
    row("?createdAfter=", "createdAfter");
    row("?createdBefore=yesterday", "createdBefore");
    row("?modifiedAfter=2026-01-01", "modifiedAfter");
    row("?modifiedBefore=1767225600000", "modifiedBefore");
    row("?createdAfter=2026-02-30T00:00:00Z", "createdAfter");
    // The + of an address is a space.
    row("?createdAfter=2026-01-01T00:00:00+01:00", "%2B");
}

void CoursesTest::whatIsNoTimeIsRefused()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, name);
    const HttpAnswer answer = m_here->get("/api/v1/courses" + query);
    QCOMPARE(answer.status, 400);
    QCOMPARE(errorOf(answer), u"request_malformed"_s);
    QVERIFY2(detailOf(answer).contains(name), answer.body.constData());
}

void CoursesTest::anotherPlatformsCoursesDoNotExist()
{
    QCOMPARE(m_elsewhere->all("/api/v1/courses", u"name"_s), (QStringList{u"9"_s}));
    const QByteArray mine = m_here->all("/api/v1/courses", u"_id"_s).first().toLatin1();
    QCOMPARE(m_elsewhere->get("/api/v1/courses/" + mine).status, 404);
    QCOMPARE(m_here->get("/api/v1/courses/" + mine).status, 200);
}

QTEST_GUILESS_MAIN(CoursesTest)
#include "CoursesTest.moc"
