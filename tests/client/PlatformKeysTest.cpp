// SPDX-License-Identifier: Apache-2.0
// The list of a platform's keys as the client knows it: from before, from the backend, from others.
#include "ClientRun.h"
#include "FakeKeychain.h"
#include "support/FaultProxy.h"
#include "support/ServerFixture.h"

#include "client/PlatformKeys.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::ClientRun;
using keydesk::testing::FakeKeychain;
using keydesk::testing::FaultProxy;
using keydesk::testing::ServerFixture;

class PlatformKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatWasKnownIsThereUntilTheBackendAnswers();
    void aKeyThatIsAddedElsewhereAppears();
    void aKeyThatIsRevokedElsewhereGoes();
    void whatThisApplicationDidIsNotToldAgain();
    void aRevokedKeyDoesNotComeBackWithAListThatWasOnItsWay();
    void aListThatComesWhenTheConnectionHasBrokenIsNotCurrent();
    void whatHappenedWhileItWasAwayIsThereWhenItIsBack();
    void aRefusedPlatformLeavesNothingInTheCache();

private:
    std::unique_ptr<PlatformKeys> keys();
    QStringList labels(const PlatformKeys &keys) const;
    void revokeElsewhere(const QString &keyId);

    std::unique_ptr<ServerFixture> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeKeychain m_keychain;
    std::unique_ptr<ClientRun> m_run;
};

void PlatformKeysTest::init()
{
    m_server = std::make_unique<ServerFixture>();
    QVERIFY(m_server->start());
    m_proxy = std::make_unique<FaultProxy>(m_server->server().baseUrl());
    m_folder = std::make_unique<QTemporaryDir>();
    m_run = std::make_unique<ClientRun>(m_folder->path(), m_keychain);
    m_run->reach(m_proxy->url(), m_server->server().ownerToken());
    QTRY_COMPARE(m_run->connections.local().state(), Connection::State::Online);
}

void PlatformKeysTest::cleanup()
{
    m_run.reset();
    m_proxy.reset();
    m_server.reset();
}

std::unique_ptr<PlatformKeys> PlatformKeysTest::keys()
{
    auto keys = std::make_unique<PlatformKeys>(m_run->connections.local(), m_server->platformId());
    keys->start();
    return keys;
}

QStringList PlatformKeysTest::labels(const PlatformKeys &keys) const
{
    QStringList labels;
    for (const ApiKey &key : keys.list().keys)
        labels.append(key.label);
    return labels;
}

void PlatformKeysTest::revokeElsewhere(const QString &keyId)
{
    QCOMPARE(m_server->ask("DELETE", "/keys/" + keyId.toLatin1()).status, 204);
}

void PlatformKeysTest::whatWasKnownIsThereUntilTheBackendAnswers()
{
    m_server->makeKey("HR sync");
    auto first = keys();
    QTRY_VERIFY(first->isCurrent());
    const QDateTime asOf = first->asOf();
    first.reset();
    m_run = std::make_unique<ClientRun>(m_folder->path(), m_keychain);
    m_run->connections.local().expect(); // the backend is being started
    const auto next = keys();
    QTRY_COMPARE(labels(*next), QStringList{u"HR sync"_s});
    QVERIFY(!next->isCurrent());
    QVERIFY(qAbs(next->asOf().msecsTo(asOf)) < 1000);
    m_run->reach(m_proxy->url(), m_server->server().ownerToken());
    QTRY_VERIFY(next->isCurrent());
}

void PlatformKeysTest::aKeyThatIsAddedElsewhereAppears()
{
    const auto known = keys();
    QTRY_VERIFY(known->isCurrent());
    QSignalSpy heard(known.get(), &PlatformKeys::heard);
    m_server->makeKey("HR sync");
    QTRY_COMPARE(heard.size(), 1);
    QCOMPARE(heard[0][0].value<PlatformKeys::Change>(), PlatformKeys::Change::Created);
    QCOMPARE(labels(*known), QStringList{u"HR sync"_s});
    QCOMPARE(known->list().used, 1);
}

