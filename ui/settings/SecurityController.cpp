// SPDX-License-Identifier: Apache-2.0
#include "settings/SecurityController.h"

#include "client/Connections.h"
#include "client/Keychain.h"
#include "lock/AutoLock.h"
#include "secret/SecretClipboard.h"
#include "settings/SecretSettings.h"
#include "settings/SecurityPage.h"
#include "shell/Notifier.h"

#include <algorithm>

namespace keydesk::ui {

SecurityController::SecurityController(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    const SecurityPage *page = &m_parts.page;
    connect(page, &SecurityPage::clearClipboardChosen, this,
            [this](std::optional<std::chrono::seconds> patience) {
                m_parts.settings.setClearClipboardAfter(patience);
                apply();
            });
    connect(page, &SecurityPage::lockAfterChosen, this,
            [this](std::optional<std::chrono::minutes> idle) {
                turn(idle.has_value(), [this, idle] { m_parts.settings.setLockAfter(idle); });
            });
    connect(page, &SecurityPage::lockWithSessionChosen, this, [this](bool locks) {
        turn(locks, [this, locks] { m_parts.settings.setLocksWithSession(locks); });
    });
    connect(page, &SecurityPage::captureGuardChosen, this, [this](bool guards) {
        m_parts.settings.setGuardsFromCapture(guards);
        apply();
    });
    connect(page, &SecurityPage::lockRequested, this, &SecurityController::lockNow);
    apply();
}

void SecurityController::lockNow()
{
    withWayBack([this] { Q_EMIT lockRequested(); });
}

void SecurityController::turn(bool isOn, const std::function<void()> &keep)
{
    if (isOn)
        return withWayBack(keep);
    keep();
    apply();
}

void SecurityController::apply()
{
    const SecretSettings &settings = m_parts.settings;
    m_parts.page.setChoices({.clearClipboardAfter = settings.clearClipboardAfter(),
                             .lockAfter = settings.lockAfter(),
                             .locksWithSession = settings.locksWithSession(),
                             .guardsFromCapture = settings.guardsFromCapture()});
    m_parts.clipboard.setClearAfter(settings.clearClipboardAfter());
    m_parts.autoLock.setIdleTime(settings.lockAfter());
    m_parts.autoLock.setFollowsSession(settings.locksWithSession());
}

bool SecurityController::canSignIn() const
{
    return std::ranges::any_of(m_parts.connections.all(), [](const client::Connection *connection) {
        return !connection->isLocal() && !connection->member().id.isEmpty();
    });
}

QString SecurityController::whyNotLocked(ProblemCode keychain)
{
    if (keychain == ProblemCode::KeychainLocked)
        return tr("Keydesk was not locked, as nothing could unlock it again: the keychain is "
                  "locked itself, and you are not signed in to a backend. Unlock the keychain, or "
                  "sign in.");
    return tr("Keydesk was not locked, as nothing could unlock it again: there is no keychain on "
              "this desktop that works, and you are not signed in to a backend. Start a keychain "
              "such as GNOME Keyring, or sign in.");
}

void SecurityController::withWayBack(const std::function<void()> &lock)
{
    m_parts.keychain.check().then(this, [this, lock](const Result<Done> &keychain) {
        if (keychain || canSignIn())
            lock();
        else
            m_parts.notifier.say(MessageKind::Warning, whyNotLocked(keychain.error().code));
        apply();
    });
}

} // namespace keydesk::ui
