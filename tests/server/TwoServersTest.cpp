// SPDX-License-Identifier: Apache-2.0
// Two instances on one database behave like one server, also in what is asked of both at once.
#include "Integration.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <atomic>
#include <thread>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(HttpRequest)

class TwoServersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void createsThroughBothFillThePlatformExactly();
    void equalCreatesThroughBothMakeOneKey();
    void oneLabelThroughBothMakesOneKey();
    void aKeyThatIsRevokedThroughOneIsRefusedByTheOther();
    void usesThroughBothAreAdded();
    void whatTheOtherOneIsChangingIsSeen_data();
    void whatTheOtherOneIsChangingIsSeen();

private:
    using Create = std::pair<std::pair<QByteArray, QByteArray>, QByteArray>;

    /** Each server gets its creates, and all are under way at the same time. */
    QList<HttpAnswer> createThroughBoth(const QList<Create> &first, const QList<Create> &second);
    QList<HttpAnswer> createThrough(const ServerProcess &server,
                                    const QList<Create> &creates) const;
    /** In the place of the other server: begins to change the platform with \a sql. */
    void beginChange(const QString &sql);
    /** True if the server waits for the end of that change. */
    bool isWaitedFor();

    std::unique_ptr<ServerFixture> m_fixture;
    std::unique_ptr<ServerProcess> m_second;
};

void TwoServersTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
    m_second = std::make_unique<ServerProcess>(m_fixture->database());
    QVERIFY(m_second->start());
}

void TwoServersTest::cleanup()
{
    m_second.reset();
    m_fixture.reset();
}

QList<HttpAnswer> TwoServersTest::createThrough(const ServerProcess &server,
                                                const QList<Create> &creates) const
{
    QList<HttpRequest> requests;
    for (const auto &[idempotencyKey, json] : creates)
        requests.append(
            createRequest(m_fixture->platformId(), server.authorization(), idempotencyKey, json));
    return server.http().sendAtOnce(requests);
}

QList<HttpAnswer> TwoServersTest::createThroughBoth(const QList<Create> &first,
                                                    const QList<Create> &second)
{
    QList<HttpAnswer> others;
    std::thread thread([&] { others = createThrough(*m_second, second); });
    QList<HttpAnswer> answers = createThrough(m_fixture->server(), first);
    thread.join();
    return answers + others;
}

void TwoServersTest::createsThroughBothFillThePlatformExactly()
{
    QList<Create> first;
    QList<Create> second;
    for (int i = 0; i < 20; ++i) {
        const QByteArray number = QByteArray::number(i);
        first.append({newIdempotencyKey(), "{\"label\":\"First " + number + "\"}"});
        second.append({newIdempotencyKey(), "{\"label\":\"Second " + number + "\"}"});
    }
    int created = 0;
    for (const HttpAnswer &answer : createThroughBoth(first, second)) {
        if (answer.status == 201)
            ++created;
        else
            QCOMPARE(answer.problem(), u"key-limit-reached"_s);
    }
    QCOMPARE(created, 25);
    QCOMPARE(m_fixture->list().json()[u"items"_s].toArray().size(), 25);
}

void TwoServersTest::equalCreatesThroughBothMakeOneKey()
{
    const QList<Create> creates(10, {newIdempotencyKey(), R"({"label":"Zapier"})"});
    QSet<QByteArray> bodies;
    for (const HttpAnswer &answer : createThroughBoth(creates, creates)) {
        QCOMPARE(answer.status, 201);
        bodies.insert(answer.body);
    }
    QCOMPARE(bodies.size(), 1);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
}

void TwoServersTest::oneLabelThroughBothMakesOneKey()
{
    QList<Create> first;
    QList<Create> second;
    for (int i = 0; i < 10; ++i) {
        first.append({newIdempotencyKey(), R"({"label":"Zapier"})"});
        second.append({newIdempotencyKey(), R"({"label":"ZAPIER"})"});
    }
    int created = 0;
    for (const HttpAnswer &answer : createThroughBoth(first, second)) {
        if (answer.status == 201)
            ++created;
        else
            QCOMPARE(answer.problem(), u"label-taken"_s);
    }
    QCOMPARE(created, 1);
}

void TwoServersTest::aKeyThatIsRevokedThroughOneIsRefusedByTheOther()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const HttpRequest verify{.path = "/verify",
                             .headers = keyHeaders(m_fixture->platformId(), key.secret)};
    QCOMPARE(m_second->http().send(verify).status, 204);
    const HttpRequest revoke{.method = "DELETE",
                             .path = m_fixture->keysPath() + '/' + key.id.toLatin1(),
                             .headers = {m_fixture->owner()}};
    QCOMPARE(m_fixture->http().send(revoke).status, 204);
    QCOMPARE(m_second->http().send(verify).status, 401);
}

void TwoServersTest::usesThroughBothAreAdded()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const HttpRequest verify{.path = "/verify",
                             .headers = keyHeaders(m_fixture->platformId(), key.secret)};
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(m_fixture->http().send(verify).status, 204);
        QCOMPARE(m_second->http().send(verify).status, 204);
    }
    const auto calls = [&] {
        return m_fixture->list().json()[u"items"_s][0][u"callsLast24h"_s].toInt();
    };
    QTRY_COMPARE(calls(), 6);
    QCOMPARE(m_fixture->data().run(u"SELECT COUNT(*) FROM api_keys"_s).toInt(), 1);
}

void TwoServersTest::beginChange(const QString &sql)
{
    if (TestDatabase::kind() == TestDatabase::Kind::Sqlite) {
        m_fixture->data().run(u"BEGIN IMMEDIATE"_s);
    } else {
        m_fixture->data().run(u"BEGIN"_s);
        m_fixture->data().run(u"SELECT id FROM platforms WHERE id = ? FOR NO KEY UPDATE"_s,
                              {m_fixture->platformId()});
    }
    m_fixture->data().run(sql);
}

