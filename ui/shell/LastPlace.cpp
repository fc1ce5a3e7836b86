// SPDX-License-Identifier: Apache-2.0
#include "shell/LastPlace.h"

#include <QStandardPaths>

namespace keydesk::ui {

using namespace Qt::StringLiterals;

// By path: with a program name and no organization, QSettings would make one up.
LastPlace::LastPlace()
    : m_settings(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
                     u"/keydesk.conf"_s,
                 QSettings::IniFormat)
{
}

QString LastPlace::platformId() const
{
    return m_settings.value(u"place/platform"_s).toString();
}

LastPlace::Page LastPlace::page() const
{
    return m_settings.value(u"place/page"_s).toString() == u"api"_s ? Page::ApiKeys : Page::Home;
}

void LastPlace::setPlace(const QString &platformId, Page page)
{
    m_settings.setValue(u"place/platform"_s, platformId);
    m_settings.setValue(u"place/page"_s, page == Page::ApiKeys ? u"api"_s : u"home"_s);
}

QByteArray LastPlace::windowGeometry() const
{
    return m_settings.value(u"window/geometry"_s).toByteArray();
}

void LastPlace::setWindowGeometry(const QByteArray &geometry)
{
    m_settings.setValue(u"window/geometry"_s, geometry);
}

} // namespace keydesk::ui
