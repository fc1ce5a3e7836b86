// SPDX-License-Identifier: Apache-2.0
#include "TestCare.h"
#include "UiTest.h"

#include "apikeys/RevealDialog.h"
#include "apikeys/UnseenKeyDialog.h"
#include "apikeys/UnseenKeys.h"
#include "client/ClientRun.h"
#include "client/FakeKeychain.h"
#include "shell/MessageBar.h"
#include "shell/Notifier.h"
#include "support/Await.h"
#include "support/FaultProxy.h"
#include "support/ServerFixture.h"

#include <QLineEdit>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using client::Connection;
using keydesk::testing::await;
using keydesk::testing::ClientRun;
using keydesk::testing::FakeKeychain;
using keydesk::testing::FaultProxy;
using keydesk::testing::ServerFixture;
using keydesk::testing::TestCare;

/** The application dies between Create and Close; then it is started again. */
class UnseenKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theKeyIsShownByTheNextStart();
    void theKeyIsRevokedByTheNextStart();
    void whoDecidesLaterIsAskedAgain();
    void aKeyThatWasNeverCreatedIsNotAskedFor();
    void aKeyOfTheSameNameThatSomebodyElseMadeIsNotTouched();
    void aBackendThatIsAwayIsAskedWhenItIsBack();
    void afterTheKeychainWasEmptiedNothingIsOffered();

private:
    struct Window
    {
        Window(ClientRun &run, client::Keychain &keychain)
            : bar(new MessageBar(&window))
            , care(keychain, run.worker)
            , notifier(*bar)
            , unseen({run.connections, run.creates, care.care, notifier, window,
                      QDateTime::currentDateTimeUtc})
        {
            window.resize(1000, 700);
            window.show();
        }

        QWidget window;
        MessageBar *bar;
        TestCare care;
        Notifier notifier;
        UnseenKeys unseen;
    };

    void startAgain();
    void reach();
    /** A create that is remembered, as before it is sent. */
    client::LeftCreate remember(const QString &label);
    void create(const client::LeftCreate &left);
    qsizetype keysOnTheServer() const;
    void press(QWidget *in, const QString &name);
    template <typename Dialog>
    Dialog *dialog() const
    {
        for (Dialog *found : m_window->window.findChildren<Dialog *>()) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }

    std::unique_ptr<ServerFixture> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<ClientRun> m_run;
    std::unique_ptr<Window> m_window;
};

void UnseenKeysTest::init()
{
    m_server = std::make_unique<ServerFixture>();
    QVERIFY(m_server->start());
    m_proxy = std::make_unique<FaultProxy>(m_server->server().baseUrl());
    m_folder = std::make_unique<QTemporaryDir>();
    m_keychain = std::make_unique<FakeKeychain>();
    startAgain();
    reach();
}

void UnseenKeysTest::cleanup()
{
    m_window.reset();
    m_run.reset();
    m_proxy.reset();
    m_server.reset();
}

void UnseenKeysTest::startAgain()
{
    m_window.reset();
    m_run.reset();
    m_run = std::make_unique<ClientRun>(m_folder->path(), *m_keychain);
    m_window = std::make_unique<Window>(*m_run, *m_keychain);
    m_run->creates.lookForLeft();
}

void UnseenKeysTest::reach()
{
    m_run->reach(m_proxy->url(), m_server->server().ownerToken());
    QTRY_COMPARE(m_run->connections.local().state(), Connection::State::Online);
}

client::LeftCreate UnseenKeysTest::remember(const QString &label)
{
    const auto key = std::make_shared<const IdempotencyKey>(IdempotencyKey::generate());
    const client::LeftCreate left{client::PendingCreates::idOf(*key),
                                  {.connectionId = Connection::localId,
                                   .platformId = m_server->platformId(),
                                   .label = label,
                                   .begunAt = QDateTime::currentDateTimeUtc()},
                                  key};
    [&] { QVERIFY(await(m_run->creates.remember(left.create, *key))); }();
    return left;
}

void UnseenKeysTest::create(const client::LeftCreate &left)
{
    const auto label = KeyLabel::parse(left.create.label);
    QVERIFY(
        await(m_run->connections.local().keys().create(m_server->platformId(), *label, *left.key)));
}

qsizetype UnseenKeysTest::keysOnTheServer() const
{
    return m_server->list().json().value(u"items").toArray().size();
}

void UnseenKeysTest::press(QWidget *in, const QString &name)
{
    for (auto *button : in->findChildren<QAbstractButton *>()) {
        if (button->text().remove(u'&') == name) {
            QVERIFY2(button->isEnabled(), qPrintable(name));
            return button->click();
        }
    }
    QFAIL(qPrintable(name));
}

