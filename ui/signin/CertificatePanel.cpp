// SPDX-License-Identifier: Apache-2.0
#include "signin/CertificatePanel.h"

#include "style/AccessibleRole.h"
#include "style/Icons.h"
#include "style/MessageStrip.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace keydesk::ui {

CertificatePanel::CertificatePanel(QWidget *parent)
    : QWidget(parent)
    , m_reason(new MessageStrip(this))
    , m_fingerprint(new TextLabel(TextKind::Monospaced, {}, this))
    , m_copy(new QPushButton(this))
    , m_feedback(new QTimer(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::related);
    layout->addWidget(m_reason);
    layout->addLayout(buildFingerprint());
    layout->addLayout(buildAuthority());
    m_feedback->setSingleShot(true);
    connect(m_feedback, &QTimer::timeout, this, [this] { showCopied(false); });
    connect(m_copy, &QPushButton::clicked, this, &CertificatePanel::copy);
}

QBoxLayout *CertificatePanel::buildFingerprint()
{
    auto *label = new TextLabel(TextKind::Secondary,
                                tr("SHA-256 fingerprint of the certificate. Compare it with the "
                                   "one that the backend's administrator gives you."),
                                this);
    label->setWordWrap(true);
    label->setBuddy(m_fingerprint);
    m_fingerprint->setSelectable(true);
    m_fingerprint->setLayoutDirection(Qt::LeftToRight);
    m_copy->setAutoDefault(false);
    // As wide as the longer of its two texts, so that nothing moves when it changes.
    showCopied(true);
    const int wide = m_copy->sizeHint().width();
    showCopied(false);
    m_copy->setMinimumWidth(std::max(wide, m_copy->sizeHint().width()));
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::related);
    line->addWidget(m_fingerprint, 1);
    line->addWidget(m_copy);
    auto *group = new QVBoxLayout;
    group->setSpacing(4);
    group->addWidget(label);
    group->addLayout(line);
    return group;
}

QBoxLayout *CertificatePanel::buildAuthority()
{
    auto *text = new TextLabel(TextKind::Body,
                               tr("If your organisation has a certificate authority (CA) of its "
                                  "own, Keydesk can trust it for this connection."),
                               this);
    text->setWordWrap(true);
    auto *choose = new QPushButton(tr("Use a private CA…"), this);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &CertificatePanel::authorityRequested);
    auto *group = new QVBoxLayout;
    group->setSpacing(metrics::inGroup);
    group->addWidget(text);
    group->addWidget(choose, 0, Qt::AlignLeading);
    return group;
}

void CertificatePanel::present(const QString &reason, const QByteArray &sha256)
{
    const QString pairs = QString::fromLatin1(sha256.toHex(':')).toUpper();
    constexpr qsizetype half = qsizetype{16} * 3; // bytes on a line
    m_text = pairs;
    m_fingerprint->setText(pairs.left(half) + u'\n' + pairs.mid(half));
    m_fingerprint->setAccessibleName(tr("SHA-256 fingerprint: %1").arg(pairs));
    showCopied(false);
    m_reason->setMessage(MessageKind::Error, reason);
    show();
    m_reason->present();
}

void CertificatePanel::copy()
{
    QGuiApplication::clipboard()->setText(m_text);
    showCopied(true);
    announce(m_copy);
    m_feedback->start(2s);
}

void CertificatePanel::showCopied(bool copied)
{
    m_copy->setText(copied ? tr("Copied") : tr("Copy"));
    m_copy->setIcon(icon(copied ? Icon::Check : Icon::Copy));
    m_copy->setAccessibleName(copied ? tr("Fingerprint copied") : tr("Copy the fingerprint"));
}

} // namespace keydesk::ui
