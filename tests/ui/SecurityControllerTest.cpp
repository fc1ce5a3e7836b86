// SPDX-License-Identifier: Apache-2.0
#include "SettingsRun.h"
#include "UiTest.h"

#include "client/ClientRun.h"
#include "client/FakeKeychain.h"
#include "client/SessionWatch.h"
#include "lock/AutoLock.h"
#include "secret/SecretClipboard.h"
#include "settings/SecretSettings.h"
#include "settings/SecurityController.h"
#include "settings/SecurityPage.h"
#include "shell/MessageBar.h"
#include "shell/Notifier.h"

#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk;
using namespace keydesk::ui;
using keydesk::testing::ClientRun;
using keydesk::testing::FakeKeychain;
using keydesk::testing::settingsPath;
using SecretSettingsRun = keydesk::testing::SettingsRun<SecretSettings>;

/** From the page "Security" to where a choice counts. */
class SecurityControllerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aTimeForTheClipboardCountsForTheNextCopy();
    void aLockIsTurnedOnAndOff();
    void whereNothingCouldUnlockItNothingLocksIt_data();
    void whereNothingCouldUnlockItNothingLocksIt();

private:
    bool says(const QString &text) const;

    FakeKeychain m_keychain;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ClientRun> m_run;
    std::unique_ptr<SecretSettingsRun> m_settings;
    std::unique_ptr<SecretClipboard> m_clipboard;
    client::SessionWatch m_session;
    std::unique_ptr<AutoLock> m_autoLock;
    std::unique_ptr<MessageBar> m_bar;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<SecurityPage> m_page;
    std::unique_ptr<SecurityController> m_controller;
};

void SecurityControllerTest::init()
{
    m_keychain.fault.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_run = std::make_unique<ClientRun>(m_folder->path(), m_keychain);
    QFile::remove(settingsPath());
    m_settings = std::make_unique<SecretSettingsRun>();
    m_clipboard = std::make_unique<SecretClipboard>(QGuiApplication::clipboard());
    m_autoLock = std::make_unique<AutoLock>(m_session);
    m_bar = std::make_unique<MessageBar>();
    m_bar->show();
    m_notifier = std::make_unique<Notifier>(*m_bar);
    m_page = std::make_unique<SecurityPage>(false);
    m_controller = std::make_unique<SecurityController>(
        SecurityController::Parts{*m_page, **m_settings, *m_clipboard, *m_autoLock, m_keychain,
                                  m_run->connections, *m_notifier});
}

void SecurityControllerTest::cleanup()
{
    m_controller.reset();
    m_settings.reset();
    m_notifier.reset();
    m_run.reset();
}

bool SecurityControllerTest::says(const QString &text) const
{
    const auto labels = m_bar->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&text](const QLabel *label) {
        return label->text().contains(text);
    });
}

void SecurityControllerTest::aTimeForTheClipboardCountsForTheNextCopy()
{
    const ApiKeySecret secret = ApiKeySecret::fromEntropy(std::array<std::uint8_t, 32>{1, 2, 3});
    Q_EMIT m_page->clearClipboardChosen(120s);
    QTRY_COMPARE(SecretSettingsRun()->clearClipboardAfter(), 120s);
    m_clipboard->copy(secret);
    QCOMPARE(m_clipboard->remaining(), 120s);
    Q_EMIT m_page->clearClipboardChosen(std::nullopt);
    m_clipboard->copy(secret);
    QVERIFY(!m_clipboard->remaining());
}

void SecurityControllerTest::aLockIsTurnedOnAndOff()
{
    QSignalSpy requests(m_autoLock.get(), &AutoLock::lockRequested);
    Q_EMIT m_session.sessionLocked();
    QVERIFY(requests.isEmpty());
    Q_EMIT m_page->lockWithSessionChosen(true);
    QTRY_VERIFY(SecretSettingsRun()->locksWithSession());
    Q_EMIT m_session.sessionLocked();
    QCOMPARE(requests.size(), 1);
    Q_EMIT m_page->lockWithSessionChosen(false);
    Q_EMIT m_session.sessionLocked();
    QCOMPARE(requests.size(), 1);
    Q_EMIT m_page->lockAfterChosen(15min);
    QTRY_COMPARE(SecretSettingsRun()->lockAfter(), 15min);
    Q_EMIT m_session.goingToSleep();
    QCOMPARE(requests.size(), 2);
    QSignalSpy now(m_controller.get(), &SecurityController::lockRequested);
    Q_EMIT m_page->lockRequested();
    QTRY_COMPARE(now.size(), 1);
}

void SecurityControllerTest::whereNothingCouldUnlockItNothingLocksIt_data()
{
    QTest::addColumn<ProblemCode>("fault");
    QTest::addColumn<QString>("reason");
    QTest::newRow("missing") << ProblemCode::KeychainMissing << u"there is no keychain"_s;
    QTest::newRow("locked") << ProblemCode::KeychainLocked << u"the keychain is locked itself"_s;
}

void SecurityControllerTest::whereNothingCouldUnlockItNothingLocksIt()
{
    QFETCH(ProblemCode, fault);
    QFETCH(QString, reason);
    m_keychain.fault = fault;
    QSignalSpy now(m_controller.get(), &SecurityController::lockRequested);
    m_controller->lockNow();
    QTRY_VERIFY(says(u"nothing could unlock it again"_s));
    QVERIFY(says(reason));
    QVERIFY(now.isEmpty());
    m_notifier->clear();
    Q_EMIT m_page->lockAfterChosen(5min);
    QTRY_VERIFY(says(u"nothing could unlock it again"_s));
    QVERIFY(!SecretSettingsRun()->lockAfter());
}

KEYDESK_UI_TEST_MAIN(SecurityControllerTest)
#include "SecurityControllerTest.moc"