void UnseenKeysTest::theKeyIsShownByTheNextStart()
{
    create(remember(u"HR sync"_s));
    startAgain();
    reach();
    QTRY_VERIFY(dialog<UnseenKeyDialog>());
    press(dialog<UnseenKeyDialog>(), u"Show the key"_s);
    QTRY_VERIFY(dialog<RevealDialog>());
    QVERIFY(!dialog<UnseenKeyDialog>());
    press(dialog<RevealDialog>(), u"Show"_s);
    const QString shown = dialog<RevealDialog>()->findChild<QLineEdit *>()->text();
    QCOMPARE(m_server->verify(shown).status, 204);
    press(dialog<RevealDialog>(), u"Copy"_s);
    press(dialog<RevealDialog>(), u"Close"_s);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
    QTRY_COMPARE(
        m_server->data().run(u"SELECT COUNT(*) FROM api_keys WHERE salt IS NOT NULL"_s).toInt(), 0);
    QCOMPARE(keysOnTheServer(), 1);
    startAgain();
    reach();
    QTest::qWait(300);
    QVERIFY(!dialog<UnseenKeyDialog>());
}

void UnseenKeysTest::theKeyIsRevokedByTheNextStart()
{
    create(remember(u"HR sync"_s));
    startAgain();
    reach();
    QTRY_VERIFY(dialog<UnseenKeyDialog>());
    press(dialog<UnseenKeyDialog>(), u"Revoke"_s);
    QTRY_VERIFY(!dialog<UnseenKeyDialog>());
    QCOMPARE(keysOnTheServer(), 0);
    QCOMPARE(m_window->bar->kind(), MessageKind::Success);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
}

void UnseenKeysTest::whoDecidesLaterIsAskedAgain()
{
    create(remember(u"HR sync"_s));
    startAgain();
    reach();
    QTRY_VERIFY(dialog<UnseenKeyDialog>());
    press(dialog<UnseenKeyDialog>(), u"Later"_s);
    QVERIFY(!dialog<UnseenKeyDialog>());
    startAgain();
    reach();
    QTRY_VERIFY(dialog<UnseenKeyDialog>());
    QCOMPARE(keysOnTheServer(), 1);
}

void UnseenKeysTest::aKeyThatWasNeverCreatedIsNotAskedFor()
{
    remember(u"HR sync"_s);
    startAgain();
    reach();
    QTRY_VERIFY(m_keychain->entries.isEmpty());
    QVERIFY(!dialog<UnseenKeyDialog>());
    QCOMPARE(keysOnTheServer(), 0);
}

void UnseenKeysTest::aKeyOfTheSameNameThatSomebodyElseMadeIsNotTouched()
{
    remember(u"HR sync"_s);
    const auto others = m_server->makeKey("HR sync");
    startAgain();
    reach();
    QTRY_VERIFY(dialog<UnseenKeyDialog>());
    press(dialog<UnseenKeyDialog>(), u"Revoke"_s);
    QTRY_VERIFY(!dialog<UnseenKeyDialog>());
    QCOMPARE(m_window->bar->kind(), MessageKind::Warning);
    QCOMPARE(m_server->verify(others.secret).status, 204);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
}

void UnseenKeysTest::aBackendThatIsAwayIsAskedWhenItIsBack()
{
    create(remember(u"HR sync"_s));
    startAgain();
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    m_run->reach(m_proxy->url(), m_server->server().ownerToken());
    QTRY_COMPARE(m_run->connections.local().state(), Connection::State::Offline);
    QVERIFY(!dialog<UnseenKeyDialog>());
    m_proxy->setFault(FaultProxy::Fault::None);
    m_run->connections.tryNow();
    QTRY_VERIFY(dialog<UnseenKeyDialog>());
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    press(dialog<UnseenKeyDialog>(), u"Revoke"_s);
    QTRY_VERIFY(!dialog<UnseenKeyDialog>()->isBusy()); // it says why, and can be pressed again
    QCOMPARE(keysOnTheServer(), 1);
    m_proxy->setFault(FaultProxy::Fault::None);
    press(dialog<UnseenKeyDialog>(), u"Revoke"_s);
    QTRY_VERIFY(!dialog<UnseenKeyDialog>());
    QCOMPARE(keysOnTheServer(), 0);
}

void UnseenKeysTest::afterTheKeychainWasEmptiedNothingIsOffered()
{
    create(remember(u"HR sync"_s));
    m_keychain->entries.clear();
    startAgain();
    reach();
    QTest::qWait(300);
    QVERIFY(!dialog<UnseenKeyDialog>());
    QCOMPARE(keysOnTheServer(), 1);
}

KEYDESK_UI_TEST_MAIN(UnseenKeysTest)
#include "UnseenKeysTest.moc"
