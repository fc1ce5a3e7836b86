// SPDX-License-Identifier: Apache-2.0
#include "signin/SignInDialog.h"

#include "signin/KeychainNotice.h"
#include "signin/PasswordField.h"
#include "style/AccessibleRole.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

using namespace std::chrono_literals;

namespace keydesk::ui {

SignInDialog::SignInDialog(const QString &name, const QString &host, SignInMethods methods,
                           QWidget *parent)
    : TaskSheet(tr("Sign in to %1").arg(isolated(name)), parent)
    , m_methods(methods)
    , m_email(new QLineEdit(this))
    , m_password(new PasswordField(this))
    , m_passwordPart(buildPassword())
    , m_browserText(new TextLabel(TextKind::Body, {}, this))
    , m_waitText(new TextLabel(TextKind::Body, {}, this))
    , m_openAgain(new QPushButton(tr("Open the browser again"), this))
    , m_usePassword(new QPushButton(tr("Use the password instead"), this))
    , m_waitPart(buildWait())
    , m_keychain(new KeychainNotice(this))
    , m_browser(new QPushButton(tr("Continue in the browser"), this))
    , m_primary(new QPushButton(this))
    , m_tick(new QTimer(this))
{
    if (name != host) // as it is called until it is given a name
        addText({}, true)->setBreakableText(host);
    setAccessibleDescription(host);
    m_browserText->setText(tr("You sign in on the page of your organisation. Keydesk does not see "
                              "what you type there."));
    m_browserText->setWordWrap(true);
    for (QWidget *part : {m_passwordPart, static_cast<QWidget *>(m_browserText), m_waitPart,
                          static_cast<QWidget *>(m_keychain)})
        content()->addWidget(part);
    addFooter(m_primary);
    buttons()->insertWidget(0, m_browser);
    for (QPushButton *button : {m_openAgain, m_usePassword, m_browser})
        button->setAutoDefault(false);
    connectButtons();
    setBusy(false);
    focusEntry();
}

QWidget *SignInDialog::buildPassword()
{
    auto *part = new QWidget(this);
    auto *label = new TextLabel(TextKind::Body, tr("E-mail"), part);
    label->setBuddy(m_email);
    m_email->setAccessibleName(label->text());
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoPredictiveText |
                                 Qt::ImhNoAutoUppercase);
    auto *email = new QVBoxLayout;
    email->setSpacing(metrics::inGroup - 2);
    email->addWidget(label);
    email->addWidget(m_email);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::related);
    layout->addLayout(email);
    layout->addWidget(m_password);
    return part;
}

QWidget *SignInDialog::buildWait()
{
    auto *part = new QWidget(this);
    m_waitText->setText(tr("Waiting for the browser. Sign in there and come back."));
    m_waitText->setWordWrap(true);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(metrics::inGroup);
    actions->addWidget(m_openAgain);
    actions->addWidget(m_usePassword);
    actions->addStretch();
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::related);
    layout->addWidget(m_waitText);
    layout->addLayout(actions);
    return part;
}

void SignInDialog::connectButtons()
{
    connect(m_email, &QLineEdit::textChanged, this, &SignInDialog::onEdited);
    connect(m_password->edit(), &QLineEdit::textChanged, this, &SignInDialog::onEdited);
    connect(m_primary, &QPushButton::clicked, this, &SignInDialog::submit);
    connect(m_browser, &QPushButton::clicked, this, &SignInDialog::openBrowser);
    connect(m_openAgain, &QPushButton::clicked, this, &SignInDialog::browserRequested);
    connect(m_usePassword, &QPushButton::clicked, this, [this] {
        setBusy(false);
        focusEntry();
        Q_EMIT browserAbandoned();
    });
    connect(m_keychain, &KeychainNotice::sessionOnlyChosen, this, [this] {
        setBusy(true);
        Q_EMIT sessionOnlyChosen();
    });
    connect(m_keychain, &KeychainNotice::retryRequested, this, [this] {
        setBusy(true);
        Q_EMIT keychainRetryRequested();
    });
    m_tick->setInterval(250ms);
    connect(m_tick, &QTimer::timeout, this, &SignInDialog::countDown);
}

void SignInDialog::setMethods(SignInMethods methods)
{
    m_methods = methods;
    adapt();
    focusEntry();
}

QString SignInDialog::email() const
{
    return m_email->text().trimmed();
}

