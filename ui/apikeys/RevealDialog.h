// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "style/Sheet.h"

class QLabel;
class QPushButton;

namespace keydesk::ui {

class MessageStrip;
class SecretClipboard;
class SecretField;

/**
 * Shows a new key, the only time it is shown. Owns the secret and wipes it with itself. Closing it
 * without having copied asks once, in the dialog.
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

    void reject() override;

Q_SIGNALS:
    void copied();
    /** Once, when the dialog is gone for good. */
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildKey(const QString &label);
    void buildButtons();
    void copy();
    void askOnce();
    void leave();

    ApiKeySecret m_secret;
    SecretClipboard &m_clipboard;
    SecretField *m_field = nullptr;
    QLabel *m_status = nullptr;
    MessageStrip *m_question = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_close = nullptr;
    bool m_copied = false;
    bool m_asked = false;
    bool m_left = false;
};

} // namespace keydesk::ui
