// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "style/Sheet.h"

#include <QUrl>

#include <optional>

class QPushButton;

namespace keydesk::ui {

class CheckPanel;
class HiddenSecret;
class MessageStrip;
class SecretClipboard;
class TextLabel;
class TrialPanel;

/**
 * Hands out a new key, the only time that it is here: to be copied, seen, and checked once it was
 * saved. Owns the secret and wipes it when it closes. Closing it with nothing of that done asks
 * once, in the dialog.
 */
class RevealDialog : public Sheet
{
    Q_OBJECT

public:
    /** Whose key it is, and where it is used. */
    struct About
    {
        QString label;
        QUrl api;          ///< the backend's
        QString companyId; ///< the platform's id
    };

    /** \a clipboard must outlive the dialog. */
    RevealDialog(ApiKeySecret secret, const About &about, SecretClipboard &clipboard,
                 QWidget *parent);
    ~RevealDialog() override;

    /** Null once the dialog has been closed. */
    const ApiKeySecret *secret() const { return m_secret ? &*m_secret : nullptr; }

    /** The outcome of tryRequested(). */
    void tellTrial(qsizetype users);
    void tellTrialProblem(const QString &text);

    /** Escape, Close and the window's own button all lead here. */
    void reject() override;

Q_SIGNALS:
    void tryRequested();
    /** Once, when the secret is gone from the window. */
    void closed();

private:
    void buildKey(const QString &label);
    void buildActions();
    void buildButtons();
    void copy();
    void check();
    void tryKey();
    void settle();
    void tellClipboard();
    void askOnce();
    void forget();

    std::optional<ApiKeySecret> m_secret;
    SecretClipboard &m_clipboard;
    HiddenSecret *m_key;
    TextLabel *m_status;
    CheckPanel *m_checking;
    TrialPanel *m_trial;
    MessageStrip *m_question;
    QPushButton *m_copy;
    QPushButton *m_check;
    QPushButton *m_try;
    QPushButton *m_close;
    bool m_wasCopied = false;
    bool m_isSettled = false; ///< copied, or found where it was saved
    bool m_asked = false;
};

} // namespace keydesk::ui
