// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Password.h"
#include "signin/TaskSheet.h"

#include <QDeadlineTimer>

#include <chrono>
#include <optional>

class QLineEdit;

namespace keydesk::ui {

class KeychainNotice;
class PasswordField;
class TextLabel;

/** A way to sign in that a backend offers. */
enum class SignInMethod { Password = 1, Browser = 2 };
Q_DECLARE_FLAGS(SignInMethods, SignInMethod)
Q_DECLARE_OPERATORS_FOR_FLAGS(SignInMethods)

/**
 * Signs in to one backend: with a password, in the browser, or as the person chooses. What it asks
 * leaves it busy; see TaskSheet. A problem leads back to the methods with everything typed kept.
 *
 * The password is in the field only while it can be typed. While it is checked, and after the
 * dialog was closed, the field is empty.
 */
class SignInDialog : public TaskSheet
{
    Q_OBJECT

public:
    /** \a methods: at least one. */
    SignInDialog(const QString &name, const QString &host, SignInMethods methods, QWidget *parent);

    void setMethods(SignInMethods methods);
    QString email() const;
    void setEmail(const QString &email);

    /** To be called for each signInRequested(); empty at any other time. */
    Password takePassword();

    /** The password cannot be tried before \a wait is over; the button counts down. */
    void showTooManyTries(std::chrono::seconds wait);
    /** The sign-in was right but cannot be saved: \a text says why, the dialog what that means. */
    void showKeychainProblem(const QString &text);

    void done(int result) override;

Q_SIGNALS:
    void signInRequested(const QString &email);
    /** To open the browser, for the first time or once more. The dialog waits for it. */
    void browserRequested();
    /** The person prefers the password: the browser's answer is no longer wanted. */
    void browserAbandoned();
    void sessionOnlyChosen();
    void keychainRetryRequested();

protected:
    /** It is a way to unlock. */
    bool staysInSight() const override { return true; }
    QWidget *entry() const override;
    void adapt() override;

private:
    enum class Step { Methods, Browser, Keychain };

    QWidget *buildPassword();
    QWidget *buildWait();
    void connectButtons();
    void onEdited();
    void adaptPrimary();
    void submit();
    void openBrowser();
    int secondsToWait() const;
    void countDown();

    SignInMethods m_methods;
    Step m_step = Step::Methods;
    QLineEdit *m_email;
    PasswordField *m_password;
    QWidget *m_passwordPart;
    TextLabel *m_browserText;
    TextLabel *m_waitText;
    QPushButton *m_openAgain;
    QPushButton *m_usePassword;
    QWidget *m_waitPart;
    KeychainNotice *m_keychain;
    QPushButton *m_browser;
    QPushButton *m_primary;
    std::optional<Password> m_asked; // while it is checked
    QDeadlineTimer m_retryAt;
    QTimer *m_tick;
};

} // namespace keydesk::ui
