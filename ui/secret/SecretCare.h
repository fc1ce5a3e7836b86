// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace keydesk::client {
class Keychain;
class SessionWatch;
class Worker;
} // namespace keydesk::client

namespace keydesk::ui {

class CaptureGuard;
class SecretClipboard;
class SecretSettings;

/** What a new key needs from its dialog on: where it may go, and who says when to hide it. All of
 *  them live as long as the application. */
struct SecretCare
{
    SecretClipboard &clipboard;
    client::Keychain &keychain;
    client::Worker &worker;
    client::SessionWatch &session;
    CaptureGuard &captureGuard;
    SecretSettings &settings;
};

} // namespace keydesk::ui
