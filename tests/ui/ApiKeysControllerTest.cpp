// SPDX-License-Identifier: Apache-2.0
#include "ApiKeysControllerFixture.h"
#include "UiTest.h"

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using keydesk::testing::ApiKeysControllerFixture;
using keydesk::testing::await;
using keydesk::testing::ClientRun;
using keydesk::testing::FaultProxy;
using keydesk::testing::TestCare;

/** The page with its controller against the real server, with a network that fails on demand. */
class ApiKeysControllerTest : public ApiKeysControllerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aLoadThatFailsSaysWhyAndTryAgainLoads();
    void whatWasLoadedStaysWhenALaterLoadFails();
    void aCreateThatFailsKeepsTheDialogAndItsText();
    void aLostAnswerIsAskedAgainAndMakesOneKey();
    void cancellingAfterALostAnswerLeavesNoKey();
    void cancellingDuringTheRequestLeavesNoKey();
    void aLabelThatSomebodyElseTookIsToldInTheDialog();
    void aMemberWhoMayNotManageKeysIsToldWhoCan();
    void closingTheKeyTellsTheBackendThatNobodyNeedsItAgain();
    void aChangedLabelAfterALostAnswerLeavesOneKey();
    void whatAnotherAdministratorDoesAppearsAndIsNamed();
    void whatOneHasDoneOneselfIsNoNews();
    void awayTheKnownKeysCanBeReadAndNotChanged();
    void aNewRunShowsTheKnownKeysBeforeTheBackendAnswers();
    void aRoleThatIsLostTakesTheKeysAwayAtOnce();
    void timesGrowOlderWithTheHeartbeatWhileSomebodyLooks();
};

void ApiKeysControllerTest::aLoadThatFailsSaysWhyAndTryAgainLoads()
{
    m_server->makeKey("HR sync");
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    open();
    QAbstractButton *retry = nullptr;
    QTRY_VERIFY([&] {
        for (auto *button : m_page->findChildren<QAbstractButton *>()) {
            if (button->text() == u"Try again"_s && button->isVisible())
                retry = button;
        }
        return retry != nullptr;
    }());
    m_proxy->setFault(FaultProxy::Fault::None);
    retry->click();
    QTRY_VERIFY(isLoaded(1));
}

void ApiKeysControllerTest::whatWasLoadedStaysWhenALaterLoadFails()
{
    m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    const int before = m_proxy->forwarded();
    m_controller->reload();
    QTest::qWait(300);
    QCOMPARE(m_proxy->forwarded(), before);
    QVERIFY(isLoaded(1));
}

void ApiKeysControllerTest::aCreateThatFailsKeepsTheDialogAndItsText()
{
    open();
    QTRY_VERIFY(isAddAllowed());
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    LabelDialog *asked = add(u"HR sync"_s);
    QVERIFY(asked->isBusy());
    QTRY_VERIFY(!asked->isBusy());
    QVERIFY(asked->isVisible());
    QCOMPARE(asked->text(), u"HR sync"_s);
    QCOMPARE(keysOnTheServer(), 0);
}

void ApiKeysControllerTest::aLostAnswerIsAskedAgainAndMakesOneKey()
{
    open();
    QTRY_VERIFY(isAddAllowed());
    m_proxy->setFault(FaultProxy::Fault::LoseAnswer);
    LabelDialog *asked = add(u"HR sync"_s);
    QTRY_VERIFY(!asked->isBusy());
    QCOMPARE(keysOnTheServer(), 1); // It was created, and nobody has seen it yet.
    m_proxy->setFault(FaultProxy::Fault::None);
    press(asked, u"Create"_s);
    QTRY_VERIFY(dialog<RevealDialog>());
    QCOMPARE(keysOnTheServer(), 1);
    press(dialog<RevealDialog>(), u"Show"_s);
    const QString shown = dialog<RevealDialog>()->findChild<QLineEdit *>()->text();
    QCOMPARE(m_server->verify(shown).status, 204);
    QCOMPARE(m_model->rowCount(), 1);
}

void ApiKeysControllerTest::cancellingAfterALostAnswerLeavesNoKey()
{
    open();
    QTRY_VERIFY(isAddAllowed());
    m_proxy->setFault(FaultProxy::Fault::LoseAnswer);
    LabelDialog *asked = add(u"HR sync"_s);
    QTRY_VERIFY(!asked->isBusy());
    m_proxy->setFault(FaultProxy::Fault::None);
    press(asked, u"Cancel"_s);
    QTRY_COMPARE_WITH_TIMEOUT(keysOnTheServer(), 0, 20000); // when the backend is back
    QTRY_VERIFY(shows(u"“HR sync” was not added."_s));
}

