// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "style/Sheet.h"

#include <optional>

class QPushButton;

namespace keydesk::ui {

class MessageStrip;
class SecretClipboard;
class SecretField;
class TextLabel;

/**
 * Shows a new key, the only time it is shown. Owns the secret and wipes it when it closes. Closing
 * it without having copied asks once, in the dialog.
 */
class RevealDialog : public Sheet
{
    Q_OBJECT

public:
    /** \a clipboard must outlive the dialog. */
    RevealDialog(ApiKeySecret secret, const QString &label, SecretClipboard &clipboard,
                 QWidget *parent);
    ~RevealDialog() override;

    bool wasCopied() const { return m_copied; }

    /** Escape, Close and the window's own button all lead here. */
    void reject() override;

Q_SIGNALS:
    void copied();
    /** Once, when the secret is gone from the window. */
    void closed();

private:
    void buildKey(const QString &label);
    void buildButtons();
    void copy();
    void askOnce();
    void forget();

    std::optional<ApiKeySecret> m_secret;
    SecretClipboard &m_clipboard;
    SecretField *m_field;
    TextLabel *m_status;
    MessageStrip *m_question;
    QPushButton *m_copy;
    QPushButton *m_close;
    bool m_copied = false;
    bool m_asked = false;
};

} // namespace keydesk::ui
