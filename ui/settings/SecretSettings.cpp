// SPDX-License-Identifier: Apache-2.0
#include "settings/SecretSettings.h"

#include "settings/SettingsFile.h"

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

SecretSettings::SecretSettings(SettingsFile &file)
    : m_file(file)
{
}

std::optional<seconds> SecretSettings::clearClipboardAfter() const
{
    const QString kept = m_file.value(clearAfterKey).toString();
    if (kept == u"never")
        return std::nullopt;
    bool isNumber = false;
    const int given = kept.toInt(&isNumber);
    return isNumber && given > 0 ? seconds(given) : clearAfter;
}

void SecretSettings::setClearClipboardAfter(std::optional<seconds> patience)
{
    m_file.set({{clearAfterKey, patience ? QString::number(patience->count()) : u"never"_s}});
}

std::optional<minutes> SecretSettings::lockAfter() const
{
    const int given = m_file.value(lockAfterKey).toInt();
    return given > 0 ? std::optional(minutes(given)) : std::nullopt;
}

void SecretSettings::setLockAfter(std::optional<minutes> idle)
{
    m_file.set({{lockAfterKey, idle ? QString::number(idle->count()) : u"never"_s}});
}

bool SecretSettings::locksWithSession() const
{
    return m_file.value(lockWithSessionKey).toBool();
}

void SecretSettings::setLocksWithSession(bool locks)
{
    m_file.set({{lockWithSessionKey, locks}});
}

bool SecretSettings::guardsFromCapture() const
{
    return m_file.value(captureKey).toString() != u"false";
}

void SecretSettings::setGuardsFromCapture(bool guards)
{
    m_file.set({{captureKey, guards}});
}

bool SecretSettings::isLocked() const
{
    return m_file.value(isLockedKey).toBool();
}

QMap<QString, QString> SecretSettings::lockedMembers() const
{
    QMap<QString, QString> members;
    const QVariantMap kept = m_file.value(membersKey).toMap();
    for (auto member = kept.cbegin(); member != kept.cend(); ++member)
        members.insert(member.key(), member->toString());
    return members;
}

void SecretSettings::setLocked(const QMap<QString, QString> &members)
{
    QVariantMap kept;
    for (auto member = members.cbegin(); member != members.cend(); ++member)
        kept.insert(member.key(), *member);
    m_file.set({{isLockedKey, true}, {membersKey, kept}});
    m_file.waitUntilWritten();
}

void SecretSettings::setUnlocked()
{
    m_file.set({{isLockedKey, {}}, {membersKey, {}}});
}

} // namespace keydesk::ui
