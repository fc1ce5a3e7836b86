// SPDX-License-Identifier: Apache-2.0
#include "support/Await.h"

#include "client/KeysClient.h"
#include "client/LocalServer.h"
#include "client/PlatformsClient.h"
#include "client/RestClient.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;

namespace {

KeyLabel label(const QString &text)
{
    return KeyLabel::parse(text).value();
}

} // namespace

/** The client against the real server, over HTTP, on a database of its own for each test. */
class KeysClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aNewPlatformHasNoKeys();
    void aKeyIsCreatedListedAndRevoked();
    void askingAgainGivesTheSameKeyAndSecret();
    void aLabelIsTakenWhateverItsCase();
    void theTwentySixthKeyIsRefused();
    void anAcknowledgedKeyIsNeverGivenAgain();
    void whatIsAcknowledgedTwiceIsDone();
    void aKeyGetsItsNewLabel();
    void theSameNewLabelTwiceIsTheSameKey();
    void whatSomebodyElseRenamedIsNotRenamedAgainUnseen();
    void aLabelOfAnotherKeyIsRefused();
    void manyAreRevokedAtOnce();
    void amongManyThoseThatWereGoneAreTold();
    void aKeyThatIsGoneCanNeitherBeAcknowledgedNorRenamed();
    void aKeyThatIsGoneCountsAsRevoked();
    void aWrongTokenIsToldApart();
    void aPlatformOfOthersIsNotThere();

private:
    Result<CreatedKey> create(const QString &text,
                              const IdempotencyKey &key = IdempotencyKey::generate())
    {
        return await(m_keys->create(m_platform.id, label(text), key));
    }
    Result<Done> acknowledge(const QString &keyId)
    {
        return await(m_keys->acknowledge(m_platform.id, keyId));
    }
    Result<ApiKey> rename(const QString &keyId, const QString &text, const QString &revision = {})
    {
        return await(m_keys->rename(m_platform.id, keyId, revision, label(text)));
    }
    Result<QList<RevocationOutcome>> revokeAll(const QStringList &keyIds)
    {
        return await(m_keys->revokeAll(m_platform.id, keyIds));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalServer> m_server;
    std::unique_ptr<RestClient> m_rest;
    std::unique_ptr<KeysClient> m_keys;
    Platform m_platform;
};

void KeysClientTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<LocalServer>(QStringLiteral(KEYDESK_SERVER),
                                             m_folder->filePath(u"keydesk.db"_s));
    m_rest = std::make_unique<RestClient>();
    m_keys = std::make_unique<KeysClient>(*m_rest);
    QSignalSpy ready(m_server.get(), &LocalServer::ready);
    connect(m_server.get(), &LocalServer::ready, m_rest.get(), &RestClient::setBackend);
    m_server->start();
    QVERIFY(ready.wait(20'000));
    const auto platforms = await(PlatformsClient(*m_rest).list());
    QVERIFY(platforms);
    QCOMPARE(platforms->size(), 1);
    m_platform = platforms->first();
    QCOMPARE(m_platform.role, Role::Owner);
}

void KeysClientTest::cleanup()
{
    m_server.reset();
}

void KeysClientTest::aNewPlatformHasNoKeys()
{
    const auto list = await(m_keys->list(m_platform.id));
    QVERIFY(list);
    QVERIFY(list->keys.isEmpty());
    QCOMPARE(list->used, 0);
    QCOMPARE(list->limit, keyLimit);
}

void KeysClientTest::aKeyIsCreatedListedAndRevoked()
{
    const auto created = create(u"HR sync"_s);
    QVERIFY(created);
    QCOMPARE(created->key.label, u"HR sync"_s);
    QCOMPARE(created->key.hint, created->secret->hint());
    QVERIFY(!created->key.lastUsedAt);

    const auto list = await(m_keys->list(m_platform.id));
    QCOMPARE(list->keys, QList{created->key});

    const auto revoked = await(m_keys->revoke(m_platform.id, created->key.id));
    QVERIFY(revoked);
    QCOMPARE(*revoked, Revocation::Revoked);
    QVERIFY(await(m_keys->list(m_platform.id))->keys.isEmpty());
}

void KeysClientTest::askingAgainGivesTheSameKeyAndSecret()
{
    const auto intention = IdempotencyKey::generate();
    const auto first = create(u"HR sync"_s, intention);
    const auto again = create(u"HR sync"_s, intention);
    QVERIFY(first && again);
    QCOMPARE(again->key.id, first->key.id);
    QCOMPARE(again->secret->sha256(), first->secret->sha256());
    QCOMPARE(await(m_keys->list(m_platform.id))->used, 1);
}

void KeysClientTest::aLabelIsTakenWhateverItsCase()
{
    QVERIFY(create(u"HR sync"_s));
    const auto second = create(u"hr SYNC"_s);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ProblemCode::LabelTaken);
}

void KeysClientTest::theTwentySixthKeyIsRefused()
{
    for (int i = 1; i <= keyLimit; ++i)
        QVERIFY(create(u"Integration %1"_s.arg(i)));
    const auto tooMany = create(u"One more"_s);
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().code, ProblemCode::KeyLimitReached);
    QCOMPARE(await(m_keys->list(m_platform.id))->used, keyLimit);
}

