// SPDX-License-Identifier: Apache-2.0
#include "TestCare.h"
#include "UiTest.h"

#include "apikeys/ApiKeysController.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysPage.h"
#include "apikeys/ApiKeysTable.h"
#include "apikeys/LabelDialog.h"
#include "apikeys/RevealDialog.h"
#include "apikeys/RevokeButton.h"
#include "apikeys/RevokeDialog.h"
#include "apikeys/UnseenKeys.h"
#include "client/ClientRun.h"
#include "client/FakeKeychain.h"
#include "client/MemberFixture.h"
#include "client/SessionsClient.h"
#include "shell/MessageBar.h"
#include "shell/Notifier.h"
#include "support/Await.h"
#include "support/FaultProxy.h"

#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using keydesk::testing::await;
using keydesk::testing::ClientRun;
using keydesk::testing::FakeKeychain;
using keydesk::testing::FaultProxy;
using keydesk::testing::MemberFixture;
using keydesk::testing::TestCare;

/** The page with its controller against the real server, with a network that fails on demand. */
class ApiKeysControllerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aLoadThatFailsSaysWhyAndTryAgainLoads();
    void whatWasLoadedStaysWhenALaterLoadFails();
    void aCreateThatFailsKeepsTheDialogAndItsText();
    void aLostAnswerIsAskedAgainAndMakesOneKey();
    void cancellingAfterALostAnswerLeavesNoKey();
    void cancellingDuringTheRequestLeavesNoKey();
    void aLabelThatSomebodyElseTookIsToldInTheDialog();
    void theRowGoesWhenTheServerHasSaidSoAndNotBefore();
    void aRevokeThatFailsKeepsTheRowAndSaysSo();
    void aKeyThatSomebodyElseRevokedCountsAsDone();
    void aMemberWhoMayNotManageKeysIsToldWhoCan();
    void closingTheKeyTellsTheBackendThatNobodyNeedsItAgain();
    void aChangedLabelAfterALostAnswerLeavesOneKey();

    void whatAnotherAdministratorDoesAppearsAndIsNamed();
    void whatOneHasDoneOneselfIsNoNews();
    void aQuestionAboutAKeyThatIsGoneGoesAway();
    void awayTheKnownKeysCanBeReadAndNotChanged();
    void aNewRunShowsTheKnownKeysBeforeTheBackendAnswers();
    void aRoleThatIsLostTakesTheKeysAwayAtOnce();

private:
    void open(Role role = Role::Owner);
    void startRun();
    bool isAddAllowed() const;
    bool shows(const QString &part) const;
    client::KeysClient &asAda();
    qsizetype keysOnTheServer() const;
    bool isLoaded(int keys) const;
    LabelDialog *add(const QString &label);
    RevokeDialog *revoke(const QString &label);
    void press(QWidget *in, const QString &name);
    template <typename Dialog>
    Dialog *dialog() const
    {
        for (Dialog *found : m_window->findChildren<Dialog *>()) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }

    std::unique_ptr<MemberFixture> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeKeychain m_keychain;
    std::unique_ptr<ClientRun> m_run;
    client::Connection *m_connection = nullptr;
    client::RestClient m_adasRest; ///< another administrator, elsewhere
    client::KeysClient m_adasKeys{m_adasRest};
    std::unique_ptr<ApiKeysModel> m_model;
    std::unique_ptr<QWidget> m_window;
    ApiKeysPage *m_page = nullptr;
    MessageBar *m_bar = nullptr;
    std::unique_ptr<TestCare> m_care;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<ApiKeysController> m_controller;
    std::unique_ptr<UnseenKeys> m_unseenKeys;
};

void ApiKeysControllerTest::init()
{
    m_server = std::make_unique<MemberFixture>();
    QVERIFY(m_server->startWithMember());
    m_proxy = std::make_unique<FaultProxy>(m_server->server().baseUrl());
    m_folder = std::make_unique<QTemporaryDir>();
    m_keychain.entries.clear();
    startRun();
}

void ApiKeysControllerTest::startRun()
{
    m_run = std::make_unique<ClientRun>(m_folder->path(), m_keychain);
    m_connection = &m_run->reach(m_proxy->url(), m_server->server().ownerToken());
    m_model = std::make_unique<ApiKeysModel>(QDateTime::currentDateTimeUtc);
    m_window = std::make_unique<QWidget>();
    m_page = new ApiKeysPage(m_model.get(), m_window.get());
    m_bar = new MessageBar(m_window.get());
    m_care = std::make_unique<TestCare>(m_keychain, m_run->worker);
    m_notifier = std::make_unique<Notifier>(*m_bar);
    m_controller = std::make_unique<ApiKeysController>(
        ApiKeysController::Parts{*m_page, *m_model, m_care->care, *m_notifier, m_run->creates,
                                 *m_window, QDateTime::currentDateTimeUtc});
    m_unseenKeys = std::make_unique<UnseenKeys>(
        UnseenKeys::Parts{m_run->connections, m_run->creates, m_care->care, *m_notifier, *m_window,
                          QDateTime::currentDateTimeUtc});
    m_window->resize(1000, 700);
    m_page->resize(1000, 700);
    m_window->show();
    QTRY_COMPARE(m_connection->state(), client::Connection::State::Online);
    QTRY_VERIFY(!m_connection->member().id.isEmpty());
}

void ApiKeysControllerTest::open(Role role)
{
    m_controller->open({m_server->platformId(), u"Acme"_s, role}, *m_connection);
}

bool ApiKeysControllerTest::isAddAllowed() const
{
    const auto buttons = m_page->findChildren<QPushButton *>();
    return std::ranges::any_of(buttons, [](const QPushButton *button) {
        return button->text().contains(u"Add"_s) && button->isVisible() && button->isEnabled();
    });
}