void PlatformKeysTest::aKeyThatIsRevokedElsewhereGoes()
{
    const auto key = m_server->makeKey("HR sync");
    const auto known = keys();
    QTRY_COMPARE(labels(*known).size(), 1);
    QSignalSpy heard(known.get(), &PlatformKeys::heard);
    QTRY_VERIFY(m_proxy->hasListener()); // what was before is in the list
    revokeElsewhere(key.id);
    QTRY_COMPARE(heard.size(), 1);
    QVERIFY(known->list().keys.isEmpty());
}

void PlatformKeysTest::whatThisApplicationDidIsNotToldAgain()
{
    const auto key = m_server->makeKey("HR sync");
    const auto known = keys();
    QTRY_COMPARE(labels(*known).size(), 1);
    QSignalSpy heard(known.get(), &PlatformKeys::heard);
    QTest::qWait(200);
    known->remove({key.id}); // as after the answer to its own request
    revokeElsewhere(key.id);
    m_server->makeKey("Payroll");
    QTRY_COMPARE(labels(*known), QStringList{u"Payroll"_s});
    QCOMPARE(heard.size(), 1);
}

void PlatformKeysTest::aRevokedKeyDoesNotComeBackWithAListThatWasOnItsWay()
{
    const auto key = m_server->makeKey("HR sync");
    const auto known = keys();
    QTRY_COMPARE(labels(*known).size(), 1);
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer);
    known->reload();
    const int before = m_proxy->forwarded();
    QTRY_VERIFY(m_proxy->forwarded() > before || before > 0);
    QTest::qWait(100); // the old list is held
    known->remove({key.id});
    m_proxy->release();
    QSignalSpy changed(known.get(), &PlatformKeys::changed);
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(known->list().keys.isEmpty());
}

void PlatformKeysTest::aListThatComesWhenTheConnectionHasBrokenIsNotCurrent()
{
    m_server->makeKey("HR sync");
    const auto known = keys();
    QTRY_COMPARE(labels(*known).size(), 1);
    QTRY_VERIFY(m_proxy->hasListener());
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer);
    known->reload();
    QTest::qWait(100); // the list is held
    m_run->connections.local().noteFailure({.code = ProblemCode::ServerUnreachable});
    QVERIFY(!known->isCurrent());
    std::optional<bool> isCurrent; // with the list; the connection may be back soon after
    connect(known.get(), &PlatformKeys::changed, this, [&isCurrent, &known] {
        if (!isCurrent)
            isCurrent = known->isCurrent();
    });
    m_proxy->release();
    QTRY_VERIFY(isCurrent.has_value());
    QVERIFY(!*isCurrent);
    QTRY_VERIFY(known->isCurrent());
}

void PlatformKeysTest::whatHappenedWhileItWasAwayIsThereWhenItIsBack()
{
    const auto key = m_server->makeKey("HR sync");
    const auto known = keys();
    QTRY_COMPARE(labels(*known).size(), 1);
    QSignalSpy failed(known.get(), &PlatformKeys::failed);
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    m_proxy->cut();
    QTRY_VERIFY(!failed.isEmpty());
    QVERIFY(!known->isCurrent());
    QCOMPARE(labels(*known).size(), 1);
    revokeElsewhere(key.id);
    m_server->makeKey("Payroll");
    m_proxy->setFault(FaultProxy::Fault::None);
    m_run->connections.tryNow();
    QTRY_COMPARE(labels(*known), QStringList{u"Payroll"_s});
    QTRY_VERIFY(known->isCurrent());
}

void PlatformKeysTest::aRefusedPlatformLeavesNothingInTheCache()
{
    m_server->makeKey("HR sync");
    const auto known = keys();
    QTRY_COMPARE(labels(*known).size(), 1);
    QSignalSpy failed(known.get(), &PlatformKeys::failed);
    m_server->data().run(u"UPDATE memberships SET role = 'author'"_s);
    known->reload();
    QTRY_VERIFY(!failed.isEmpty());
    QCOMPARE(failed[0][0].value<Problem>().code, ProblemCode::RoleRequired);
    QVERIFY(known->list().keys.isEmpty());
    bool isEmpty = false;
    m_run->cache.keys(QString(Connection::localId), m_server->platformId())
        .then(this, [&isEmpty](const Result<std::optional<CachedKeys>> &kept) {
            isEmpty = kept && !*kept;
        });
    QTRY_VERIFY(isEmpty);
}

QTEST_GUILESS_MAIN(PlatformKeysTest)
#include "PlatformKeysTest.moc"