void ApiKeysControllerTest::cancellingDuringTheRequestLeavesNoKey()
{
    open();
    QTRY_VERIFY(isAddAllowed());
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer);
    LabelDialog *asked = add(u"HR sync"_s);
    QTRY_COMPARE(keysOnTheServer(), 1);
    press(asked, u"Cancel"_s);
    m_proxy->release();
    QTRY_COMPARE(keysOnTheServer(), 0);
    QTRY_VERIFY(m_bar->isVisible());
    QVERIFY(!dialog<RevealDialog>());
}

void ApiKeysControllerTest::aLabelThatSomebodyElseTookIsToldInTheDialog()
{
    open();
    QTRY_VERIFY(isAddAllowed());
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer); // the news of it as well
    m_server->makeKey("hr SYNC");
    LabelDialog *asked = add(u"HR sync"_s);
    m_proxy->release();
    QTRY_VERIFY(!asked->isBusy());
    QVERIFY(asked->isVisible());
    QCOMPARE(asked->text(), u"HR sync"_s);
    QTRY_VERIFY(isLoaded(1)); // What the other one did is shown behind it.
}

void ApiKeysControllerTest::aMemberWhoMayNotManageKeysIsToldWhoCan()
{
    m_server->makeKey("HR sync");
    open(Role::Author);
    QVERIFY(shows(u"owners and administrators"_s));
    const int before = m_proxy->forwarded();
    QTest::qWait(100);
    QCOMPARE(m_proxy->forwarded(), before);
    QCOMPARE(m_model->rowCount(), 0);
}

void ApiKeysControllerTest::closingTheKeyTellsTheBackendThatNobodyNeedsItAgain()
{
    open();
    QTRY_VERIFY(isAddAllowed());
    add(u"HR sync"_s);
    QTRY_VERIFY(dialog<RevealDialog>());
    const QString salts = u"SELECT COUNT(*) FROM api_keys WHERE salt IS NOT NULL"_s;
    QCOMPARE(m_server->data().run(salts).toInt(), 1);
    QTRY_COMPARE(m_keychain.entries.size(), 1);
    press(dialog<RevealDialog>(), u"Copy"_s);
    press(dialog<RevealDialog>(), u"Close"_s);
    QTRY_COMPARE(m_server->data().run(salts).toInt(), 0);
    QTRY_VERIFY(m_keychain.entries.isEmpty()); // The next start has nothing to offer.
}

void ApiKeysControllerTest::aChangedLabelAfterALostAnswerLeavesOneKey()
{
    open();
    QTRY_VERIFY(isAddAllowed());
    m_proxy->setFault(FaultProxy::Fault::LoseAnswer);
    LabelDialog *asked = add(u"HR sync"_s);
    QTRY_VERIFY(!asked->isBusy());
    QCOMPARE(keysOnTheServer(), 1);
    m_proxy->setFault(FaultProxy::Fault::None);
    asked->findChild<QLineEdit *>()->setText(u"Payroll"_s);
    press(asked, u"Create"_s);
    QTRY_VERIFY(dialog<RevealDialog>());
    QTRY_COMPARE_WITH_TIMEOUT(keysOnTheServer(), 1, 20000); // the first is nobody's
    QTRY_COMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->keys().first().label, u"Payroll"_s);
}

void ApiKeysControllerTest::whatAnotherAdministratorDoesAppearsAndIsNamed()
{
    open();
    QTRY_VERIFY(isAddAllowed());
    QTRY_VERIFY(m_proxy->hasListener());
    const auto label = KeyLabel::parse(u"Payroll"_s);
    const auto created =
        await(asAda().create(m_server->platformId(), *label, IdempotencyKey::generate()));
    QVERIFY(created);
    QTRY_COMPARE(m_model->rowCount(), 1);
    QTRY_VERIFY(shows(u"“Payroll” was added by ada just now."_s));
    const auto renamed = KeyLabel::parse(u"Pay"_s);
    QVERIFY(await(m_adasKeys.rename(m_server->platformId(), created->key.id, {}, *renamed)));
    QTRY_VERIFY(shows(u"“Pay” was changed by ada just now."_s));
    QCOMPARE(m_model->keys().first().label, u"Pay"_s);
    QVERIFY(await(m_adasKeys.revoke(m_server->platformId(), created->key.id)));
    QTRY_VERIFY(shows(u"“Pay” was revoked by ada just now."_s));
    QCOMPARE(m_model->rowCount(), 0);
}

