// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "style/Sheet.h"

#include <optional>

class QPushButton;

namespace keydesk::ui {

class CheckPanel;
class HiddenSecret;
class MessageStrip;
class SecretClipboard;
class TextLabel;

/**
 * Hands out a new key, the only time that it is here: to be copied, seen, and checked once it was
 * saved. Owns the secret and wipes it when it closes. Closing it with nothing of that done asks
 * once, in the dialog.
 */
class RevealDialog : public Sheet
{
    Q_OBJECT

public:
    /** \a clipboard must outlive the dialog. */
    RevealDialog(ApiKeySecret secret, const QString &label, SecretClipboard &clipboard,
                 QWidget *parent);
    ~RevealDialog() override;

    /** Escape, Close and the window's own button all lead here. */
    void reject() override;

Q_SIGNALS:
    /** Once, when the secret is gone from the window. */
    void closed();

private:
    void buildKey(const QString &label);
    void buildActions();
    void buildButtons();
    void copy();
    void check();
    void settle();
    void tellClipboard();
    void askOnce();
    void forget();

    std::optional<ApiKeySecret> m_secret;
    SecretClipboard &m_clipboard;
    HiddenSecret *m_key;
    TextLabel *m_status;
    CheckPanel *m_checking;
    MessageStrip *m_question;
    QPushButton *m_copy;
    QPushButton *m_check;
    QPushButton *m_close;
    bool m_wasCopied = false;
    bool m_isSettled = false; ///< copied, or found where it was saved
    bool m_asked = false;
};

} // namespace keydesk::ui
