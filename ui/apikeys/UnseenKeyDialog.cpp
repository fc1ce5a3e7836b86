// SPDX-License-Identifier: Apache-2.0
#include "apikeys/UnseenKeyDialog.h"

#include "style/ButtonKind.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace keydesk::ui {

UnseenKeyDialog::UnseenKeyDialog(const QString &label, const QString &platform,
                                 const QString &created, QWidget *parent)
    : TaskSheet(tr("A key that nobody has seen"), parent)
    , m_show(new QPushButton(tr("Show the key"), this))
    , m_revoke(new QPushButton(tr("Revoke"), this))
{
    const QString what = tr("Keydesk closed before the new key “%1” of %2 was put somewhere safe. "
                            "It was created %3.")
                             .arg(isolated(label), isolated(platform), created);
    const QString choice =
        tr("It can be shown for one day after it was created. If nobody needs it, revoke it.");
    addText({})->setBreakableText(what);
    addText(choice, true);
    setAccessibleDescription(what + u' ' + choice);
    addFooter(m_show);
    setButtonKind(m_revoke, ButtonKind::DangerQuiet);
    m_revoke->setAutoDefault(false);
    buttons()->insertWidget(0, m_revoke);
    setCancelText(tr("Later"));
    setBusy(false);
    focusEntry();
    connect(m_show, &QPushButton::clicked, this, [this] {
        setBusy(true);
        Q_EMIT showRequested();
    });
    connect(m_revoke, &QPushButton::clicked, this, [this] {
        setBusy(true);
        Q_EMIT revokeRequested();
    });
}

QWidget *UnseenKeyDialog::entry() const
{
    return m_show;
}

void UnseenKeyDialog::adapt()
{
    m_show->setEnabled(!isBusy());
    m_revoke->setEnabled(!isBusy());
}

} // namespace keydesk::ui
