// SPDX-License-Identifier: Apache-2.0
#include "UiTest.h"

#include "apikeys/ApiKeysController.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysPage.h"
#include "apikeys/ApiKeysTable.h"
#include "apikeys/LabelDialog.h"
#include "apikeys/RevealDialog.h"
#include "apikeys/RevokeDialog.h"
#include "apikeys/SecretClipboard.h"
#include "client/KeysClient.h"
#include "client/RestClient.h"
#include "shell/MessageBar.h"
#include "shell/Notifier.h"
#include "support/FaultProxy.h"
#include "support/ServerFixture.h"

#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using keydesk::testing::FaultProxy;
using keydesk::testing::ServerFixture;

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
    void cancellingAfterALostAnswerPointsToTheKeyNobodyHasSeen();
    void cancellingDuringTheRequestLeavesNoKey();
    void aLabelThatSomebodyElseTookIsToldInTheDialog();
    void theRowGoesWhenTheServerHasSaidSoAndNotBefore();
    void aRevokeThatFailsKeepsTheRowAndSaysSo();
    void aKeyThatSomebodyElseRevokedCountsAsDone();
    void aMemberWhoMayNotManageKeysIsToldWhoCan();

private:
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

    std::unique_ptr<ServerFixture> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<client::RestClient> m_rest;
    std::unique_ptr<client::KeysClient> m_keys;
    std::unique_ptr<ApiKeysModel> m_model;
    std::unique_ptr<QWidget> m_window;
    ApiKeysPage *m_page = nullptr;
    MessageBar *m_bar = nullptr;
    std::unique_ptr<SecretClipboard> m_secrets;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<ApiKeysController> m_controller;
};

void ApiKeysControllerTest::init()
{
    m_server = std::make_unique<ServerFixture>();
    QVERIFY(m_server->start());
    m_proxy = std::make_unique<FaultProxy>(m_server->server().baseUrl());
    m_rest = std::make_unique<client::RestClient>();
    m_rest->setBackend(m_proxy->url(), client::AccessToken(m_server->server().ownerToken()));
    m_keys = std::make_unique<client::KeysClient>(*m_rest);
    m_model = std::make_unique<ApiKeysModel>(QDateTime::currentDateTimeUtc);
    m_window = std::make_unique<QWidget>();
    m_page = new ApiKeysPage(m_model.get(), m_window.get());
    m_bar = new MessageBar(m_window.get());
    m_secrets = std::make_unique<SecretClipboard>(QGuiApplication::clipboard());
    m_notifier = std::make_unique<Notifier>(*m_bar);
    m_controller = std::make_unique<ApiKeysController>(
        ApiKeysController::Parts{*m_page, *m_model, *m_keys, *m_secrets, *m_notifier, *m_window,
                                 QDateTime::currentDateTimeUtc});
    m_window->resize(1000, 700);
    m_page->resize(1000, 700);
    m_window->show();
}

void ApiKeysControllerTest::cleanup()
{
    m_controller.reset();
    m_notifier.reset();
    m_window.reset();
    m_model.reset();
    m_keys.reset();
    m_rest.reset();
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
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
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
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
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
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
    QTRY_VERIFY(m_proxy->forwarded() > 0);
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
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
    QTRY_VERIFY(m_proxy->forwarded() > 0);
    m_proxy->setFault(FaultProxy::Fault::LoseAnswer);
    LabelDialog *asked = add(u"HR sync"_s);
    QTRY_VERIFY(!asked->isBusy());
    QCOMPARE(keysOnTheServer(), 1); // It was created, and nobody has seen it yet.
    m_proxy->setFault(FaultProxy::Fault::None);
    press(asked, u"Create"_s);
    QTRY_VERIFY(dialog<RevealDialog>());
    QCOMPARE(keysOnTheServer(), 1);
    const QString shown = dialog<RevealDialog>()->findChild<QLineEdit *>()->text();
    QCOMPARE(m_server->verify(shown).status, 204);
    QCOMPARE(m_model->rowCount(), 1);
}

void ApiKeysControllerTest::cancellingAfterALostAnswerPointsToTheKeyNobodyHasSeen()
{
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
    QTRY_VERIFY(m_proxy->forwarded() > 0);
    m_proxy->setFault(FaultProxy::Fault::LoseAnswer);
    LabelDialog *asked = add(u"HR sync"_s);
    QTRY_VERIFY(!asked->isBusy());
    m_proxy->setFault(FaultProxy::Fault::None);
    press(asked, u"Cancel"_s);
    QTRY_VERIFY(m_bar->isVisible());
    QCOMPARE(m_bar->kind(), MessageKind::Warning);
    press(m_bar, u"Revoke"_s);
    QVERIFY(dialog<RevokeDialog>());
}

void ApiKeysControllerTest::cancellingDuringTheRequestLeavesNoKey()
{
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
    QTRY_VERIFY(m_proxy->forwarded() > 0);
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
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
    QTRY_VERIFY(m_proxy->forwarded() > 0);
    m_controller->add();
    m_server->makeKey("hr SYNC");
    auto *asked = dialog<LabelDialog>();
    asked->findChild<QLineEdit *>()->setText(u"HR sync"_s);
    press(asked, u"Create"_s);
    QTRY_VERIFY(!asked->isBusy());
    QVERIFY(asked->isVisible());
    QCOMPARE(asked->text(), u"HR sync"_s);
    QTRY_VERIFY(isLoaded(1)); // What the other one did is shown behind it.
}

void ApiKeysControllerTest::theRowGoesWhenTheServerHasSaidSoAndNotBefore()
{
    m_server->makeKey("HR sync");
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
    QTRY_VERIFY(isLoaded(1));
    RevokeDialog *asked = revoke(u"HR sync"_s);
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer);
    press(asked, u"Yes, revoke"_s);
    QTRY_COMPARE(keysOnTheServer(), 0);
    QCOMPARE(m_model->rowCount(), 1);
    m_proxy->release();
    QTRY_COMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_bar->kind(), MessageKind::Success);
}

void ApiKeysControllerTest::aRevokeThatFailsKeepsTheRowAndSaysSo()
{
    m_server->makeKey("HR sync");
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
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
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Owner});
    QTRY_VERIFY(isLoaded(1));
    const auto gone = m_server->http().send({.method = "DELETE",
                                             .path = m_server->keysPath() + "/" + key.id.toLatin1(),
                                             .headers = {m_server->owner()}});
    QCOMPARE(gone.status, 204);
    press(revoke(u"HR sync"_s), u"Yes, revoke"_s);
    QTRY_COMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_bar->kind(), MessageKind::Success);
}

void ApiKeysControllerTest::aMemberWhoMayNotManageKeysIsToldWhoCan()
{
    m_server->makeKey("HR sync");
    m_controller->open({m_server->platformId(), u"Acme"_s, Role::Author});
    const auto labels = m_page->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"owners and administrators"_s);
    }));
    QTest::qWait(100);
    QCOMPARE(m_proxy->forwarded(), 0);
    QCOMPARE(m_model->rowCount(), 0);
}

KEYDESK_UI_TEST_MAIN(ApiKeysControllerTest)
#include "ApiKeysControllerTest.moc"
