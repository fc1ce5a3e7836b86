// SPDX-License-Identifier: Apache-2.0
#include "SettingsRun.h"
#include "UiTest.h"

#include "apikeys/RevealDialog.h"
#include "client/ClientRun.h"
#include "client/FakeKeychain.h"
#include "client/PersonCheck.h"
#include "lock/LockController.h"
#include "lock/LockPage.h"
#include "secret/SecretClipboard.h"
#include "secret/SecretField.h"
#include "settings/SecretSettings.h"
#include "shell/MainWindow.h"
#include "shell/MessageBar.h"
#include "shell/Notifier.h"
#include "signin/ConnectionsController.h"

#include <QClipboard>
#include <QLabel>
#include <QTemporaryDir>

#include <array>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using keydesk::testing::button;
using keydesk::testing::ClientRun;
using keydesk::testing::FakeKeychain;
using keydesk::testing::SettingsRun;

namespace {

/** Says who sits there. The real one asks the real keyring, in the tests at the window. */
class Person : public client::PersonCheck
{
public:
    QFuture<Result<Done>> confirmPerson() override
    {
        ++asked;
        promise = std::make_shared<QPromise<Result<Done>>>();
        promise->start();
        return promise->future();
    }

    void answer(const Result<Done> &outcome) const
    {
        promise->addResult(outcome);
        promise->finish();
    }

    std::shared_ptr<QPromise<Result<Done>>> promise;
    int asked = 0;
};

} // namespace

/** Locked and unlocked, with what is open. */
class LockControllerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void nothingOfTheWindowIsLeftWhileItIsLocked();
    void theKeychainsPasswordUnlocksIt();
    void withoutThePasswordItStaysLocked_data();
    void withoutThePasswordItStaysLocked();
    void aNewKeyIsThereAgainAndHidden();
    void theClipboardIsClearedAtOnce();
    void whoEndsItFindsItLockedAgain();
    void lockingTwiceIsLockingOnce();

private:
    void start();
    bool shows(const QString &text) const;
    QPointer<RevealDialog> reveal();

    Person m_person;
    FakeKeychain m_keychain;
    SettingsRun<SecretSettings> m_settings;
    SecretClipboard m_clipboard{QGuiApplication::clipboard()};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ClientRun> m_run;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<ConnectionsController> m_connecting;
    std::unique_ptr<LockController> m_lock;
};

void LockControllerTest::init()
{
    m_settings->setUnlocked();
    m_folder = std::make_unique<QTemporaryDir>();
    m_run = std::make_unique<ClientRun>(m_folder->path(), m_keychain);
    start();
}

void LockControllerTest::start()
{
    m_lock.reset();
    m_connecting.reset();
    m_notifier.reset();
    m_window = std::make_unique<MainWindow>();
    m_notifier = std::make_unique<Notifier>(*m_window->messageBar());
    m_connecting = std::make_unique<ConnectionsController>(
        ConnectionsController::Parts{m_run->connections, *m_notifier, *m_window});
    m_lock = std::make_unique<LockController>(LockController::Parts{
        *m_window, m_person, m_run->connections, *m_connecting, m_clipboard, *m_settings});
    m_window->showNotice(u"Payroll"_s, u"What only we may know"_s);
    m_window->show();
}

void LockControllerTest::cleanup()
{
    m_lock.reset();
    m_connecting.reset();
    m_notifier.reset();
    m_window.reset();
    m_run.reset();
    QGuiApplication::clipboard()->clear();
}

