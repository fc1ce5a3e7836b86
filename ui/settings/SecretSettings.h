// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QSettings>

#include <chrono>
#include <optional>

namespace keydesk::ui {

/** How the person wants secrets to be treated, kept in the settings file (XDG_CONFIG_HOME/keydesk).
 *  What is missing there, or makes no sense, is the safe value. */
class SecretSettings
{
public:
    SecretSettings();

    /** How long a copied key stays on the clipboard; nothing: until something else is copied. */
    std::optional<std::chrono::seconds> clearClipboardAfter() const;
    void setClearClipboardAfter(std::optional<std::chrono::seconds> patience);

    /** After how long without use Keydesk is locked; nothing: never. */
    std::optional<std::chrono::minutes> lockAfter() const;
    void setLockAfter(std::optional<std::chrono::minutes> idle);

    /** Whether it is locked with the session, and before the computer sleeps. */
    bool locksWithSession() const;
    void setLocksWithSession(bool locks);

    /** Whether new keys are kept out of screen captures, where the system can do that. */
    bool guardsFromCapture() const;
    void setGuardsFromCapture(bool guards);

    /** Whether it was locked when it ended. */
    bool isLocked() const;
    /** Who was signed in when it was locked: connection's id → member's id. */
    QMap<QString, QString> lockedMembers() const;
    void setLocked(const QMap<QString, QString> &members);
    void setUnlocked();

private:
    QSettings m_settings;
};

} // namespace keydesk::ui
