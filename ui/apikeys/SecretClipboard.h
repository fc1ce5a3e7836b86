// SPDX-License-Identifier: Apache-2.0
#pragma once

class QClipboard;

namespace keydesk {
class ApiKeySecret;
}

namespace keydesk::ui {

/**
 * The one way by which a key leaves the window: onto the clipboard, marked for clipboard managers
 * as a password, and never onto the selection that a middle click pastes. GUI thread; \a clipboard
 * is the application's.
 */
class SecretClipboard
{
public:
    explicit SecretClipboard(QClipboard *clipboard);

    void copy(const ApiKeySecret &secret);

private:
    QClipboard *m_clipboard;
};

} // namespace keydesk::ui