void SignInDialog::setEmail(const QString &email)
{
    m_email->setText(email);
    focusEntry();
}

Password SignInDialog::takePassword()
{
    // A copy stays, in the wiped type as well, until it is known that it does not have to be put
    // back into the field.
    return Password(m_asked ? m_asked->utf8() : QByteArrayView());
}

void SignInDialog::showTooManyTries(std::chrono::seconds wait)
{
    m_retryAt.setRemainingTime(wait);
    m_tick->start();
    showProblem(tr("Too many tries in a short time. What you typed is kept."));
}

void SignInDialog::showKeychainProblem(const QString &text)
{
    m_asked.reset(); // it was right: nobody has to type it again
    m_password->edit()->wipe();
    m_step = Step::Keychain;
    setBusy(false);
    m_keychain->present(text);
    focusEntry();
}

void SignInDialog::done(int result)
{
    m_asked.reset();
    m_password->edit()->wipe();
    TaskSheet::done(result);
}

QWidget *SignInDialog::entry() const
{
    if (m_step == Step::Keychain)
        return m_keychain->sessionOnly();
    if (m_step == Step::Browser)
        return m_openAgain;
    if (!m_methods.testFlag(SignInMethod::Password))
        return m_primary;
    return email().isEmpty() ? m_email : m_password->edit();
}

void SignInDialog::adapt()
{
    if (!isBusy() && m_step == Step::Browser)
        m_step = Step::Methods;
    if (!isBusy() && m_asked) {
        m_password->edit()->put(*m_asked);
        m_asked.reset();
    }
    const bool choosing = m_step == Step::Methods;
    const bool password = m_methods.testFlag(SignInMethod::Password);
    m_passwordPart->setVisible(choosing && password);
    m_browserText->setVisible(choosing && !password);
    m_waitPart->setVisible(m_step == Step::Browser);
    m_usePassword->setVisible(password);
    m_keychain->setVisible(m_step == Step::Keychain);
    m_keychain->setEnabled(!isBusy());
    m_browser->setVisible(choosing && password && m_methods.testFlag(SignInMethod::Browser));
    m_browser->setEnabled(!isBusy());
    m_email->setReadOnly(isBusy());
    m_password->setReadOnly(isBusy());
    // Says that something is there, not how long it is.
    m_password->edit()->setPlaceholderText(m_asked ? QString(8, QChar(0x2022)) : QString());
    adaptPrimary();
}

void SignInDialog::adaptPrimary()
{
    m_primary->setVisible(m_step == Step::Methods);
    QPushButton *enter = m_step == Step::Methods   ? m_primary
                         : m_step == Step::Browser ? m_openAgain
                                                   : m_keychain->sessionOnly();
    enter->setDefault(true);
    if (!m_methods.testFlag(SignInMethod::Password)) {
        m_primary->setText(tr("Continue in the browser"));
        m_primary->setEnabled(!isBusy());
        return;
    }
    const int wait = secondsToWait();
    m_primary->setText(isBusy()   ? tr("Signing in…")
                       : wait > 0 ? tr("Try again in %1 s").arg(wait)
                                  : tr("Sign in"));
    m_primary->setEnabled(!isBusy() && wait == 0 && !email().isEmpty() &&
                          !m_password->edit()->text().isEmpty());
}

void SignInDialog::onEdited()
{
    const QString kept = email();
    if (kept != m_email->text()) {
        m_email->setText(kept); // comes back here
        return;
    }
    hideProblem();
    adaptPrimary();
}

void SignInDialog::submit()
{
    if (!m_methods.testFlag(SignInMethod::Password)) {
        openBrowser();
        return;
    }
    if (isBusy() || !m_primary->isEnabled())
        return;
    m_asked.emplace(m_password->edit()->take());
    setBusy(true);
    Q_EMIT signInRequested(email());
}

void SignInDialog::openBrowser()
{
    if (isBusy())
        return;
    m_step = Step::Browser;
    setBusy(true);
    focusEntry();
    announce(m_waitText);
    Q_EMIT browserRequested();
}

int SignInDialog::secondsToWait() const
{
    return static_cast<int>((m_retryAt.remainingTime() + 999) / 1000);
}

void SignInDialog::countDown()
{
    adaptPrimary();
    if (secondsToWait() > 0)
        return;
    m_tick->stop();
    if (m_primary->isVisible() && m_primary->isEnabled())
        announce(m_primary);
}

} // namespace keydesk::ui
