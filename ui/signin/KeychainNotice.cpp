// SPDX-License-Identifier: Apache-2.0
#include "signin/KeychainNotice.h"

#include "style/ButtonKind.h"
#include "style/MessageStrip.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace keydesk::ui {

KeychainNotice::KeychainNotice(QWidget *parent)
    : QWidget(parent)
    , m_strip(new MessageStrip(this))
    , m_sessionOnly(new QPushButton(tr("Stay signed in until Keydesk is closed"), this))
    , m_retry(new QPushButton(tr("Try again"), this))
{
    auto *meaning = new TextLabel(
        TextKind::Body,
        tr("A sign-in is kept in the keychain of this computer and nowhere else. Without it you "
           "sign in again each time Keydesk is started."),
        this);
    meaning->setWordWrap(true);
    setButtonKind(m_sessionOnly, ButtonKind::Primary);
    m_sessionOnly->setAutoDefault(false);
    m_retry->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::related);
    layout->addWidget(m_strip);
    layout->addWidget(meaning);
    layout->addSpacing(4);
    layout->addWidget(m_sessionOnly, 0, Qt::AlignLeading);
    layout->addWidget(m_retry, 0, Qt::AlignLeading);
    connect(m_sessionOnly, &QPushButton::clicked, this, &KeychainNotice::sessionOnlyChosen);
    connect(m_retry, &QPushButton::clicked, this, &KeychainNotice::retryRequested);
}

void KeychainNotice::present(const QString &text)
{
    m_strip->setMessage(MessageKind::Warning, text);
    show();
    m_strip->present();
}

} // namespace keydesk::ui