void ApiKeysControllerTest::whatOneHasDoneOneselfIsNoNews()
{
    open();
    QTRY_VERIFY(isAddAllowed());
    const auto key = m_server->makeKey("Payroll");
    QTRY_COMPARE(m_model->rowCount(), 1);
    QVERIFY(!m_bar->isVisible());
    press(revoke(u"Payroll"_s), u"Yes, revoke"_s);
    QTRY_VERIFY(shows(u"“Payroll” is revoked."_s));
    QTest::qWait(300);
    QVERIFY(shows(u"“Payroll” is revoked."_s));
}

void ApiKeysControllerTest::awayTheKnownKeysCanBeReadAndNotChanged()
{
    const auto key = m_server->makeKey("Payroll");
    open();
    QTRY_VERIFY(isLoaded(1));
    QTRY_VERIFY(isAddAllowed());
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    m_proxy->cut();
    QTRY_VERIFY(shows(u"These keys are as they were just now."_s));
    QVERIFY(isLoaded(1));
    QVERIFY(!isAddAllowed());
    QVERIFY(!m_page->table()->revokeButton(key.id)->isEnabled());
    m_server->makeKey("HR sync");
    m_proxy->setFault(FaultProxy::Fault::None);
    QTRY_VERIFY_WITH_TIMEOUT(isLoaded(2), 20000); // by itself
    QTRY_VERIFY(isAddAllowed());
    QVERIFY(m_page->table()->revokeButton(key.id)->isEnabled());
    QTRY_VERIFY(!shows(u"These keys are as they were"_s));
}

void ApiKeysControllerTest::aNewRunShowsTheKnownKeysBeforeTheBackendAnswers()
{
    m_server->makeKey("Payroll");
    open();
    QTRY_VERIFY(isLoaded(1));
    m_controller.reset();
    m_unseenKeys.reset();
    m_run.reset();
    m_run = std::make_unique<ClientRun>(m_folder->path(), m_keychain);
    m_connection = &m_run->connections.local();
    m_connection->expect();
    m_model->clear();
    m_care = std::make_unique<TestCare>(m_keychain, m_run->worker);
    m_controller = std::make_unique<ApiKeysController>(ApiKeysController::Parts{
        *m_page, *m_model, m_care->care, *m_notifier, m_run->creates, *m_window, clock()});
    open();
    QTRY_VERIFY(isLoaded(1));
    QVERIFY(!isAddAllowed());
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    m_run->reach(m_proxy->url(), m_server->server().ownerToken());
    QTRY_VERIFY(shows(u"they can be viewed but not changed."_s));
}

void ApiKeysControllerTest::aRoleThatIsLostTakesTheKeysAwayAtOnce()
{
    m_server->makeKey("Payroll");
    open();
    QTRY_VERIFY(isLoaded(1));
    QTRY_VERIFY(m_proxy->hasListener());
    m_server->data().run(u"UPDATE memberships SET role = 'author'"_s);
    m_controller->reload();
    QTRY_VERIFY(shows(u"owners and administrators"_s));
    QCOMPARE(m_model->rowCount(), 0);
}

void ApiKeysControllerTest::timesGrowOlderWithTheHeartbeatWhileSomebodyLooks()
{
    m_server->makeKey("Payroll");
    open();
    QTRY_VERIFY(isLoaded(1));
    QTRY_VERIFY(m_proxy->hasListener());
    const auto isCreated = [this](const QString &when) {
        return m_model->index(0, ApiKeysModel::Created).data().toString() == when;
    };
    m_controller->setInUse(true);
    QVERIFY(isCreated(u"just now"_s));
    m_ahead = std::chrono::minutes(5);
    QTRY_VERIFY_WITH_TIMEOUT(isCreated(u"5 minutes ago"_s), 20000); // a heartbeat comes each 15 s
}

KEYDESK_UI_TEST_MAIN(ApiKeysControllerTest)
#include "ApiKeysControllerTest.moc"
