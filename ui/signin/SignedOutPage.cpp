// SPDX-License-Identifier: Apache-2.0
#include "signin/SignedOutPage.h"

namespace keydesk::ui {

SignedOutPage::SignedOutPage(QWidget *parent)
    : NoticePage(parent)
{
    connect(this, &NoticePage::actionTriggered, this, &SignedOutPage::signInRequested);
}

void SignedOutPage::setConnection(const QString &name, const QString &host, SignedOutReason reason)
{
    QString why;
    switch (reason) {
    case SignedOutReason::Never:
        why = tr("Sign in to %1 to see the platforms whose API keys you manage.").arg(host);
        break;
    case SignedOutReason::SignedOut:
        why = tr("You are signed out of %1; its API keys keep working.").arg(host);
        break;
    case SignedOutReason::Ended:
        why = tr("The session on %1 has ended; its API keys keep working.").arg(host);
        break;
    }
    setNotice(name, why, tr("Sign in"));
}

} // namespace keydesk::ui