void KeysClientTest::anAcknowledgedKeyIsNeverGivenAgain()
{
    const auto intention = IdempotencyKey::generate();
    const auto created = create(u"HR sync"_s, intention);
    QVERIFY(acknowledge(created->key.id));
    const auto again = create(u"HR sync"_s, intention);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ProblemCode::AlreadyAcknowledged);
}

void KeysClientTest::whatIsAcknowledgedTwiceIsDone()
{
    const auto created = create(u"HR sync"_s);
    QVERIFY(acknowledge(created->key.id));
    QVERIFY(acknowledge(created->key.id));
}

void KeysClientTest::aKeyGetsItsNewLabel()
{
    const auto created = create(u"HR sync"_s);
    const auto renamed = rename(created->key.id, u"Payroll"_s);
    QVERIFY(renamed);
    ApiKey expected = created->key;
    expected.label = u"Payroll"_s;
    QVERIFY(renamed->revision != expected.revision);
    expected.revision = renamed->revision;
    QCOMPARE(*renamed, expected);
    QCOMPARE(await(m_keys->list(m_platform.id))->keys, QList{expected});
}

void KeysClientTest::theSameNewLabelTwiceIsTheSameKey()
{
    const auto created = create(u"HR sync"_s);
    const auto renamed = rename(created->key.id, u"Payroll"_s);
    const auto again = rename(created->key.id, u"Payroll"_s);
    QVERIFY(renamed && again);
    QCOMPARE(*again, *renamed);
}

void KeysClientTest::whatSomebodyElseRenamedIsNotRenamedAgainUnseen()
{
    const auto seen = create(u"HR sync"_s)->key;
    const auto elsewhere = rename(seen.id, u"Payroll"_s);
    const auto renamed = rename(seen.id, u"HR"_s, seen.revision);
    QVERIFY(!renamed);
    QCOMPARE(renamed.error().code, ProblemCode::KeyChanged);
    QCOMPARE(await(m_keys->list(m_platform.id))->keys, QList{*elsewhere});
    QCOMPARE(rename(seen.id, u"HR"_s, elsewhere->revision)->label, u"HR"_s);
    QCOMPARE(rename(seen.id, u"HR"_s, elsewhere->revision)->label, u"HR"_s); // its answer was lost
}

void KeysClientTest::aLabelOfAnotherKeyIsRefused()
{
    QVERIFY(create(u"Payroll"_s));
    const auto created = create(u"HR sync"_s);
    const auto renamed = rename(created->key.id, u"PAYROLL"_s);
    QVERIFY(!renamed);
    QCOMPARE(renamed.error().code, ProblemCode::LabelTaken);
}

void KeysClientTest::manyAreRevokedAtOnce()
{
    const QString first = create(u"HR sync"_s)->key.id;
    const QString second = create(u"Payroll"_s)->key.id;
    const auto kept = create(u"Kept"_s);
    const auto outcomes = revokeAll({second, first});
    QVERIFY(outcomes);
    QCOMPARE(*outcomes, (QList<RevocationOutcome>{{second, Revocation::Revoked},
                                                  {first, Revocation::Revoked}}));
    QCOMPARE(await(m_keys->list(m_platform.id))->keys, QList{kept->key});
}

void KeysClientTest::amongManyThoseThatWereGoneAreTold()
{
    const QString gone = create(u"HR sync"_s)->key.id;
    const QString there = create(u"Payroll"_s)->key.id;
    QVERIFY(await(m_keys->revoke(m_platform.id, gone)));
    const auto outcomes = revokeAll({gone, there});
    QVERIFY(outcomes);
    QCOMPARE(*outcomes,
             (QList<RevocationOutcome>{{gone, Revocation::WasGone}, {there, Revocation::Revoked}}));
}

void KeysClientTest::aKeyThatIsGoneCanNeitherBeAcknowledgedNorRenamed()
{
    const auto created = create(u"HR sync"_s);
    QVERIFY(await(m_keys->revoke(m_platform.id, created->key.id)));
    QCOMPARE(acknowledge(created->key.id).error().code, ProblemCode::NotFound);
    QCOMPARE(rename(created->key.id, u"Payroll"_s).error().code, ProblemCode::NotFound);
}

void KeysClientTest::aKeyThatIsGoneCountsAsRevoked()
{
    const auto created = create(u"HR sync"_s);
    QVERIFY(await(m_keys->revoke(m_platform.id, created->key.id)));
    QCOMPARE(await(m_keys->revoke(m_platform.id, created->key.id)).value(), Revocation::WasGone);
}

void KeysClientTest::aWrongTokenIsToldApart()
{
    m_rest->setBackend(m_rest->baseUrl(), AccessToken("wrong"));
    QCOMPARE(await(m_keys->list(m_platform.id)).error().code, ProblemCode::TokenInvalid);
}

void KeysClientTest::aPlatformOfOthersIsNotThere()
{
    const auto list = await(m_keys->list(u"ffffffffffffffffffffffff"_s));
    QCOMPARE(list.error().code, ProblemCode::NotFound);
}

QTEST_GUILESS_MAIN(KeysClientTest)
#include "KeysClientTest.moc"
