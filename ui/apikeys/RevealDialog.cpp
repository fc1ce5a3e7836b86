// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevealDialog.h"

#include "secret/CaptureGuard.h"
#include "secret/CheckPanel.h"
#include "secret/HiddenSecret.h"
#include "secret/SavePanel.h"
#include "secret/SecretClipboard.h"
#include "secret/TrialPanel.h"
#include "style/AccessibleRole.h"
#include "style/ButtonKind.h"
#include "style/Icons.h"
#include "style/MessageStrip.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace keydesk::ui {

RevealDialog::RevealDialog(ApiKeySecret secret, const KeyUse &use, SecretClipboard &clipboard,
                           QWidget *parent)
    : Sheet(tr("Copy your API key now"), parent)
    , m_secret(std::move(secret))
    , m_clipboard(clipboard)
    , m_key(new HiddenSecret(*m_secret, use.label, this))
    , m_status(new TextLabel(TextKind::Body, {}, this))
    , m_saving(new SavePanel(this))
    , m_checking(new CheckPanel(*m_secret, this))
    , m_trial(new TrialPanel(use.api, use.companyId, this))
    , m_question(new MessageStrip(this))
    , m_copy(new QPushButton(icon(Icon::Copy), tr("&Copy"), this))
    , m_save(new QPushButton(tr("&Save…"), this))
    , m_check(new QPushButton(icon(Icon::Check), tr("Check &it"), this))
    , m_try(new QPushButton(tr("&Try it"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    const QString warning =
        tr("This is the only time it is shown. Nobody can retrieve it later, Keydesk included.");
    content()->addWidget(new MessageStrip(MessageKind::Warning, warning, this));
    setAccessibleDescription(warning);
    buildKey(use.label);
    buildActions();
    buildButtons();
    m_copy->setFocus();
}

RevealDialog::~RevealDialog()
{
    forget();
}

void RevealDialog::buildKey(const QString &label)
{
    auto *name = new TextLabel(TextKind::Secondary, {}, this);
    name->setBreakableText(label);
    name->setWordWrap(true);
    auto *group = new QVBoxLayout;
    group->setSpacing(metrics::inGroup);
    group->addWidget(name);
    group->addWidget(m_key);
    content()->addSpacing(4);
    content()->addLayout(group);
    connect(m_key, &HiddenSecret::copyRequested, this, &RevealDialog::copy);
}

void RevealDialog::buildActions()
{
    setButtonKind(m_copy, ButtonKind::Primary);
    m_copy->setDefault(true);
    m_save->setAutoDefault(false);
    m_save->setToolTip(tr("Put the key into the keychain, or into a file for an integration"));
    m_check->setAutoDefault(false);
    m_check->setToolTip(tr("Paste back what you saved, to see whether it is the whole key"));
    m_try->setAutoDefault(false);
    m_try->setToolTip(tr("Make one call with the key, and show how to make it from a shell"));
    m_status->setWordWrap(true);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(metrics::related);
    actions->addWidget(m_copy);
    actions->addWidget(m_save);
    actions->addWidget(m_check);
    actions->addWidget(m_try);
    actions->addStretch();
    content()->addLayout(actions);
    m_status->hide();
    content()->addWidget(m_status);
    for (QWidget *panel : std::initializer_list<QWidget *>{m_saving, m_checking, m_trial}) {
        panel->hide();
        content()->addWidget(panel);
    }
    connect(m_copy, &QPushButton::clicked, this, &RevealDialog::copy);
    // Unlike the button's own menu, without an event loop inside this one.
    connect(m_save, &QPushButton::clicked, this, [this, menu = makeSaveMenu()] {
        menu->popup(m_save->mapToGlobal(QPoint(0, m_save->height())));
    });
    connect(m_check, &QPushButton::clicked, this, &RevealDialog::check);
    connect(m_try, &QPushButton::clicked, this, &RevealDialog::tryKey);
    connect(m_saving, &SavePanel::saved, this, &RevealDialog::settle);
    connect(m_checking, &CheckPanel::found, this, [this] {
        settle();
        m_close->setDefault(true); // Return in the field would copy the key once more
    });
    connect(&m_clipboard, &SecretClipboard::changed, this, &RevealDialog::tellClipboard);
}

QMenu *RevealDialog::makeSaveMenu()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("In the &keychain"), this, [this] {
        showOnly(m_saving);
        Q_EMIT saveToKeychainRequested();
    });
    menu->addAction(tr("In a &file for an integration…"), this, [this] {
        showOnly(m_saving);
        Q_EMIT saveToFileRequested();
    });
    return menu;
}

