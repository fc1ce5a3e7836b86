// SPDX-License-Identifier: Apache-2.0
// Who has been put off a platform learns nothing about its keys, and nothing wrong.
#include "support/Await.h"
#include "support/ServerFixture.h"

#include "client/KeysClient.h"
#include "client/RestClient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::MadeKey;
using keydesk::testing::ServerFixture;

class FormerMemberTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKeyThatStillWorksIsNotSaidToBeGone();
    void ofManyKeysNoneIsSaidToBeGone();

private:
    ServerFixture m_server;
    RestClient m_rest;
    KeysClient m_keys{m_rest};
    MadeKey m_key;
};

void FormerMemberTest::initTestCase()
{
    QVERIFY(m_server.start());
    m_key = m_server.makeKey("HR sync");
    const QString member = m_server.data().addMember(u"Former"_s);
    m_rest.setBackend(m_server.server().baseUrl(), AccessToken(m_server.data().addToken(member)));
}

void FormerMemberTest::aKeyThatStillWorksIsNotSaidToBeGone()
{
    const auto outcome = await(m_keys.revoke(m_server.platformId(), m_key.id));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ProblemCode::NotFound);
    QCOMPARE(m_server.verify(m_key.secret).status, 204);
}

void FormerMemberTest::ofManyKeysNoneIsSaidToBeGone()
{
    const auto outcomes = await(m_keys.revokeAll(m_server.platformId(), {m_key.id}));
    QVERIFY(!outcomes);
    QCOMPARE(outcomes.error().code, ProblemCode::NotFound);
    QCOMPARE(m_server.verify(m_key.secret).status, 204);
}

QTEST_GUILESS_MAIN(FormerMemberTest)
#include "FormerMemberTest.moc"