bool ApiKeysControllerTest::shows(const QString &part) const
{
    const auto labels = m_window->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&part](const QLabel *label) {
        return label->isVisible() && label->text().contains(part);
    });
}

client::KeysClient &ApiKeysControllerTest::asAda()
{
    m_adasRest.setBackend(m_server->server().baseUrl(), client::AccessToken());
    client::SessionsClient sessions(m_adasRest);
    const auto tokens = await(sessions.signIn(MemberFixture::email(), MemberFixture::password()));
    if (tokens)
        m_adasRest.setBackend(m_server->server().baseUrl(), (*tokens)->access);
    return m_adasKeys;
}

void ApiKeysControllerTest::cleanup()
{
    m_controller.reset();
    m_unseenKeys.reset();
    m_notifier.reset();
    m_window.reset();
    m_model.reset();
    m_run.reset();
    m_proxy.reset();
    m_server.reset();
}

qsizetype ApiKeysControllerTest::keysOnTheServer() const
{
    return m_server->list().json().value(u"items").toArray().size();
}

bool ApiKeysControllerTest::isLoaded(int keys) const
{
    return m_page->table()->isVisible() == (keys > 0) && m_model->rowCount() == keys;
}

void ApiKeysControllerTest::press(QWidget *in, const QString &name)
{
    for (auto *button : in->findChildren<QAbstractButton *>()) {
        if (button->accessibleName() == name || button->text().remove(u'&') == name) {
            QVERIFY2(button->isEnabled(), qPrintable(name));
            return button->click();
        }
    }
    QFAIL(qPrintable(name));
}

LabelDialog *ApiKeysControllerTest::add(const QString &label)
{
    m_controller->add();
    auto *asked = dialog<LabelDialog>();
    asked->findChild<QLineEdit *>()->setText(label);
    press(asked, u"Create"_s);
    return asked;
}

RevokeDialog *ApiKeysControllerTest::revoke(const QString &label)
{
    for (const ApiKey &key : m_model->keys()) {
        if (key.label == label)
            m_controller->revoke(key.id);
    }
    return dialog<RevokeDialog>();
}

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

void ApiKeysControllerTest::theRowGoesWhenTheServerHasSaidSoAndNotBefore()
{
    m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    RevokeDialog *asked = revoke(u"HR sync"_s);
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer);
    press(asked, u"Yes, revoke"_s);
    QTRY_COMPARE(keysOnTheServer(), 0);
    QCOMPARE(m_model->rowCount(), 1);
    m_proxy->release();
    QTRY_COMPARE(m_model->rowCount(), 0);
    QTRY_COMPARE(m_bar->kind(), MessageKind::Success);
}

void ApiKeysControllerTest::aRevokeThatFailsKeepsTheRowAndSaysSo()
{
    m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    press(revoke(u"HR sync"_s), u"Yes, revoke"_s);
    QTRY_VERIFY(m_bar->isVisible());
    QCOMPARE(m_bar->kind(), MessageKind::Error);
    QVERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::None);
    press(m_bar, u"Try again"_s);
    press(dialog<RevokeDialog>(), u"Yes, revoke"_s);
    QTRY_COMPARE(m_model->rowCount(), 0);
}

void ApiKeysControllerTest::aKeyThatSomebodyElseRevokedCountsAsDone()
{
    const auto key = m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer); // the news of it as well
    const auto gone = m_server->http().send({.method = "DELETE",
                                             .path = m_server->keysPath() + "/" + key.id.toLatin1(),
                                             .headers = {m_server->owner()}});
    QCOMPARE(gone.status, 204);
    press(revoke(u"HR sync"_s), u"Yes, revoke"_s);
    m_proxy->release();
    QTRY_COMPARE(m_model->rowCount(), 0);
    QTRY_COMPARE(m_bar->kind(), MessageKind::Success);
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
    const auto label = KeyLabel::parse(u"Payroll"_s);
    const auto created =
        await(asAda().create(m_server->platformId(), *label, IdempotencyKey::generate()));
    QVERIFY(created);
    QTRY_COMPARE(m_model->rowCount(), 1);
    QTRY_VERIFY(shows(u"“Payroll” was added by ada just now."_s));
    const auto renamed = KeyLabel::parse(u"Pay"_s);
    QVERIFY(await(m_adasKeys.rename(m_server->platformId(), created->key.id, *renamed)));
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

void ApiKeysControllerTest::aQuestionAboutAKeyThatIsGoneGoesAway()
{
    const auto key = m_server->makeKey("Payroll");
    open();
    QTRY_VERIFY(isLoaded(1));
    QVERIFY(revoke(u"Payroll"_s));
    QTest::qWait(200); // until it listens
    QVERIFY(await(asAda().revoke(m_server->platformId(), key.id)));
    QTRY_VERIFY(!dialog<RevokeDialog>());
    QVERIFY(shows(u"“Payroll” was revoked by ada just now."_s));
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
    m_controller = std::make_unique<ApiKeysController>(
        ApiKeysController::Parts{*m_page, *m_model, m_care->care, *m_notifier, m_run->creates,
                                 *m_window, QDateTime::currentDateTimeUtc});
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
    QTest::qWait(200); // until it listens
    m_server->data().run(u"UPDATE memberships SET role = 'author'"_s);
    m_controller->reload();
    QTRY_VERIFY(shows(u"owners and administrators"_s));
    QCOMPARE(m_model->rowCount(), 0);
}

KEYDESK_UI_TEST_MAIN(ApiKeysControllerTest)
#include "ApiKeysControllerTest.moc"
