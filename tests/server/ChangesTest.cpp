// SPDX-License-Identifier: Apache-2.0
// Renaming, pausing and expiry of keys: what an administrator can change, and when it counts.
#include "support/ServerFixture.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class ChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void aKeyIsRenamed();
    void aKeyKeepsItsOwnLabelInAnotherCase();
    void aTakenLabelIsRefused();
    void anInvalidLabelIsRefusedWithItsReason_data();
    void anInvalidLabelIsRefusedWithItsReason();
    void aPausedKeyIsRefusedAtOnceUntilItIsResumed();
    void anExpiryIsSetAndCleared();
    void anExpiryInThePastIsRefused();
    void anExpiredKeyIsRefusedAndStaysInTheList();
    void whatIsNoChangeIsRefused_data();
    void whatIsNoChangeIsRefused();
    void nothingIsChangedByNothing();
    void allOfAChangeIsMadeOrNothing();
    void whatSomebodyElseChangedIsNotOverwritten();
    void aChangeWhoseAnswerWasLostIsRepeatedWithoutAComplaint();
    void aConditionThatIsNoneIsRefused_data();
    void aConditionThatIsNoneIsRefused();
    void aRetiringKeyCannotBeChanged();
    void aKeyThatIsNotOnThePlatformIsNotFound();
    void keysOutliveTheMemberWhoMadeThem();

private:
    HttpAnswer change(const QString &keyId, const QByteArray &json) const
    {
        return m_fixture->ask("PATCH", "/keys/" + keyId.toLatin1(), json);
    }
    HttpAnswer changeIf(const QByteArray &condition, const QByteArray &json) const
    {
        return m_fixture->ask("PATCH", "/keys/" + m_key.id.toLatin1(), json,
                              {{"If-Match", condition}});
    }
    /** As it stands in If-Match. */
    QByteArray revisionOfKey() const
    {
        return '"' + m_fixture->listed(m_key.id)[u"revision"_s].toString().toLatin1() + '"';
    }
    int auditRows() const { return m_fixture->data().run(u"SELECT COUNT(*) FROM audit"_s).toInt(); }

    std::unique_ptr<ServerFixture> m_fixture;
    MadeKey m_key;
};

namespace {

QString inSeconds(qint64 seconds)
{
    return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODateWithMs);
}

} // namespace

void ChangesTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
    m_key = m_fixture->makeKey("Zapier");
}

void ChangesTest::aKeyIsRenamed()
{
    QJsonObject expected = m_fixture->listed(m_key.id);
    expected[u"label"_s] = u"Café"_s;
    const HttpAnswer answer = change(m_key.id, R"({"label":"  Cafe\u0301  "})");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json()[u"revision"_s] != expected[u"revision"_s]);
    expected[u"revision"_s] = answer.json()[u"revision"_s];
    QCOMPARE(answer.json(), expected);
    QCOMPARE(m_fixture->listed(m_key.id), expected);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
    // The old label is free, the new one is not.
    QCOMPARE(m_fixture->post(R"({"label":"Zapier"})").status, 201);
    QCOMPARE(m_fixture->post(R"({"label":"CAFÉ"})").problem(), u"label-taken"_s);
}

void ChangesTest::aKeyKeepsItsOwnLabelInAnotherCase()
{
    QCOMPARE(change(m_key.id, R"({"label":"ZAPIER"})").status, 200);
    QCOMPARE(m_fixture->listed(m_key.id)[u"label"_s].toString(), u"ZAPIER"_s);
    const int rows = auditRows();
    QCOMPARE(change(m_key.id, R"({"label":"ZAPIER"})").status, 200);
    QCOMPARE(auditRows(), rows);
}

void ChangesTest::aTakenLabelIsRefused()
{
    m_fixture->makeKey("Straße");
    const HttpAnswer answer = change(m_key.id, R"({"label":"STRASSE"})");
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.problem(), u"label-taken"_s);
    QCOMPARE(m_fixture->listed(m_key.id)[u"label"_s].toString(), u"Zapier"_s);
}

void ChangesTest::anInvalidLabelIsRefusedWithItsReason_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty") << QByteArray("  ") << u"empty"_s;
    QTest::newRow("too long") << QByteArray(101, 'a') << u"too-long"_s;
    QTest::newRow("a tab") << QByteArray(R"(a\tb)") << u"control-character"_s;
    QTest::newRow("NUL") << QByteArray(R"(a\u0000b)") << u"control-character"_s;
    QTest::newRow("reordering") << QByteArray(R"(a\u202eb)") << u"bidirectional-override"_s;
    QTest::newRow("half a pair") << QByteArray(R"(a\ud800)") << u"not-unicode"_s;
}