bool LockControllerTest::shows(const QString &text) const
{
    const auto labels = m_window->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&text](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

QPointer<RevealDialog> LockControllerTest::reveal()
{
    QPointer dialog = new RevealDialog(
        ApiKeySecret::fromEntropy(std::array<std::uint8_t, 32>{1, 2, 3}),
        {.label = u"HR sync"_s, .api = QUrl(u"https://keys.example.org"_s), .companyId = u"1"_s},
        m_clipboard, m_window.get());
    dialog->open();
    return dialog;
}

void LockControllerTest::nothingOfTheWindowIsLeftWhileItIsLocked()
{
    m_window->showHome(u"local"_s, {.id = u"1"_s, .name = u"Acme"_s, .role = Role::Owner});
    QVERIFY(m_window->windowTitle().contains(u"Acme"));
    m_lock->lock();
    QVERIFY(shows(u"Keydesk is locked"_s));
    QVERIFY(!shows(u"Acme"_s));
    QCOMPARE(m_window->windowTitle(), u"Keydesk"_s);
    // What goes on below does not show either.
    m_window->showHome(u"local"_s, {.id = u"2"_s, .name = u"Globex"_s, .role = Role::Owner});
    QCOMPARE(m_window->windowTitle(), u"Keydesk"_s);
    m_person.asked = 0;
    button(m_window.get(), u"Unlock"_s)->click();
    m_person.answer(Done{});
    QTRY_VERIFY(m_window->windowTitle().contains(u"Globex"));
}

void LockControllerTest::theKeychainsPasswordUnlocksIt()
{
    m_person.asked = 0;
    m_lock->lock();
    QVERIFY(button(m_window.get(), u"Unlock"_s)->hasFocus() || !m_window->isActiveWindow());
    button(m_window.get(), u"Unlock"_s)->click();
    QCOMPARE(m_person.asked, 1);
    QVERIFY(shows(u"asks for its password in another window"_s));
    QVERIFY(!button(m_window.get(), u"Unlock"_s)->isEnabled());
    QVERIFY(m_lock->isLocked());
    m_person.answer(Done{});
    QTRY_VERIFY(!m_lock->isLocked());
    QVERIFY(shows(u"What only we may know"_s));
    QVERIFY(!shows(u"Keydesk is locked"_s));
}

void LockControllerTest::withoutThePasswordItStaysLocked_data()
{
    QTest::addColumn<ProblemCode>("code");
    QTest::addColumn<QString>("text");
    QTest::newRow("wrong, or none") << ProblemCode::KeychainLocked << u"was not unlocked"_s;
    QTest::newRow("no answer") << ProblemCode::KeychainSilent << u"does not answer"_s;
    QTest::newRow("no keychain") << ProblemCode::KeychainMissing << u"does not work"_s;
}

void LockControllerTest::withoutThePasswordItStaysLocked()
{
    QFETCH(ProblemCode, code);
    QFETCH(QString, text);
    m_lock->lock();
    button(m_window.get(), u"Unlock"_s)->click();
    m_person.answer(tl::unexpected(Problem{.code = code}));
    QTRY_VERIFY(shows(text));
    QVERIFY(m_lock->isLocked());
    QVERIFY(!shows(u"What only we may know"_s));
    button(m_window.get(), u"Unlock"_s)->click(); // and may be tried again
    m_person.answer(Done{});
    QTRY_VERIFY(!m_lock->isLocked());
}

void LockControllerTest::aNewKeyIsThereAgainAndHidden()
{
    const QPointer<RevealDialog> dialog = reveal();
    button(dialog, u"Show the key"_s)->click();
    const QString key = dialog->secret()->reveal();
    QCOMPARE(dialog->findChild<SecretField *>()->text(), key);
    m_lock->lock();
    QVERIFY(dialog && !dialog->isVisible());
    QVERIFY(dialog->findChild<SecretField *>()->text() != key);
    button(m_window.get(), u"Unlock"_s)->click();
    m_person.answer(Done{});
    QTRY_VERIFY(dialog->isVisible());
    QVERIFY(dialog->findChild<SecretField *>()->text() != key);
    QCOMPARE(dialog->secret()->reveal(), key);
}

void LockControllerTest::theClipboardIsClearedAtOnce()
{
    const QPointer<RevealDialog> dialog = reveal();
    button(dialog, u"Copy"_s)->click();
    QVERIFY(m_clipboard.holdsSecret());
    m_lock->lock();
    QVERIFY(!m_clipboard.holdsSecret());
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void LockControllerTest::whoEndsItFindsItLockedAgain()
{
    m_lock->lock();
    start();
    QVERIFY(!m_lock->isLocked());
    m_lock->lockAgain();
    QVERIFY(m_lock->isLocked());
    QVERIFY(shows(u"Keydesk is locked"_s));
    button(m_window.get(), u"Unlock"_s)->click();
    m_person.answer(Done{});
    QTRY_VERIFY(!m_lock->isLocked());
    start();
    m_lock->lockAgain();
    QVERIFY(!m_lock->isLocked());
}

void LockControllerTest::lockingTwiceIsLockingOnce()
{
    m_lock->lock();
    const auto *page = m_window->findChild<LockPage *>();
    m_lock->lock();
    QCOMPARE(m_window->findChild<LockPage *>(), page);
    button(m_window.get(), u"Unlock"_s)->click();
    m_person.answer(Done{});
    QTRY_VERIFY(shows(u"What only we may know"_s));
}

KEYDESK_UI_TEST_MAIN(LockControllerTest)
#include "LockControllerTest.moc"
