// SPDX-License-Identifier: Apache-2.0
#include "UiTest.h"

#include "client/SessionWatch.h"
#include "lock/AutoLock.h"

#include <QDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QWidget>

using namespace std::chrono_literals;
using keydesk::client::SessionWatch;
using keydesk::ui::AutoLock;

/** When Keydesk is to be locked. */
class AutoLockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void itIsOffUntilItIsTurnedOn();
    void whoDoesNotUseItLocksIt();
    void whoUsesItDoesNot();
    void afterALockItWaitsForTheNextUse();
    void theSessionsLockIsFollowedIfThatIsWanted();
    void aComputerThatSleepsIsNotUsed();
    void theKeyForItWorksInEveryDialog();

private:
    SessionWatch m_session;
    std::unique_ptr<AutoLock> m_lock;
    std::unique_ptr<QSignalSpy> m_requests;
};

void AutoLockTest::init()
{
    m_lock = std::make_unique<AutoLock>(m_session);
    m_requests = std::make_unique<QSignalSpy>(m_lock.get(), &AutoLock::lockRequested);
}

void AutoLockTest::itIsOffUntilItIsTurnedOn()
{
    Q_EMIT m_session.sessionLocked();
    Q_EMIT m_session.goingToSleep();
    QVERIFY(!m_requests->wait(100));
    m_lock->setIdleTime(50ms);
    m_lock->setIdleTime(std::nullopt);
    QVERIFY(!m_requests->wait(200));
}

void AutoLockTest::whoDoesNotUseItLocksIt()
{
    m_lock->setIdleTime(50ms);
    QVERIFY(m_requests->wait());
    Q_EMIT m_session.sessionLocked(); // which is another choice
    QCOMPARE(m_requests->size(), 1);
}

void AutoLockTest::whoUsesItDoesNot()
{
    QWidget window;
    window.show();
    m_lock->setIdleTime(1s);
    for (int i = 0; i < 15; ++i) {
        QTest::qWait(100);
        switch (i % 3) {
        case 0:
            QTest::keyClick(&window, Qt::Key_A);
            break;
        case 1:
            QTest::mouseClick(&window, Qt::LeftButton);
            break;
        default:
            QTest::mouseMove(&window, QPoint(i, i));
        }
    }
    QVERIFY(m_requests->isEmpty());
    QVERIFY(m_requests->wait());
}

void AutoLockTest::afterALockItWaitsForTheNextUse()
{
    QWidget window;
    window.show();
    m_lock->setIdleTime(50ms);
    QVERIFY(m_requests->wait());
    QVERIFY(!m_requests->wait(200)); // nothing wakes up while it is locked
    QTest::keyClick(&window, Qt::Key_A);
    QVERIFY(m_requests->wait());
}

void AutoLockTest::theSessionsLockIsFollowedIfThatIsWanted()
{
    m_lock->setFollowsSession(true);
    Q_EMIT m_session.sessionLocked();
    Q_EMIT m_session.goingToSleep();
    QCOMPARE(m_requests->size(), 2);
    m_lock->setFollowsSession(false);
    Q_EMIT m_session.sessionLocked();
    QCOMPARE(m_requests->size(), 2);
}

void AutoLockTest::aComputerThatSleepsIsNotUsed()
{
    m_lock->setIdleTime(1h);
    Q_EMIT m_session.goingToSleep();
    QCOMPARE(m_requests->size(), 1);
}

void AutoLockTest::theKeyForItWorksInEveryDialog()
{
    QSignalSpy pressed(m_lock.get(), &AutoLock::lockKeyPressed);
    QWidget window;
    window.show();
    QDialog dialog(&window);
    QLineEdit field(&dialog);
    dialog.open();
    field.setFocus();
    QTest::keyClick(&field, Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(pressed.size(), 1);
    QTest::keyClick(&field, Qt::Key_L);
    QCOMPARE(pressed.size(), 1);
    QCOMPARE(field.text(), QStringLiteral("l"));
}

KEYDESK_UI_TEST_MAIN(AutoLockTest)
#include "AutoLockTest.moc"