void ChangesTest::anInvalidLabelIsRefusedWithItsReason()
{
    QFETCH(QByteArray, label);
    QFETCH(QString, reason);
    const HttpAnswer answer = change(m_key.id, "{\"label\":\"" + label + "\"}");
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.problem(), u"label-invalid"_s);
    QCOMPARE(answer.json()[u"reason"_s].toString(), reason);
    QCOMPARE(m_fixture->listed(m_key.id)[u"label"_s].toString(), u"Zapier"_s);
}

void ChangesTest::aPausedKeyIsRefusedAtOnceUntilItIsResumed()
{
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
    const HttpAnswer paused = change(m_key.id, R"({"state":"paused"})");
    QCOMPARE(paused.status, 200);
    QCOMPARE(paused.json()[u"state"_s].toString(), u"paused"_s);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 401);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
    const HttpAnswer resumed = change(m_key.id, R"({"state":"active"})");
    QCOMPARE(resumed.json()[u"state"_s].toString(), u"active"_s);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
}

void ChangesTest::anExpiryIsSetAndCleared()
{
    const HttpAnswer set = change(m_key.id, R"({"expiresAt":"2999-12-31T23:59:59+01:00"})");
    QCOMPARE(set.status, 200);
    QCOMPARE(set.json()[u"expiresAt"_s].toString(), u"2999-12-31T22:59:59.000Z"_s);
    // What is not named stays.
    const HttpAnswer renamed = change(m_key.id, R"({"label":"Other"})");
    QCOMPARE(renamed.json()[u"expiresAt"_s], set.json()[u"expiresAt"_s]);
    const HttpAnswer cleared = change(m_key.id, R"({"expiresAt":null})");
    QCOMPARE(cleared.status, 200);
    QVERIFY(cleared.json()[u"expiresAt"_s].isNull());
    QVERIFY(m_fixture->listed(m_key.id)[u"expiresAt"_s].isNull());
}

void ChangesTest::anExpiryInThePastIsRefused()
{
    for (const QString &time : {inSeconds(-1), u"tomorrow"_s, u"9999-12-31T23:59:59-05:00"_s}) {
        const HttpAnswer answer = change(m_key.id, "{\"expiresAt\":\"" + time.toLatin1() + "\"}");
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.problem(), u"expiry-invalid"_s);
    }
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
}

void ChangesTest::anExpiredKeyIsRefusedAndStaysInTheList()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch() - 1000;
    m_fixture->data().run(u"UPDATE api_keys SET expires_at = ? WHERE id = ?"_s, {before, m_key.id});
    QCOMPARE(m_fixture->verify(m_key.secret).status, 401);
    QCOMPARE(m_fixture->listed(m_key.id)[u"state"_s].toString(), u"active"_s);
    // Its label can be changed, and a later expiry brings it back.
    QCOMPARE(change(m_key.id, R"({"label":"Over"})").status, 200);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 401);
    QCOMPARE(change(m_key.id, "{\"expiresAt\":\"" + inSeconds(600).toLatin1() + "\"}").status, 200);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
}

void ChangesTest::whatIsNoChangeIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {R"({"label":5})", R"({"label":null})", R"({"label":["a"]})", R"({"expiresAt":5})",
          R"({"expiresAt":true})", R"({"state":5})", R"({"state":null})", R"({"state":"retiring"})",
          R"({"state":"Paused"})", R"({"hint":"x"})", R"({"label":"New","secret":"x"})", "[]",
          "null", "{", "label=New"})
        QTest::newRow(json) << QByteArray(json);
}

void ChangesTest::whatIsNoChangeIsRefused()
{
    QFETCH(QByteArray, json);
    const QJsonObject before = m_fixture->listed(m_key.id);
    const HttpAnswer answer = change(m_key.id, json);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.problem(), u"request-malformed"_s);
    QCOMPARE(m_fixture->listed(m_key.id), before);
}

void ChangesTest::nothingIsChangedByNothing()
{
    const QJsonObject before = m_fixture->listed(m_key.id);
    const int rows = auditRows();
    const HttpAnswer answer = change(m_key.id, "{}");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json(), before);
    QCOMPARE(auditRows(), rows);
    QCOMPARE(m_fixture->ask("PATCH", "/keys/" + m_key.id.toLatin1()).status, 415);
}

void ChangesTest::allOfAChangeIsMadeOrNothing()
{
    m_fixture->makeKey("Taken");
    QCOMPARE(change(m_key.id, R"({"state":"paused","label":"taken"})").status, 409);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
    const HttpAnswer all =
        change(m_key.id, R"({"state":"paused","label":"Free","expiresAt":"2999-01-01T00:00:00Z"})");
    QCOMPARE(all.json()[u"state"_s].toString(), u"paused"_s);
    QCOMPARE(all.json()[u"label"_s].toString(), u"Free"_s);
    QVERIFY(!all.json()[u"expiresAt"_s].isNull());
}

