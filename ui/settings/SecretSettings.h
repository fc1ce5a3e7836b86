// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>

#include <chrono>
#include <optional>

namespace keydesk::ui {

class SettingsFile;

/** How the person wants secrets to be treated, kept in the settings file. What is missing there, or
 *  makes no sense, is the safe value. */
class SecretSettings
{
public:
    /** \a file outlives this. */
    explicit SecretSettings(SettingsFile &file);

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
    /** Comes back when that is on the disk, unless nothing can be written there: whoever kills the
     *  program to get around the lock finds it locked again. */
    void setLocked(const QMap<QString, QString> &members);
    void setUnlocked();

private:
    SettingsFile &m_file;
};

} // namespace keydesk::ui
