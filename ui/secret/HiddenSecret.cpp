// SPDX-License-Identifier: Apache-2.0
#include "secret/HiddenSecret.h"

#include "keys/ApiKeySecret.h"
#include "secret/SecretField.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace keydesk::ui {

namespace {

constexpr std::chrono::minutes longUnused{1};
constexpr qsizetype prefix = 4;
constexpr qsizetype group = 7; // seven of them make the rest

QString inGroups(QByteArrayView secret)
{
    QString text = QString::fromLatin1(secret.first(prefix));
    for (qsizetype at = prefix; at < secret.size(); at += group)
        text += QChar::Space +
                QLatin1StringView(secret.sliced(at, std::min(group, secret.size() - at)));
    return text;
}

} // namespace

HiddenSecret::HiddenSecret(const ApiKeySecret &secret, const QString &label, QWidget *parent)
    : QWidget(parent)
    , m_secret(&secret)
    , m_field(new SecretField(this))
    , m_show(new QPushButton(this))
    , m_groups(new TextLabel(TextKind::Monospaced, {}, this))
    , m_unused(new QTimer(this))
{
    m_field->setAccessibleName(tr("API key"));
    m_field->setAccessibleDescription(label);
    m_show->setAutoDefault(false);
    m_groups->setTone(TextTone::Secondary);
    build();
    m_field->hideSecret(secret.view().size());
    // As wide as the longer of its two texts, so that nothing moves when it changes.
    m_show->setText(tr("Hide"));
    const int wide = m_show->sizeHint().width();
    setShown(false);
    m_show->setMinimumWidth(std::max(wide, m_show->sizeHint().width()));
    connect(m_show, &QPushButton::clicked, this, [this] { setShown(!isShown()); });
    connect(m_field, &SecretField::copyRequested, this, &HiddenSecret::copyRequested);
    followApplication();
}

void HiddenSecret::build()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::inGroup);
    line->addWidget(m_field, 1);
    line->addWidget(m_show);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inGroup);
    layout->addLayout(line);
    layout->addWidget(m_groups);
}

void HiddenSecret::followApplication()
{
    m_unused->setSingleShot(true);
    m_unused->setInterval(longUnused);
    connect(m_unused, &QTimer::timeout, this, [this] { setShown(false); });
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this,
            [this](Qt::ApplicationState state) {
                if (state == Qt::ApplicationActive)
                    m_unused->stop();
                else if (isShown())
                    m_unused->start();
            });
}

bool HiddenSecret::isShown() const
{
    return m_field->isShown();
}

void HiddenSecret::setShown(bool shown)
{
    const bool canBeShown = shown && m_secret;
    if (canBeShown)
        m_field->showSecret(m_secret->reveal());
    else if (isShown())
        m_field->hideSecret(m_field->text().size());
    m_groups->setText(canBeShown ? inGroups(m_secret->view()) : QString());
    m_groups->setVisible(canBeShown);
    m_show->setText(canBeShown ? tr("Hide") : tr("Show"));
    m_show->setAccessibleName(canBeShown ? tr("Hide the key") : tr("Show the key"));
}

void HiddenSecret::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous()) // or it was only minimised
        setShown(false);
}

void HiddenSecret::forget()
{
    setShown(false);
    m_secret = nullptr;
}

} // namespace keydesk::ui
