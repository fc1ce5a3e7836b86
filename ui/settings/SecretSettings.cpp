// SPDX-License-Identifier: Apache-2.0
#include "settings/SecretSettings.h"

#include <QStandardPaths>

namespace keydesk::ui {

using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {
const QString clearAfterKey = u"secrets/clearClipboardAfterSeconds"_s;
constexpr seconds clearAfter{30};
} // namespace

// By path: see LastPlace.
SecretSettings::SecretSettings()
    : m_settings(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
                     u"/keydesk.conf"_s,
                 QSettings::IniFormat)
{
}

std::optional<seconds> SecretSettings::clearClipboardAfter() const
{
    const QString kept = m_settings.value(clearAfterKey).toString();
    if (kept == u"never")
        return std::nullopt;
    bool isNumber = false;
    const int given = kept.toInt(&isNumber);
    return isNumber && given > 0 ? seconds(given) : clearAfter;
}

void SecretSettings::setClearClipboardAfter(std::optional<seconds> patience)
{
    m_settings.setValue(clearAfterKey, patience ? QString::number(patience->count()) : u"never"_s);
}

} // namespace keydesk::ui
