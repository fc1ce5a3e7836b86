// SPDX-License-Identifier: Apache-2.0
#include "keys/ApiKey.h"
#include "keys/Platform.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;

namespace {

ApiKey usedKey()
{
    ApiKey key;
    key.id = u"5f2b8c1e9a4d7063b1c0e8fa"_s;
    key.label = u"HR sync"_s;
    key.hint = u"kdk_\u2026Qx7a"_s;
    key.createdAt = QDateTime({2026, 3, 12}, {9, 30}, Qt::UTC);
    key.createdBy = {u"0f2b8c1e9a4d7063b1c0e8fb"_s, u"N. Haddad"_s};
    key.lastUsedAt = QDateTime({2026, 11, 23}, {17, 55, 0, 123}, Qt::UTC);
    key.lastUsedFrom = u"203.0.113.7"_s;
    key.lastUsedVia = SentVia::Query;
    key.callsLast24h = 1284;
    key.expiresAt = QDateTime({2027, 1, 1}, {0, 0}, Qt::UTC);
    key.state = KeyState::Paused;
    key.revision = revisionOf(key);
    return key;
}

} // namespace

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysSurviveTheWire();
    void aRevisionChangesWithWhatCanBeChangedAndWithNothingElse();
    void aBackendThatTellsNoRevisionIsUnderstood();
    void timesAreRfc3339InUtc();
    void anAnswerWithAWrongFieldIsRefusedByName_data();
    void anAnswerWithAWrongFieldIsRefusedByName();
    void platformsSurviveTheWire();
    void platformsWithWrongFieldsAreRefused();
    void onlyOwnersAndAdministratorsManageKeys();
    void problemsKeepTheirSlugs();
};

void JsonTest::keysSurviveTheWire()
{
    const ApiKey used = usedKey();
    QCOMPARE(apiKeyFromJson(toJson(used)).value(), used);

    ApiKey unused = used;
    unused.lastUsedAt.reset();
    unused.lastUsedFrom.reset();
    unused.lastUsedVia.reset();
    unused.expiresAt.reset();
    QVERIFY(toJson(unused).value(u"lastUsedAt").isNull());
    QCOMPARE(apiKeyFromJson(toJson(unused)).value(), unused);
}

void JsonTest::aRevisionChangesWithWhatCanBeChangedAndWithNothingElse()
{
    const ApiKey before = usedKey();
    ApiKey used = before;
    used.callsLast24h += 1;
    used.lastUsedAt = used.lastUsedAt->addSecs(1);
    QCOMPARE(revisionOf(used), before.revision);
    ApiKey renamed = before;
    renamed.label = u"HR sync 2"_s;
    ApiKey resumed = before;
    resumed.state = KeyState::Active;
    ApiKey prolonged = before;
    prolonged.expiresAt = prolonged.expiresAt->addMSecs(1);
    ApiKey endless = before;
    endless.expiresAt.reset();
    const QSet revisions{before.revision, revisionOf(renamed), revisionOf(resumed),
                         revisionOf(prolonged), revisionOf(endless)};
    QCOMPARE(revisions.size(), 5);
}

void JsonTest::aBackendThatTellsNoRevisionIsUnderstood()
{
    QJsonObject object = toJson(usedKey());
    object.remove(u"revision");
    QCOMPARE(apiKeyFromJson(object).value().revision, QString());
}

void JsonTest::timesAreRfc3339InUtc()
{
    const QDateTime paris({2026, 11, 23}, {18, 55}, Qt::OffsetFromUTC, 3600);
    QCOMPARE(rfc3339(paris), u"2026-11-23T17:55:00.000Z"_s);
}

void JsonTest::anAnswerWithAWrongFieldIsRefusedByName_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");

    const auto row = [](const char *field, const QJsonValue &value) {
        QTest::addRow("%s %d", field, static_cast<int>(value.type()))
            << QString::fromLatin1(field) << value;
    };
    row("id", 1);
    row("label", {});
    row("hint", QJsonArray());
    row("createdAt", u"yesterday"_s);
    row("createdBy", u"N. Haddad"_s);
    row("lastUsedAt", 5);
    row("lastUsedFrom", 5);
    row("lastUsedVia", u"pigeon"_s);
    row("callsLast24h", u"many"_s);
    row("expiresAt", u""_s);
    row("state", u"dead"_s);
    row("revision", 5);
    row("revision", u"a\r\nX-Other: b"_s);
}

void JsonTest::anAnswerWithAWrongFieldIsRefusedByName()
{
    QFETCH(const QString, field);
    QFETCH(const QJsonValue, value);
    QJsonObject object = toJson(usedKey());
    object.insert(field, value);
    const auto key = apiKeyFromJson(object);
    QVERIFY(!key);
    QCOMPARE(key.error().code, ProblemCode::AnswerNotUnderstood);
    QVERIFY2(key.error().detail.contains(field), qPrintable(key.error().detail));
}

void JsonTest::platformsSurviveTheWire()
{
    const Platform platform{u"5f2b8c1e9a4d7063b1c0e8fa"_s, u"Acme Academy"_s, Role::Admin};
    QCOMPARE(platformFromJson(toJson(platform)).value(), platform);
}

void JsonTest::platformsWithWrongFieldsAreRefused()
{
    const Platform platform{u"5f2b8c1e9a4d7063b1c0e8fa"_s, u"Acme Academy"_s, Role::Admin};
    for (const QString &field : {u"id"_s, u"name"_s, u"role"_s}) {
        QJsonObject object = toJson(platform);
        object.insert(field, 7);
        const auto parsed = platformFromJson(object);
        QVERIFY(!parsed);
        QVERIFY(parsed.error().detail.contains(field));
    }
    QVERIFY(!isPlatformId(u"5F2B8C1E9A4D7063B1C0E8FA"));
    QVERIFY(!isPlatformId(u"5f2b8c1e9a4d7063b1c0e8f"));
    QVERIFY(!isPlatformId(u"../b8c1e9a4d7063b1c0e8fa"));
}

void JsonTest::onlyOwnersAndAdministratorsManageKeys()
{
    QVERIFY(mayManageKeys(Role::Owner));
    QVERIFY(mayManageKeys(Role::Admin));
    QVERIFY(!mayManageKeys(Role::Author));
    QVERIFY(!mayManageKeys(Role::Learner));
    QVERIFY(!roleFromName(u"Owner"));
}

void JsonTest::problemsKeepTheirSlugs()
{
    QCOMPARE(problemSlug(ProblemCode::KeyLimitReached), QLatin1StringView("key-limit-reached"));
    QCOMPARE(problemFromSlug(u"label-taken"), ProblemCode::LabelTaken);
    QVERIFY(!problemFromSlug(u""));
    QVERIFY(problemSlug(ProblemCode::ServerSilent).isEmpty());
}

QTEST_APPLESS_MAIN(JsonTest)
#include "JsonTest.moc"