bool TwoServersTest::isWaitedFor()
{
    // SQLite's servers wait for the one lock that there is; it tells nobody who does.
    return TestDatabase::kind() == TestDatabase::Kind::Sqlite ||
           m_fixture->data()
                   .run(u"SELECT COUNT(*) FROM pg_locks WHERE NOT granted"_s
                        u" AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"_s)
                   .toInt() > 0;
}

void TwoServersTest::whatTheOtherOneIsChangingIsSeen_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<HttpRequest>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("proof"); // a count of what is as it should be
    const auto row = [](const char *name, const QString &change, const QByteArray &method,
                        const QByteArray &path, const QByteArray &json, int status,
                        const QString &proof) {
        HttpRequest request{
            .method = method, .path = "/api/v1" + path, .headers = {}, .body = json};
        QTest::newRow(name) << change << request << status << proof;
    };
    const QString ofUser = u"SELECT COUNT(*) FROM users WHERE "_s;
    const QString ofGroups = u"SELECT COUNT(*) FROM user_groups WHERE "_s;
    row("a user's other field", u"UPDATE users SET first_name = 'Ada' WHERE mail = 'a@x.org'"_s,
        "PUT", "/users/a@x.org", R"({"lastName":"Lovelace"})", 200,
        ofUser + u"first_name = 'Ada' AND last_name = 'Lovelace'"_s);
    row("a mail that is taken",
        u"UPDATE users SET mail = 'new@x.org', mail_key = 'new@x.org' WHERE mail = 'b@x.org'"_s,
        "PUT", "/users/a@x.org", R"({"mail":"new@x.org"})", 409, ofUser + u"mail = 'new@x.org'"_s);
    row("a user who is gone", u"DELETE FROM users WHERE mail = 'a@x.org'"_s, "PUT",
        "/users/a@x.org", R"({"lastName":"Lovelace"})", 404, ofUser + u"mail = 'b@x.org'"_s);
    row("a primary group that is gone", u"DELETE FROM user_groups WHERE name = 'Second'"_s, "PUT",
        "/users/a@x.org", R"({"primaryGroupId":"%2"})", 400,
        ofUser + u"mail = 'a@x.org' AND primary_group_id IS NULL"_s);
    row("a new user's group that is gone", u"DELETE FROM user_groups WHERE name = 'Second'"_s,
        "POST", "/users", R"({"mail":"c@x.org","primaryGroupId":"%2"})", 400,
        ofUser + u"mail = 'a@x.org' AND primary_group_id IS NULL"_s);
    row("a group's other field", u"UPDATE user_groups SET name = 'Renamed' WHERE name = 'First'"_s,
        "PUT", "/groups/%1", R"({"public":true})", 200,
        ofGroups + u"name = 'Renamed' AND is_public = 1"_s);
    row("a group that becomes the parent",
        u"UPDATE user_groups SET parent_id = '%2' WHERE name = 'First'"_s, "PUT", "/groups/%2",
        R"({"parent":"%1"})", 400, ofGroups + u"parent_id IS NULL"_s);
    row("a parent that is gone", u"DELETE FROM user_groups WHERE name = 'Second'"_s, "PUT",
        "/groups/%1", R"({"parent":"%2"})", 400, ofGroups + u"parent_id IS NULL"_s);
    row("a new group's parent that is gone", u"DELETE FROM user_groups WHERE name = 'Second'"_s,
        "POST", "/groups", R"({"name":"Third","parent":"%2"})", 400,
        ofGroups + u"name = 'First'"_s);
    row("a user's group that is gone", u"DELETE FROM user_groups WHERE name = 'First'"_s, "PUT",
        "/groups/%1/users/a@x.org", "", 404, ofGroups + u"name = 'Second'"_s);
    row("a group's user who is gone", u"DELETE FROM users WHERE mail = 'a@x.org'"_s, "PUT",
        "/groups/%1/users/a@x.org", "", 404, ofUser + u"mail = 'b@x.org'"_s);
}

// With locks and not with luck: the server finds the other one in the middle of its change.
void TwoServersTest::whatTheOtherOneIsChangingIsSeen()
{
    QFETCH(QString, change);
    QFETCH(HttpRequest, request);
    QFETCH(int, status);
    QFETCH(QString, proof);
    const Integration here = integration(*m_fixture);
    for (const char *mail : {"a@x.org", "b@x.org"})
        QCOMPARE(here.post("/api/v1/users", "{\"mail\":\"" + QByteArray(mail) + "\"}").status, 201);
    const QByteArray first = idOf(here.post("/api/v1/groups", R"({"name":"First"})"));
    const QByteArray second = idOf(here.post("/api/v1/groups", R"({"name":"Second"})"));
    for (QByteArray *text : {&request.path, &request.body})
        text->replace("%1", first).replace("%2", second);
    beginChange(change.replace(u"%2"_s, QString::fromLatin1(second)));
    HttpAnswer answer;
    std::atomic<bool> isAnswered = false;
    std::thread thread([&] {
        answer = here.send(request.method, request.path, request.body);
        isAnswered = true;
    });
    const bool isUnderWay = QTest::qWaitFor([&] { return isAnswered || isWaitedFor(); }, 15'000);
    m_fixture->data().run(u"COMMIT"_s);
    thread.join();
    QVERIFY(isUnderWay);
    QCOMPARE(answer.status, status);
    QCOMPARE(m_fixture->data().run(proof).toInt(), 1);
}

QTEST_GUILESS_MAIN(TwoServersTest)
#include "TwoServersTest.moc"
