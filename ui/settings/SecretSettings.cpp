// SPDX-License-Identifier: Apache-2.0
#include "settings/SecretSettings.h"

#include <QStandardPaths>
#include <QVariantMap>

namespace keydesk::ui {

using namespace Qt::StringLiterals;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {
const QString clearAfterKey = u"secrets/clearClipboardAfterSeconds"_s;
const QString captureKey = u"secrets/hideFromScreenCapture"_s;
const QString lockAfterKey = u"lock/afterMinutes"_s;
const QString lockWithSessionKey = u"lock/withSession"_s;
const QString isLockedKey = u"lock/isLocked"_s;
const QString membersKey = u"lock/members"_s;
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

std::optional<minutes> SecretSettings::lockAfter() const
{
    const int given = m_settings.value(lockAfterKey).toInt();
    return given > 0 ? std::optional(minutes(given)) : std::nullopt;
}

void SecretSettings::setLockAfter(std::optional<minutes> idle)
{
    m_settings.setValue(lockAfterKey, idle ? QString::number(idle->count()) : u"never"_s);
}

bool SecretSettings::locksWithSession() const
{
    return m_settings.value(lockWithSessionKey).toBool();
}

void SecretSettings::setLocksWithSession(bool locks)
{
    m_settings.setValue(lockWithSessionKey, locks);
}

bool SecretSettings::guardsFromCapture() const
{
    return m_settings.value(captureKey).toString() != u"false";
}

void SecretSettings::setGuardsFromCapture(bool guards)
{
    m_settings.setValue(captureKey, guards);
}

bool SecretSettings::isLocked() const
{
    return m_settings.value(isLockedKey).toBool();
}

QMap<QString, QString> SecretSettings::lockedMembers() const
{
    QMap<QString, QString> members;
    const QVariantMap kept = m_settings.value(membersKey).toMap();
    for (auto member = kept.cbegin(); member != kept.cend(); ++member)
        members.insert(member.key(), member->toString());
    return members;
}

// Written at once: whoever kills the program to get around the lock finds it locked again.
void SecretSettings::setLocked(const QMap<QString, QString> &members)
{
    QVariantMap kept;
    for (auto member = members.cbegin(); member != members.cend(); ++member)
        kept.insert(member.key(), *member);
    m_settings.setValue(isLockedKey, true);
    m_settings.setValue(membersKey, kept);
    m_settings.sync();
}

void SecretSettings::setUnlocked()
{
    m_settings.remove(isLockedKey);
    m_settings.remove(membersKey);
    m_settings.sync();
}

} // namespace keydesk::ui
