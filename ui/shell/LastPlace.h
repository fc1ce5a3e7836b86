// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace keydesk::ui {

/**
 * Where the person left the window, kept in the settings file (XDG_CONFIG_HOME/keydesk). Platform
 * ids and geometry only; nothing that opens anything.
 */
class LastPlace
{
public:
    enum class Page { Home, ApiKeys };

    LastPlace();

    QString platformId() const;
    Page page() const;
    void setPlace(const QString &platformId, Page page);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);

private:
    QSettings m_settings;
};

} // namespace keydesk::ui
