// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>
#include <QString>

namespace keydesk::ui {

/** The desktop's wish, as org.freedesktop.appearance color-scheme numbers it. */
enum class SchemeWish { None = 0, Dark = 1, Light = 2 };

/**
 * Asks the freedesktop portal for the colour scheme and listens to its changes. GUI thread,
 * asynchronous; without a portal it says so and stays silent.
 */
class ColorSchemePortal : public QObject
{
    Q_OBJECT

public:
    explicit ColorSchemePortal(QDBusConnection bus, QObject *parent = nullptr);

    void ask();

Q_SIGNALS:
    /** The first answer: a wish, or None where nobody answers. */
    void answered(keydesk::ui::SchemeWish wish);
    void changed(keydesk::ui::SchemeWish wish);

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    QDBusConnection m_bus;
};

} // namespace keydesk::ui
