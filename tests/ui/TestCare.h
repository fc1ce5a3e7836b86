// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "SettingsRun.h"
#include "client/SessionWatch.h"
#include "secret/CaptureGuard.h"
#include "secret/SecretCare.h"
#include "secret/SecretClipboard.h"
#include "settings/SecretSettings.h"

#include <QGuiApplication>

namespace keydesk::testing {

/** What the application has once for all new keys, on this process's clipboard. */
struct TestCare
{
    TestCare(client::Keychain &keychain, client::Worker &worker)
        : care{clipboard, keychain, worker, session, *captureGuard, *settings}
    {
    }

    ui::SecretClipboard clipboard{QGuiApplication::clipboard()};
    client::SessionWatch session; ///< not started: tests emit its signals
    std::unique_ptr<ui::CaptureGuard> captureGuard = ui::systemCaptureGuard();
    SettingsRun<ui::SecretSettings> settings;
    ui::SecretCare care;
};

} // namespace keydesk::testing
