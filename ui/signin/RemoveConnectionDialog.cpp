// SPDX-License-Identifier: Apache-2.0
#include "signin/RemoveConnectionDialog.h"

#include "style/TextLabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace keydesk::ui {

RemoveConnectionDialog::RemoveConnectionDialog(const QString &name, const QString &host,
                                               QWidget *parent)
    : TaskSheet(tr("Remove “%1”?").arg(isolated(name)), parent)
    , m_remove(new QPushButton(this))
{
    const QString goes = tr("The saved sign-in and the cached lists of this connection are deleted "
                            "from this computer.");
    const QString stays = tr("The API keys on %1 stay there and keep working.").arg(host);
    addText(goes);
    addText({}, true)->setBreakableText(stays);
    setAccessibleDescription(goes + u' ' + stays);
    addFooter(m_remove, true);
    setBusy(false);
    focusEntry();
    connect(m_remove, &QPushButton::clicked, this, [this] {
        setBusy(true);
        Q_EMIT removeConfirmed();
    });
}

void RemoveConnectionDialog::adapt()
{
    m_remove->setText(isBusy() ? tr("Removing…") : tr("Remove"));
    m_remove->setEnabled(!isBusy());
}

} // namespace keydesk::ui
