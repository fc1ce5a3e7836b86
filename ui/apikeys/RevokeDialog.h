// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "style/Sheet.h"

class QPushButton;

namespace keydesk::ui {

class MessageStrip;

/**
 * Asks before one or more keys are revoked and says what will break. Cancel is the default.
 * revokeConfirmed() comes once and leaves the dialog busy; the controller then calls accept(), or
 * showProblem() to let it be tried again. Closing it in any other way is cancelled().
 */
class RevokeDialog : public Sheet
{
    Q_OBJECT

public:
    /** \a keys has at least one. */
    RevokeDialog(const QList<ApiKey> &keys, const QDateTime &now, QWidget *parent);

    const QStringList &keyIds() const { return m_ids; }
    bool isBusy() const { return m_busy; }

    void setBusy(bool busy);
    void showProblem(const QString &text);

    void reject() override;

Q_SIGNALS:
    void revokeConfirmed(const QStringList &ids);
    void cancelled();

private:
    void buildButtons();

    QStringList m_ids;
    MessageStrip *m_problem;
    QPushButton *m_cancel;
    QPushButton *m_revoke;
    bool m_busy = false;
};

} // namespace keydesk::ui
