// SPDX-License-Identifier: Apache-2.0
#include "apikeys/LabelDialog.h"

#include "style/AccessibleRole.h"
#include "style/ButtonKind.h"
#include "style/KeydeskStyle.h"
#include "style/MessageStrip.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <utility>

namespace keydesk::ui {

namespace {

/** Without the line break that often comes along at the end of a copied cell or line. */
QString withoutOuterBreaks(const QString &text)
{
    const auto isBreak = [](QChar c) {
        return c == u'\n' || c == u'\r' || c == u'\t' || c == QChar(0x2028) || c == QChar(0x2029);
    };
    qsizetype start = 0;
    qsizetype end = text.size();
    while (start < end && isBreak(text.at(start)))
        ++start;
    while (end > start && isBreak(text.at(end - 1)))
        --end;
    return text.sliced(start, end - start);
}

} // namespace

LabelDialog::LabelDialog(const QStringList &takenLabels, QWidget *parent)
    : LabelDialog(Action{tr("C&reate"), tr("Creating…")}, tr("Add API key"), parent)
{
    build(tr("Name the integration that will use it. You will find the key by this label when "
             "you have to revoke it."),
          takenLabels);
}

LabelDialog::LabelDialog(const QString &current, const QStringList &takenLabels, QWidget *parent)
    : LabelDialog(Action{tr("&Rename"), tr("Renaming…")}, tr("Rename key"), parent)
{
    m_current = current;
    m_field->setText(current);
    m_field->selectAll();
    build(tr("Only its label changes. The key stays the same, and so does every integration that "
             "uses it."),
          takenLabels);
}

LabelDialog::LabelDialog(Action action, const QString &title, QWidget *parent)
    : Sheet(title, parent)
    , m_action(std::move(action))
    , m_field(new QLineEdit(this))
    , m_hint(new TextLabel(TextKind::Small, {}, this))
    , m_counter(new TextLabel(TextKind::Small, {}, this))
    , m_problem(new MessageStrip(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_submit(new QPushButton(this))
{
}

void LabelDialog::build(const QString &purpose, const QStringList &takenLabels)
{
    addText(purpose, true);
    buildField();
    buildButtons();
    setTakenLabels(takenLabels);
    setBusy(false);
    m_field->setFocus();
}

void LabelDialog::buildField()
{
    auto *name = new TextLabel(TextKind::Body, tr("Label"), this);
    name->setBuddy(m_field);
    m_field->setAccessibleName(tr("Label"));
    m_hint->setWordWrap(true);
    m_counter->setAlignment(Qt::AlignTrailing);
    auto *under = new QHBoxLayout;
    under->setSpacing(metrics::section);
    under->addWidget(m_hint, 1, Qt::AlignTop);
    under->addWidget(m_counter, 0, Qt::AlignTop);
    auto *group = new QVBoxLayout;
    group->setSpacing(metrics::inGroup - 2);
    group->addWidget(name);
    group->addWidget(m_field);
    group->addLayout(under);
    content()->addLayout(group);
    content()->addWidget(m_problem);
    m_problem->hide();
    connect(m_field, &QLineEdit::textChanged, this, &LabelDialog::onEdited);
}

void LabelDialog::buildButtons()
{
    setButtonKind(m_submit, ButtonKind::Primary);
    m_submit->setDefault(true);
    m_cancel->setAutoDefault(false);
    buttons()->addWidget(m_cancel);
    buttons()->addWidget(m_submit);
    connect(m_cancel, &QPushButton::clicked, this, &LabelDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, &LabelDialog::submit);
}

QString LabelDialog::text() const
{
    return m_field->text();
}

void LabelDialog::setTakenLabels(const QStringList &labels)
{
    m_taken.clear();
    for (const QString &text : labels) {
        if (const auto label = KeyLabel::parse(text))
            m_taken.insert(label->uniquenessKey());
    }
    check();
}

void LabelDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_field->setReadOnly(busy);
    m_submit->setText(busy ? m_action.busy : m_action.name);
    if (busy)
        m_problem->hide();
    check();
}

void LabelDialog::setCurrent(const QString &label)
{
    const bool isUntouched = m_field->text() == m_current;
    m_current = label;
    if (isUntouched && !m_busy) {
        m_field->setText(label);
        m_field->selectAll();
    }
    check();
}

void LabelDialog::showNews(const QString &text)
{
    m_problem->setMessage(MessageKind::Info, text);
    m_problem->present();
}

void LabelDialog::showProblem(const QString &text)
{
    setBusy(false);
    m_problem->setMessage(MessageKind::Error, text);
    m_problem->present();
    if (m_submit->isEnabled())
        m_submit->setFocus(Qt::OtherFocusReason);
    else
        m_field->setFocus(Qt::OtherFocusReason);
}

void LabelDialog::reject()
{
    if (isVisible())
        Q_EMIT cancelled();
    Sheet::reject();
}

void LabelDialog::onEdited()
{
    const QString text = m_field->text();
    const QString kept = withoutOuterBreaks(text);
    if (kept != text) {
        m_field->setText(kept); // comes back here
        return;
    }
    m_problem->hide();
    check();
}

void LabelDialog::check()
{
    const auto label = KeyLabel::parse(m_field->text());
    const QString wrong = complaint(label);
    const qsizetype length = KeyLabel::length(m_field->text());
    const bool tooLong = length > KeyLabel::maxLength;
    m_counter->setText(tr("%1 / %2").arg(length).arg(KeyLabel::maxLength));
    m_counter->setAccessibleName(tr("%1 of %2 characters").arg(length).arg(KeyLabel::maxLength));
    m_counter->setTone(tooLong ? TextTone::Error : TextTone::Secondary);
    const QString before = m_hint->text();
    m_hint->setText(wrong.isEmpty() ? tr("Tip: one key for each integration") : wrong);
    m_hint->setTone(wrong.isEmpty() ? TextTone::Secondary : TextTone::Error);
    m_field->setAccessibleDescription(m_hint->text());
    setInvalid(m_field, !wrong.isEmpty());
    if (!wrong.isEmpty() && m_hint->text() != before)
        announce(m_hint);
    m_submit->setEnabled(!m_busy && label && wrong.isEmpty() && label->text() != m_current);
}

QString LabelDialog::complaint(const tl::expected<KeyLabel, LabelError> &label) const
{
    if (label) {
        return m_taken.contains(label->uniquenessKey())
                   ? tr("“%1” is already used by another key.").arg(label->text())
                   : QString();
    }
    switch (label.error()) {
    case LabelError::Empty: // nobody is told off for a field not filled in yet
        return m_field->text().isEmpty() ? QString()
                                         : tr("A label needs at least one character to be seen.");
    case LabelError::TooLong:
        return tr("A label has at most %n characters.", nullptr,
                  static_cast<int>(KeyLabel::maxLength));
    case LabelError::ControlCharacter:
        return tr("A label is one line, without tabs or other control characters.");
    case LabelError::BidirectionalOverride:
        return tr("It holds invisible characters that change the direction of the text.");
    case LabelError::NotUnicode:
        return tr("It holds a broken character.");
    }
    Q_UNREACHABLE();
}

void LabelDialog::submit()
{
    const auto label = KeyLabel::parse(m_field->text());
    if (m_busy || !label || !complaint(label).isEmpty() || label->text() == m_current)
        return;
    setBusy(true);
    Q_EMIT submitted(*label);
}

} // namespace keydesk::ui