void RevealDialog::showOnly(QWidget *panel)
{
    for (QWidget *each : std::initializer_list<QWidget *>{m_saving, m_checking, m_trial}) {
        if (each != panel)
            each->hide();
    }
}

void RevealDialog::buildButtons()
{
    m_question->hide();
    content()->addWidget(m_question);
    m_close->setAutoDefault(false);
    buttons()->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &RevealDialog::reject);
}

void RevealDialog::copy()
{
    if (!m_secret)
        return;
    m_wasCopied = true;
    m_clipboard.copy(*m_secret);
    settle();
    announce(m_status);
}

void RevealDialog::offerCaptureGuard(CaptureGuard &guard, bool isOn)
{
    auto *toggle = new QCheckBox(tr("Keep this window out of screen captures"), this);
    toggle->setChecked(isOn);
    buttons()->insertWidget(0, toggle);
    connect(toggle, &QCheckBox::toggled, this,
            [this, &guard](bool isGuarded) { guard.setGuarded(*this, isGuarded); });
    guard.setGuarded(*this, isOn);
}

void RevealDialog::hideKey()
{
    m_key->setShown(false);
}

void RevealDialog::check()
{
    showOnly(m_checking);
    m_checking->begin();
}

void RevealDialog::tryKey()
{
    m_try->setEnabled(false); // until there is an answer
    showOnly(m_trial);
    m_trial->begin();
    Q_EMIT tryRequested();
}

void RevealDialog::tellTrial(qsizetype users)
{
    m_try->setEnabled(true);
    m_trial->tellUsers(users);
}

void RevealDialog::tellTrialProblem(const QString &text)
{
    m_try->setEnabled(true);
    m_trial->tellProblem(text);
}

void RevealDialog::settle()
{
    m_isSettled = true;
    m_question->hide();
    m_close->setText(tr("Close"));
}

// Each second, as long as the clipboard holds the key.
void RevealDialog::tellClipboard()
{
    if (!m_wasCopied)
        return;
    const auto remaining = m_clipboard.remaining();
    QString text;
    switch (m_clipboard.state()) {
    case SecretClipboard::State::Holding:
        text = remaining ? tr("✓ Copied. The clipboard is cleared in %1 s.").arg(remaining->count())
                         : tr("✓ Copied. Paste it somewhere safe now.");
        break;
    case SecretClipboard::State::Cleared:
        text = tr("The clipboard has been cleared.");
        break;
    case SecretClipboard::State::Replaced:
        text = tr("Something else has been copied since.");
        break;
    case SecretClipboard::State::Empty:
        break;
    }
    m_status->setTone(m_clipboard.holdsSecret() ? TextTone::Success : TextTone::Secondary);
    m_status->setText(text);
    m_status->setVisible(!text.isEmpty());
    m_status->setAccessibleName(text.startsWith(u'✓') ? text.sliced(2) : text);
}

void RevealDialog::askOnce()
{
    m_asked = true;
    m_question->setMessage(
        MessageKind::Warning,
        tr("You have not copied or saved this key. Once this is closed, nobody can retrieve it."));
    m_question->present();
    m_close->setText(tr("Close without copying"));
    m_copy->setFocus(Qt::OtherFocusReason);
}

void RevealDialog::reject()
{
    if (!m_isSettled && !m_asked) {
        askOnce();
        return;
    }
    if (!m_secret)
        return;
    forget();
    Sheet::reject();
    Q_EMIT closed();
}

void RevealDialog::forget()
{
    m_key->forget();
    m_checking->forget();
    m_secret.reset();
}

} // namespace keydesk::ui
