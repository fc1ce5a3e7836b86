// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"

#include <QByteArray>
#include <QSet>
#include <QSettings>
#include <QString>

namespace keydesk::ui {

/**
 * How the person left the window, kept in the settings file (XDG_CONFIG_HOME/keydesk). Ids of
 * platforms and connections, and geometry only; nothing that opens anything.
 */
class LastPlace
{
public:
    enum class Page { Home, ApiKeys, Security };

    LastPlace();

    PlatformRef platform() const;
    Page page() const;
    void setPlace(const PlatformRef &platform, Page page);

    QSet<PlatformRef> favourites() const;
    void setFavourites(const QSet<PlatformRef> &favourites);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);

private:
    void keep(const QString &key, const QVariant &value);

    QSettings m_settings;
};

} // namespace keydesk::ui
