// SPDX-License-Identifier: Apache-2.0
#include "style/ColorScheme.h"

#include "style/Theme.h"

#include "UiTest.h"
#include "support/PrivateBus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QElapsedTimer>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace keydesk::ui;

namespace {

const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
const QString portalName = u"org.freedesktop.portal.Desktop"_s;

} // namespace

/** The part of the freedesktop portal that tells the colour scheme. */
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        const bool known = group == u"org.freedesktop.appearance"_s && key == u"color-scheme"_s;
        const QVariant value = QVariant::fromValue(QDBusVariant(known ? scheme : 99U));
        return QDBusVariant(value); // wrapped twice, as the portal does
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

class ColorSchemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aDarkDesktopMakesADarkWindow();
    void theWindowFollowsLive();
    void withoutAPortalItStaysLightAndSettlesSoon();

private:
    KeydeskStyle *style() const { return qobject_cast<KeydeskStyle *>(QApplication::style()); }

    FakePortal m_portal;
};

void ColorSchemeTest::initTestCase()
{
    QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"portal"_s);
    QVERIFY(bus.isConnected());
    QVERIFY(
        bus.registerObject(portalPath, &m_portal,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(portalName));
}

void ColorSchemeTest::cleanup()
{
    style()->setDark(false);
}

void ColorSchemeTest::aDarkDesktopMakesADarkWindow()
{
    m_portal.scheme = 1;
    ColorScheme scheme(style());
    QSignalSpy settled(&scheme, &ColorScheme::settled);
    QVERIFY(scheme.isSettled() || settled.wait(2000));
    QTRY_VERIFY(scheme.isDark());
    QCOMPARE(QGuiApplication::palette().color(QPalette::Window),
             housePalette(true).color(QPalette::Window));
}

void ColorSchemeTest::theWindowFollowsLive()
{
    m_portal.scheme = 0;
    ColorScheme scheme(style());
    QSignalSpy changed(&scheme, &ColorScheme::changed);
    QTRY_VERIFY(scheme.isSettled());
    QTest::qWait(100); // the slow answer of a busy machine is taken as well
    QVERIFY(!scheme.isDark());
    const QString appearance = u"org.freedesktop.appearance"_s;
    Q_EMIT m_portal.SettingChanged(appearance, u"contrast"_s, QDBusVariant(1U));
    Q_EMIT m_portal.SettingChanged(appearance, u"color-scheme"_s, QDBusVariant(1U));
    QTRY_VERIFY(scheme.isDark());
    Q_EMIT m_portal.SettingChanged(appearance, u"color-scheme"_s, QDBusVariant(2U));
    QTRY_VERIFY(!scheme.isDark());
    QCOMPARE(changed.size(), 2);
}

void ColorSchemeTest::withoutAPortalItStaysLightAndSettlesSoon()
{
    QDBusConnection bus(u"portal"_s);
    QVERIFY(bus.unregisterService(portalName));
    QElapsedTimer took;
    took.start();
    ColorScheme scheme(style());
    QTRY_VERIFY_WITH_TIMEOUT(scheme.isSettled(), 1000);
    QVERIFY(!scheme.isDark());
    QVERIFY(bus.registerService(portalName));
}

/** On a bus of its own: the machine's would answer as well. */
int main(int argc, char **argv)
{
    if (const auto ended = keydesk::testing::runOnPrivateBus(argc, argv))
        return *ended;
    QApplication app(argc, argv);
    QApplication::setStyle(new KeydeskStyle);
    ColorSchemeTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "ColorSchemeTest.moc"
