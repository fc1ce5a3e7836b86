// SPDX-License-Identifier: Apache-2.0
#include "signin/ConnectionNameField.h"

#include "keys/KeyLabel.h"
#include "style/AccessibleRole.h"
#include "style/KeydeskStyle.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace keydesk::ui {

ConnectionNameField::ConnectionNameField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_hint(new TextLabel(TextKind::Small, {}, this))
    , m_counter(new TextLabel(TextKind::Small, {}, this))
{
    auto *label = new TextLabel(TextKind::Body, tr("Name"), this);
    label->setBuddy(m_edit);
    m_edit->setAccessibleName(tr("Name"));
    m_hint->setWordWrap(true);
    m_counter->setAlignment(Qt::AlignTrailing);
    auto *under = new QHBoxLayout;
    under->setSpacing(metrics::section);
    under->addWidget(m_hint, 1, Qt::AlignTop);
    under->addWidget(m_counter, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inGroup - 2);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addLayout(under);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        check();
        Q_EMIT edited();
    });
    check();
}

QString ConnectionNameField::name() const
{
    const auto name = KeyLabel::parse(m_edit->text());
    return name && complaint().isEmpty() ? name->text() : QString();
}

void ConnectionNameField::setName(const QString &name)
{
    m_edit->setText(name);
    m_edit->selectAll();
}

void ConnectionNameField::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
}

void ConnectionNameField::check()
{
    const qsizetype length = KeyLabel::length(m_edit->text());
    m_counter->setText(tr("%1 / %2").arg(length).arg(maxLength));
    m_counter->setAccessibleName(tr("%1 of %2 characters").arg(length).arg(maxLength));
    m_counter->setTone(length > maxLength ? TextTone::Error : TextTone::Secondary);
    const QString wrong = complaint();
    const QString before = m_hint->text();
    m_hint->setText(wrong.isEmpty() ? tr("Shown on this computer only") : wrong);
    m_hint->setTone(wrong.isEmpty() ? TextTone::Secondary : TextTone::Error);
    m_edit->setAccessibleDescription(m_hint->text());
    setInvalid(m_edit, !wrong.isEmpty());
    if (!wrong.isEmpty() && m_hint->text() != before)
        announce(m_hint);
}

QString ConnectionNameField::complaint() const
{
    // The rules for what may stand in a line are those of labels.
    const auto name = KeyLabel::parse(m_edit->text());
    if (KeyLabel::length(m_edit->text()) > maxLength)
        return tr("A name has at most %n characters.", nullptr, maxLength);
    if (name || m_edit->text().isEmpty()) // nobody is told off for a field not filled in yet
        return {};
    switch (name.error()) {
    case LabelError::ControlCharacter:
        return tr("A name is one line, without tabs or other control characters.");
    case LabelError::BidirectionalOverride:
        return tr("It holds invisible characters that change the direction of the text.");
    case LabelError::NotUnicode:
        return tr("It holds a broken character.");
    case LabelError::Empty:
    case LabelError::TooLong: // longer than a label, therefore than a name
        break;
    }
    return tr("A name needs at least one character to be seen.");
}

} // namespace keydesk::ui
