// SPDX-License-Identifier: Apache-2.0
// With a stand-in for systemd-logind, and for the desktops' screen savers, on a bus of the test's
// own.
#include "support/PrivateBus.h"

#include "client/SessionWatch.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QSignalSpy>
#include <QTest>
#include <QVariantMap>

using namespace Qt::StringLiterals;
using keydesk::client::SessionWatch;

namespace {

const QString ours = u"/org/freedesktop/login1/session/_32"_s;
const QString another = u"/org/freedesktop/login1/session/_33"_s;
const QString sessionInterface = u"org.freedesktop.login1.Session"_s;

} // namespace

/** Answers as logind's manager does. */
class Logind : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    bool wasAsked = false;

public Q_SLOTS:
    Q_SCRIPTABLE QDBusObjectPath GetSession(const QString &id)
    {
        wasAsked = id == u"2";
        return QDBusObjectPath(ours);
    }
    Q_SCRIPTABLE QDBusObjectPath GetSessionByPID(uint pid)
    {
        wasAsked = pid == 0;
        return QDBusObjectPath(ours);
    }
};

class SessionWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aLockOfThisSessionIsNoticed_data();
    void aLockOfThisSessionIsNoticed();
    void theLockOfAnotherSessionIsNone();
    void aScreenSaverThatBeginsIsALock_data();
    void aScreenSaverThatBeginsIsALock();
    void sleepIsNoticedWhenItBegins();

private:
    void start();
    void tell(const QString &path, const QString &interface, const QString &name,
              const QVariantList &arguments);
    void tellHint(const QString &session, bool isLocked);

    QDBusConnection m_bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"logind"_s);
    Logind m_logind;
    std::unique_ptr<SessionWatch> m_watch;
    std::unique_ptr<QSignalSpy> m_locks;
    std::unique_ptr<QSignalSpy> m_sleeps;
};

void SessionWatchTest::init()
{
    qunsetenv("XDG_SESSION_ID");
    m_logind.wasAsked = false;
    QVERIFY(m_bus.registerObject(u"/org/freedesktop/login1"_s, &m_logind,
                                 QDBusConnection::ExportScriptableSlots));
    QVERIFY(m_bus.registerService(u"org.freedesktop.login1"_s));
}

void SessionWatchTest::cleanup()
{
    m_watch.reset();
    m_bus.unregisterService(u"org.freedesktop.login1"_s);
    m_bus.unregisterObject(u"/org/freedesktop/login1"_s);
}

void SessionWatchTest::start()
{
    m_watch = std::make_unique<SessionWatch>();
    m_locks = std::make_unique<QSignalSpy>(m_watch.get(), &SessionWatch::sessionLocked);
    m_sleeps = std::make_unique<QSignalSpy>(m_watch.get(), &SessionWatch::goingToSleep);
    m_watch->start();
    QTRY_VERIFY(m_logind.wasAsked);
    QTest::qWait(100); // until it has the answer, and listens
}

void SessionWatchTest::tell(const QString &path, const QString &interface, const QString &name,
                            const QVariantList &arguments)
{
    QDBusMessage signal = QDBusMessage::createSignal(path, interface, name);
    signal.setArguments(arguments);
    QVERIFY(m_bus.send(signal));
}

void SessionWatchTest::tellHint(const QString &session, bool isLocked)
{
    tell(session, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s,
         {sessionInterface, QVariantMap{{u"LockedHint"_s, isLocked}}, QStringList()});
}

void SessionWatchTest::aLockOfThisSessionIsNoticed_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("with its number in the environment") << QByteArray("2");
    QTest::newRow("found by its process") << QByteArray();
}

void SessionWatchTest::aLockOfThisSessionIsNoticed()
{
    QFETCH(QByteArray, id);
    if (!id.isEmpty())
        qputenv("XDG_SESSION_ID", id);
    start();
    tell(ours, sessionInterface, u"Lock"_s, {});
    QTRY_COMPARE(m_locks->size(), 1);
    tellHint(ours, false);
    tellHint(ours, true);
    QTRY_COMPARE(m_locks->size(), 2);
}

void SessionWatchTest::theLockOfAnotherSessionIsNone()
{
    start();
    tell(another, sessionInterface, u"Lock"_s, {});
    tellHint(another, true);
    tell(ours, sessionInterface, u"Unlock"_s, {});
    tellHint(ours, true); // comes after those
    QTRY_VERIFY(!m_locks->isEmpty());
    QCOMPARE(m_locks->size(), 1);
}

void SessionWatchTest::aScreenSaverThatBeginsIsALock_data()
{
    QTest::addColumn<QString>("interface");
    QTest::newRow("KDE and others") << u"org.freedesktop.ScreenSaver"_s;
    QTest::newRow("GNOME") << u"org.gnome.ScreenSaver"_s;
    QTest::newRow("Cinnamon") << u"org.cinnamon.ScreenSaver"_s;
    QTest::newRow("MATE") << u"org.mate.ScreenSaver"_s;
    QTest::newRow("Xfce") << u"org.xfce.ScreenSaver"_s;
}

void SessionWatchTest::aScreenSaverThatBeginsIsALock()
{
    QFETCH(QString, interface);
    start();
    const QString path = u'/' + QString(interface).replace(u'.', u'/');
    tell(path, interface, u"ActiveChanged"_s, {false});
    tell(path, interface, u"ActiveChanged"_s, {true});
    QTRY_VERIFY(!m_locks->isEmpty());
    QTest::qWait(50);
    QCOMPARE(m_locks->size(), 1);
}

void SessionWatchTest::sleepIsNoticedWhenItBegins()
{
    start();
    const QString manager = u"org.freedesktop.login1.Manager"_s;
    tell(u"/org/freedesktop/login1"_s, manager, u"PrepareForSleep"_s, {true});
    tell(u"/org/freedesktop/login1"_s, manager, u"PrepareForSleep"_s, {false});
    QTRY_VERIFY(!m_sleeps->isEmpty());
    QTest::qWait(50);
    QCOMPARE(m_sleeps->size(), 1);
    QVERIFY(m_locks->isEmpty());
}

int main(int argc, char **argv)
{
    // On a bus of its own, which has to be both.
    if (const auto ended = keydesk::testing::runOnPrivateBus(argc, argv))
        return *ended;
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", qgetenv("DBUS_SESSION_BUS_ADDRESS"));
    QCoreApplication application(argc, argv);
    SessionWatchTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "SessionWatchTest.moc"
