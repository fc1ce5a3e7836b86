// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"

#include <QByteArray>
#include <QSet>
#include <QString>

namespace keydesk::ui {

class SettingsFile;

/**
 * How the person left the window, kept in the settings file. Ids of platforms and connections, and
 * geometry only; nothing that opens anything.
 */
class LastPlace
{
public:
    enum class Page { Home, ApiKeys, Security };

    /** \a file outlives this. */
    explicit LastPlace(SettingsFile &file);

    PlatformRef platform() const;
    Page page() const;
    void setPlace(const PlatformRef &platform, Page page);

    QSet<PlatformRef> favourites() const;
    void setFavourites(const QSet<PlatformRef> &favourites);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);

private:
    SettingsFile &m_file;
};

} // namespace keydesk::ui
