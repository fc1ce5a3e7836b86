// SPDX-License-Identifier: Apache-2.0
// The learning paths of a platform, and the sessions that are added to them.
#include "Integration.h"

#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class PathsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pathsThatChangedSinceThenAreListed();
    void aSessionIsAdded();
    void theLastSlashMayBeLeftOut();
    void aSessionNeedsNoEnd();
    void whatCannotBeKeptIsRefused_data();
    void whatCannotBeKeptIsRefused();
    void anotherPlatformsPathsDoNotExist();

private:
    QVariant stored(const HttpAnswer &answer, const QString &column)
    {
        return m_fixture.data().run(u"SELECT %1 FROM path_sessions WHERE id = ?"_s.arg(column),
                                    {QString::fromLatin1(idOf(answer))});
    }

    ServerFixture m_fixture;
    std::optional<Integration> m_here;
    std::optional<Integration> m_elsewhere;
    QString m_elsewhereId;
    const QByteArray m_sessions = "/api/v1/paths/000000000000000000000001/sessions/";
};

void PathsTest::initTestCase()
{
    QVERIFY(m_fixture.start());
    m_here = integration(m_fixture);
    m_elsewhere = integrationElsewhere(m_fixture, m_elsewhereId);
    for (int i = 1; i <= 4; ++i) {
        m_fixture.data().run(
            u"INSERT INTO learning_paths (id, platform_id, name, author, created_at, modified_at,"_s
            u" description) VALUES (?, ?, ?, 'Ada', 0, ?, 'Long')"_s,
            {QString::number(i).rightJustified(24, u'0'),
             i == 4 ? m_elsewhereId : m_fixture.platformId(), u"Path %1"_s.arg(i), i * 1000});
    }
}

void PathsTest::pathsThatChangedSinceThenAreListed()
{
    const QJsonObject expected{{u"_id"_s, u"000000000000000000000001"_s},
                               {u"name"_s, u"Path 1"_s},
                               {u"author"_s, u"Ada"_s},
                               {u"creationDate"_s, u"1970-01-01T00:00:00.000Z"_s},
                               {u"modificationDate"_s, u"1970-01-01T00:00:01.000Z"_s},
                               {u"description"_s, u"Long"_s}};
    QCOMPARE(m_here->get("/api/v1/paths").array().first().toObject(), expected);
    const QStringList all{u"Path 1"_s, u"Path 2"_s, u"Path 3"_s};
    QCOMPARE(m_here->all("/api/v1/paths?limit=2", u"name"_s), all);
    QCOMPARE(m_here->all("/api/v1/paths?limit=1&modifiedAfter=1970-01-01T00:00:01Z", u"name"_s),
             all.mid(1));
    for (const char *time : {"then", "9999-12-31T23:00:00-02:00", "0001-01-01T00:00:00%2B01:00",
                             "0000-01-01T00:00:00Z"})
        QCOMPARE(m_here->get("/api/v1/paths?modifiedAfter=" + QByteArray(time)).status, 400);
}

void PathsTest::aSessionIsAdded()
{
    const HttpAnswer made =
        m_here->post(m_sessions,
                     R"({"sessionName":"Spring","startDate":"2030-03-01T08:00:00+01:00",)"
                     R"("endDate":"2030-06-30T18:00:00.5Z"})");
    QCOMPARE(made.status, 201);
    const QJsonObject expected{{u"_id"_s, QString::fromLatin1(idOf(made))},
                               {u"sessionName"_s, u"Spring"_s},
                               {u"startDate"_s, u"2030-03-01T07:00:00.000Z"_s},
                               {u"endDate"_s, u"2030-06-30T18:00:00.500Z"_s}};
    QCOMPARE(made.json(), expected);
    QCOMPARE(stored(made, u"path_id"_s).toString(), u"000000000000000000000001"_s);
    QCOMPARE(stored(made, u"starts_at"_s).toLongLong(), 1'898'578'800'000);
}

void PathsTest::theLastSlashMayBeLeftOut()
{
    const QByteArray json = R"({"sessionName":"S","startDate":"2030-03-01T08:00:00Z"})";
    QCOMPARE(m_here->post(m_sessions.chopped(1), json).status, 201);
    for (const QByteArray &path : {m_sessions, m_sessions.chopped(1)}) {
        const HttpAnswer answer = m_here->get(path);
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.headers.value("allow"), QByteArray("POST"));
    }
    QCOMPARE(m_here->post(m_sessions + '/', json).status, 404);
    QCOMPARE(m_here->post("/api/v1/paths//sessions/", json).status, 404);
    QCOMPARE(m_here->get("/api/v1/paths/").status, 404);
}

void PathsTest::aSessionNeedsNoEnd()
{
    for (const char *end : {"", R"(,"endDate":null)"}) {
        const HttpAnswer made =
            m_here->post(m_sessions, R"({"sessionName":"S","startDate":"2030-03-01T08:00:00Z")" +
                                         QByteArray(end) + '}');
        QCOMPARE(made.status, 201);
        QVERIFY(made.json()[u"endDate"_s].isNull());
        QVERIFY(stored(made, u"ends_at"_s).isNull());
    }
}

void PathsTest::whatCannotBeKeptIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("about");
    const auto row = [](const char *name, const QByteArray &json, const char *about) {
        QTest::newRow(name) << json << QString::fromLatin1(about);
    };
    const QByteArray start = R"("startDate":"2030-03-01T08:00:00Z")";
    row("no name", '{' + start + '}', "sessionName");
    row("an empty name", R"({"sessionName":"",)" + start + '}', "sessionName");
    row("no start", R"({"sessionName":"S"})", "startDate");
    row("start null", R"({"sessionName":"S","startDate":null})", "startDate");
    row("start a number", R"({"sessionName":"S","startDate":1898578800000})", "startDate");
    row("start a day", R"({"sessionName":"S","startDate":"2030-03-01"})", "startDate");
    row("end at the start",
        R"({"sessionName":"S",)" + start + R"(,"endDate":"2030-03-01T09:00:00+01:00"})", "endDate");
    row("end no time", R"({"sessionName":"S",)" + start + R"(,"endDate":"never"})", "endDate");
    row("a year that cannot be written",
        R"({"sessionName":"S","startDate":"9999-12-31T23:00:00-02:00"})", "startDate");
    row("a year before the first", R"({"sessionName":"S","startDate":"0001-01-01T00:00:00+01:00"})",
        "startDate");
    row("unknown", R"({"sessionName":"S",)" + start + R"(,"room":"1"})", "known");
}

void PathsTest::whatCannotBeKeptIsRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, about);
    const HttpAnswer answer = m_here->post(m_sessions, json);
    QCOMPARE(answer.status, 400);
    QVERIFY2(detailOf(answer).contains(about), answer.body.constData());
}

void PathsTest::anotherPlatformsPathsDoNotExist()
{
    const QByteArray json = R"({"sessionName":"S","startDate":"2030-03-01T08:00:00Z"})";
    QCOMPARE(m_elsewhere->all("/api/v1/paths", u"name"_s), (QStringList{u"Path 4"_s}));
    QCOMPARE(m_elsewhere->post(m_sessions, json).status, 404);
    QCOMPARE(m_here->post("/api/v1/paths/000000000000000000000004/sessions/", json).status, 404);
}

QTEST_GUILESS_MAIN(PathsTest)
#include "PathsTest.moc"
