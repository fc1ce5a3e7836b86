// SPDX-License-Identifier: Apache-2.0
#include "shell/LastPlace.h"

#include "settings/SettingsFile.h"

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

LastPlace::LastPlace(SettingsFile &file)
    : m_file(file)
{
}

PlatformRef LastPlace::platform() const
{
    // Files from before there were several connections do not name one.
    return {m_file.value(u"place/connection"_s, u"local"_s).toString(),
            m_file.value(u"place/platform"_s).toString()};
}

LastPlace::Page LastPlace::page() const
{
    const QString page = m_file.value(u"place/page"_s).toString();
    const auto *known = std::ranges::find(pages, page, &PageName::name);
    return known == std::end(pages) ? Page::Home : known->page;
}

void LastPlace::setPlace(const PlatformRef &platform, Page page)
{
    const auto *known = std::ranges::find(pages, page, &PageName::page);
    m_file.set({{u"place/connection"_s, platform.connectionId},
                {u"place/platform"_s, platform.platformId},
                {u"place/page"_s, known->name.toString()}});
}

QSet<PlatformRef> LastPlace::favourites() const
{
    QSet<PlatformRef> favourites;
    const QStringList kept = m_file.value(u"sidebar/favourites"_s).toStringList();
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
    m_file.set({{u"sidebar/favourites"_s, kept}});
}

QByteArray LastPlace::windowGeometry() const
{
    return m_file.value(u"window/geometry"_s).toByteArray();
}

void LastPlace::setWindowGeometry(const QByteArray &geometry)
{
    m_file.set({{u"window/geometry"_s, geometry}});
}

} // namespace keydesk::ui
