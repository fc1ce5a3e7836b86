// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace keydesk::ui {

class Notifier;
class SecretClipboard;

/** Says in the window's message bar that the clipboard still holds a key, for how long, and offers
 *  to clear it now. While a dialog is open, that says so itself. GUI thread. */
class ClipboardNotice : public QObject
{
    Q_OBJECT

public:
    /** Both outlive it. */
    ClipboardNotice(SecretClipboard &clipboard, Notifier &notifier, QObject *parent = nullptr);

private:
    void onChanged();
    void tell();
    void tellEnd();

    SecretClipboard &m_clipboard;
    Notifier &m_notifier;
    int m_message = 0; ///< of the notifier; 0: not said yet
};

} // namespace keydesk::ui
