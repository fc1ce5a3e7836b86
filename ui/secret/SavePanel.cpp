// SPDX-License-Identifier: Apache-2.0
#include "secret/SavePanel.h"

#include "secret/CommandRow.h"
#include "style/AccessibleRole.h"
#include "style/MessageStrip.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace keydesk::ui {

SavePanel::SavePanel(QWidget *parent)
    : QWidget(parent)
    , m_outcome(new TextLabel(TextKind::Body, {}, this))
    , m_command(new CommandRow(tr("Read it back"), {}, this))
    , m_question(new MessageStrip(this))
    , m_answers(new QWidget(this))
    , m_yes(new QPushButton(m_answers))
{
    m_outcome->setWordWrap(true);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inGroup);
    layout->addWidget(m_outcome);
    layout->addWidget(m_command);
    layout->addWidget(m_question);
    layout->addWidget(m_answers);
    buildAnswers();
    m_command->hide();
    setAsking(false);
}

void SavePanel::buildAnswers()
{
    auto *other = new QPushButton(tr("Another file…"), m_answers);
    m_yes->setAutoDefault(false);
    other->setAutoDefault(false);
    auto *row = new QHBoxLayout(m_answers);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::inGroup);
    row->addWidget(m_yes);
    row->addWidget(other);
    row->addStretch();
    connect(m_yes, &QPushButton::clicked, this, &SavePanel::confirmed);
    connect(other, &QPushButton::clicked, this, &SavePanel::otherFileRequested);
}

void SavePanel::setAsking(bool isAsking)
{
    m_question->setVisible(isAsking);
    m_answers->setVisible(isAsking);
}

void SavePanel::tell(const QString &text)
{
    setAsking(false);
    m_command->hide();
    m_outcome->setBreakableText(text); // a path in it may be long
    m_outcome->show();
    show();
}

void SavePanel::begin(const QString &text)
{
    m_outcome->setTone(TextTone::Secondary);
    tell(text);
}

void SavePanel::tellSaved(const QString &text, const QString &command)
{
    m_outcome->setTone(TextTone::Success);
    tell(QStringLiteral("✓ ") + text);
    m_outcome->setAccessibleName(text);
    m_command->setCommand(command);
    m_command->setVisible(!command.isEmpty());
    announce(m_outcome);
    Q_EMIT saved();
}

void SavePanel::tellProblem(const QString &text)
{
    m_outcome->setTone(TextTone::Warning);
    tell(text);
    announce(m_outcome);
}

void SavePanel::ask(const QString &question, const QString &yes)
{
    m_outcome->hide();
    m_command->hide();
    m_yes->setText(yes);
    m_question->setMessage(MessageKind::Warning, question);
    show();
    setAsking(true);
    m_question->present();
    m_yes->setFocus(Qt::OtherFocusReason);
}

} // namespace keydesk::ui