void ChangesTest::whatSomebodyElseChangedIsNotOverwritten()
{
    const QByteArray seen = revisionOfKey();
    QCOMPARE(change(m_key.id, R"({"label":"HR of Ada"})").status, 200);
    const int rows = auditRows();
    const HttpAnswer refused = changeIf(seen, R"({"label":"Mine"})");
    QCOMPARE(refused.status, 412);
    QCOMPARE(refused.problem(), u"key-changed"_s);
    QCOMPARE(changeIf("W/" + revisionOfKey(), R"({"label":"Mine"})").status, 412);
    QCOMPARE(m_fixture->listed(m_key.id)[u"label"_s].toString(), u"HR of Ada"_s);
    QCOMPARE(auditRows(), rows);
    const HttpAnswer done = changeIf(seen + " , " + revisionOfKey(), R"({"label":"Mine"})");
    QCOMPARE(done.status, 200);
    QCOMPARE(done.json()[u"revision"_s], m_fixture->listed(m_key.id)[u"revision"_s]);
    QVERIFY(revisionOfKey() != seen);
    QCOMPARE(changeIf("*", R"({"label":"Anyhow"})").status, 200);
}

void ChangesTest::aChangeWhoseAnswerWasLostIsRepeatedWithoutAComplaint()
{
    const QByteArray seen = revisionOfKey();
    QCOMPARE(changeIf(seen, R"({"label":"New"})").status, 200);
    const int rows = auditRows();
    QCOMPARE(changeIf(seen, R"({"label":"New"})").status, 200);
    QCOMPARE(auditRows(), rows);
}

void ChangesTest::aConditionThatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("condition");
    for (const char *condition :
         {"", "plain", "\"open", "\"a\" \"b\"", "\"a\"; \"b\"", "\"\x01\"", "\"a\", *"})
        QTest::newRow(condition) << QByteArray(condition);
}

void ChangesTest::aConditionThatIsNoneIsRefused()
{
    QFETCH(QByteArray, condition);
    const QJsonObject before = m_fixture->listed(m_key.id);
    QCOMPARE(changeIf(condition, R"({"label":"New"})").status, 400);
    QCOMPARE(m_fixture->listed(m_key.id), before);
}

void ChangesTest::aRetiringKeyCannotBeChanged()
{
    QCOMPARE(m_fixture
                 ->ask("POST", "/keys/" + m_key.id.toLatin1() + "/replacement",
                       R"({"overlapSeconds":600})", {newIdempotencyKey()})
                 .status,
             201);
    for (const char *json :
         {R"({"label":"New"})", R"({"state":"active"})", R"({"expiresAt":null})", "{}"}) {
        const HttpAnswer answer = change(m_key.id, json);
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.problem(), u"key-state-conflict"_s);
    }
    QCOMPARE(m_fixture->ask("DELETE", "/keys/" + m_key.id.toLatin1()).status, 204);
}

void ChangesTest::aKeyThatIsNotOnThePlatformIsNotFound()
{
    QCOMPARE(change(u"ffffffffffffffffffffffff"_s, "{}").status, 404);
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    const QString member = m_fixture->data().addMember(u"Admin"_s);
    m_fixture->data().setRole(other, member, u"owner"_s);
    const HttpAnswer answer = m_fixture->http().send(
        {.method = "PATCH",
         .path = "/admin/v1/platforms/" + other.toLatin1() + "/keys/" + m_key.id.toLatin1(),
         .headers = {{"Authorization", "Bearer " + m_fixture->data().addToken(member)},
                     {"Content-Type", "application/json"}},
         .body = R"({"state":"paused"})"});
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.problem(), u"not-found"_s);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
}

void ChangesTest::keysOutliveTheMemberWhoMadeThem()
{
    const QString admin = m_fixture->data().addMember(u"Ada"_s);
    m_fixture->data().setRole(m_fixture->platformId(), admin, u"admin"_s);
    const QByteArray token = "Bearer " + m_fixture->data().addToken(admin);
    const QJsonObject made =
        m_fixture->http()
            .send(createRequest(m_fixture->platformId(), {"Authorization", token},
                                newIdempotencyKey(), R"({"label":"Ada's"})"))
            .json();
    m_fixture->data().run(u"DELETE FROM memberships WHERE member_id = ?"_s, {admin});
    QCOMPARE(m_fixture->verify(made[u"secret"_s].toString()).status, 204);
    const QString id = made[u"key"_s][u"id"_s].toString();
    QCOMPARE(m_fixture->listed(id)[u"createdBy"_s][u"name"_s].toString(), u"Ada"_s);
    QCOMPARE(change(id, R"({"label":"Nobody's"})").status, 200);
}

QTEST_GUILESS_MAIN(ChangesTest)
#include "ChangesTest.moc"
