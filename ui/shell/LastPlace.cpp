// SPDX-License-Identifier: Apache-2.0
#include "shell/LastPlace.h"

#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <iterator>

namespace keydesk::ui {

using namespace Qt::StringLiterals;

namespace {

struct PageName
{
    LastPlace::Page page;
    QStringView name;
};

constexpr std::array pages{PageName{LastPlace::Page::Home, u"home"},
                           PageName{LastPlace::Page::ApiKeys, u"api"},
                           PageName{LastPlace::Page::Security, u"security"}};

} // namespace

// By path: with a program name and no organization, QSettings would make one up.
LastPlace::LastPlace()
    : m_settings(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
                     u"/keydesk.conf"_s,
                 QSettings::IniFormat)
{
}

PlatformRef LastPlace::platform() const
{
    // Files from before there were several connections do not name one.
    return {m_settings.value(u"place/connection"_s, u"local"_s).toString(),
            m_settings.value(u"place/platform"_s).toString()};
}

LastPlace::Page LastPlace::page() const
{
    const QString page = m_settings.value(u"place/page"_s).toString();
    const auto *known = std::ranges::find(pages, page, &PageName::name);
    return known == std::end(pages) ? Page::Home : known->page;
}

void LastPlace::setPlace(const PlatformRef &platform, Page page)
{
    keep(u"place/connection"_s, platform.connectionId);
    keep(u"place/platform"_s, platform.platformId);
    const auto *known = std::ranges::find(pages, page, &PageName::page);
    keep(u"place/page"_s, known->name.toString());
}

QSet<PlatformRef> LastPlace::favourites() const
{
    QSet<PlatformRef> favourites;
    const QStringList kept = m_settings.value(u"sidebar/favourites"_s).toStringList();
    for (const QString &favourite : kept)
        favourites.insert({favourite.section(u'/', 0, -2), favourite.section(u'/', -1)});
    return favourites;
}

void LastPlace::setFavourites(const QSet<PlatformRef> &favourites)
{
    QStringList kept;
    for (const PlatformRef &favourite : favourites)
        kept.append(favourite.connectionId + u'/' + favourite.platformId);
    kept.sort();
    keep(u"sidebar/favourites"_s, kept);
}

QByteArray LastPlace::windowGeometry() const
{
    return m_settings.value(u"window/geometry"_s).toByteArray();
}

void LastPlace::setWindowGeometry(const QByteArray &geometry)
{
    keep(u"window/geometry"_s, geometry);
}

// QSettings writes also what is there already, in this thread, and waits for the disk: at the start
// that stood between the window and its first paint.
void LastPlace::keep(const QString &key, const QVariant &value)
{
    if (m_settings.value(key) != value)
        m_settings.setValue(key, value);
}

} // namespace keydesk::ui
