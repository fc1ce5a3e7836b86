// SPDX-License-Identifier: Apache-2.0
#include "style/ColorScheme.h"

#include "style/ColorSchemePortal.h"
#include "style/KeydeskStyle.h"
#include "style/Theme.h"

#include <QApplication>
#include <QEvent>
#include <QFileInfo>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keydesk::ui {

namespace {

/** Asking for a bus that is not there could start one. */
bool hasSessionBus()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + u"/bus"_s);
}

bool isDarkNow()
{
    return Theme(QGuiApplication::palette()).isDark();
}

} // namespace

ColorScheme::ColorScheme(KeydeskStyle *style, QObject *parent)
    : QObject(parent)
    , m_style(style)
    , m_dark(isDarkNow())
{
    qApp->installEventFilter(this);
    if (hasSessionBus())
        listen();
    else
        m_settled = true;
}

void ColorScheme::listen()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        m_settled = true;
        return;
    }
    m_portal = new ColorSchemePortal(bus, this);
    connect(m_portal, &ColorSchemePortal::answered, this, [this](SchemeWish wish) {
        apply(wish);
        settle();
    });
    connect(m_portal, &ColorSchemePortal::changed, this, &ColorScheme::apply);
    m_portal->ask();
    QTimer::singleShot(80ms, this, &ColorScheme::settle);
}

void ColorScheme::apply(SchemeWish wish)
{
    m_style->setDark(wish == SchemeWish::Dark);
}

void ColorScheme::settle()
{
    if (m_settled)
        return;
    m_settled = true;
    Q_EMIT settled();
}

bool ColorScheme::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange) {
        const bool dark = isDarkNow();
        if (dark != m_dark) {
            m_dark = dark;
            Q_EMIT changed(dark);
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace keydesk::ui
