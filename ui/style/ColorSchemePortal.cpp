// SPDX-License-Identifier: Apache-2.0
#include "style/ColorSchemePortal.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

const QString service = u"org.freedesktop.portal.Desktop"_s;
const QString path = u"/org/freedesktop/portal/desktop"_s;
const QString interface = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;
const QString colorScheme = u"color-scheme"_s;

SchemeWish wishFrom(QVariant value)
{
    // Read() wraps the value twice; SettingChanged once.
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    bool isNumber = false;
    switch (value.toUInt(&isNumber)) {
    case 1:
        return SchemeWish::Dark;
    case 2:
        return SchemeWish::Light;
    default:
        return SchemeWish::None;
    }
}

} // namespace

ColorSchemePortal::ColorSchemePortal(QDBusConnection bus, QObject *parent)
    : QObject(parent)
    , m_bus(std::move(bus))
{
}

void ColorSchemePortal::ask()
{
    // Qt D-Bus knows signals of other programs by name only, and their types by name too: one that
    // nothing has registered yet makes the connection fail.
    qRegisterMetaType<QDBusVariant>();
    // The signature has to be normalized, without spaces.
    // clang-format off
    m_bus.connect(service, path, interface, u"SettingChanged"_s, this,
                  SLOT(settingChanged(QString,QString,QDBusVariant)));
    // clang-format on
    QDBusMessage read = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    read << appearance << colorScheme;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        Q_EMIT answered(reply.isError() ? SchemeWish::None
                                        : wishFrom(QVariant::fromValue(reply.value())));
    });
}

void ColorSchemePortal::settingChanged(const QString &group, const QString &key,
                                       const QDBusVariant &value)
{
    if (group == appearance && key == colorScheme)
        Q_EMIT changed(wishFrom(value.variant()));
}

} // namespace keydesk::ui
