// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "keys/KeyUse.h"
#include "style/Sheet.h"

#include <optional>

class QMenu;
class QPushButton;

namespace keydesk::ui {

class CaptureGuard;
class CheckPanel;
class HiddenSecret;
class MessageStrip;
class SavePanel;
class SecretClipboard;
class TextLabel;
class TrialPanel;

/**
 * Hands out a new key, the only time that it is here: to be copied, saved, seen, tried, and checked
 * once it was put somewhere. Owns the secret and wipes it when it closes. Closing it before it was
 * copied, saved or checked asks once, in the dialog.
 */
class RevealDialog : public Sheet
{
    Q_OBJECT

public:
    /** \a clipboard must outlive the dialog. */
    RevealDialog(ApiKeySecret secret, const KeyUse &use, SecretClipboard &clipboard,
                 QWidget *parent);
    ~RevealDialog() override;

    /** Null once the dialog has been closed. */
    const ApiKeySecret *secret() const { return m_secret ? &*m_secret : nullptr; }

    /** Where the outcome of the two save requests, and what has to be asked before, is told. */
    SavePanel *saving() const { return m_saving; }

    /** Shows the toggle that keeps the dialog out of screen captures. \a guard outlives it. */
    void offerCaptureGuard(CaptureGuard &guard, bool isOn);

    /** Takes it off the screen; the person can show it again. */
    void hideKey();

    /** The outcome of tryRequested(). */
    void tellTrial(qsizetype users);
    void tellTrialProblem(const QString &text);

    /** Escape, Close and the window's own button all lead here. */
    void reject() override;

Q_SIGNALS:
    void saveToKeychainRequested();
    void saveToFileRequested();
    void tryRequested();
    /** Once, when the secret is gone from the window. */
    void closed();

private:
    void buildKey(const QString &label);
    void buildActions();
    void buildButtons();
    QMenu *makeSaveMenu();
    void showOnly(QWidget *panel);
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
    SavePanel *m_saving;
    CheckPanel *m_checking;
    TrialPanel *m_trial;
    MessageStrip *m_question;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_check;
    QPushButton *m_try;
    QPushButton *m_close;
    bool m_wasCopied = false;
    bool m_isSettled = false; ///< copied, saved, or found where it was put
    bool m_asked = false;
};

} // namespace keydesk::ui
