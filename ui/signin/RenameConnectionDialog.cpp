// SPDX-License-Identifier: Apache-2.0
#include "signin/RenameConnectionDialog.h"

#include "signin/ConnectionNameField.h"
#include "style/TextLabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace keydesk::ui {

RenameConnectionDialog::RenameConnectionDialog(const QString &name, const QString &host,
                                               QWidget *parent)
    : TaskSheet(tr("Rename connection"), parent)
    , m_name(new ConnectionNameField(this))
    , m_rename(new QPushButton(this))
{
    addText({}, true)->setBreakableText(host);
    content()->addWidget(m_name);
    addFooter(m_rename);
    m_name->setName(name);
    setBusy(false);
    focusEntry();
    connect(m_name, &ConnectionNameField::edited, this, [this] {
        hideProblem();
        adapt();
    });
    connect(m_rename, &QPushButton::clicked, this, &RenameConnectionDialog::submit);
}

QWidget *RenameConnectionDialog::entry() const
{
    return m_name->edit();
}

void RenameConnectionDialog::adapt()
{
    m_name->setReadOnly(isBusy());
    m_rename->setText(isBusy() ? tr("Renaming…") : tr("Rename"));
    m_rename->setEnabled(!isBusy() && !m_name->name().isEmpty());
}

void RenameConnectionDialog::submit()
{
    const QString name = m_name->name();
    if (isBusy() || name.isEmpty())
        return;
    setBusy(true);
    Q_EMIT renameRequested(name);
}

} // namespace keydesk::ui
