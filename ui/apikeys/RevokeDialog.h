// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "style/Sheet.h"

class QPushButton;

namespace keydesk::ui {

class MessageStrip;

/**
 * Asks before a key is revoked and says what will break. Cancel is the default. revokeConfirmed()
 * comes once and leaves the dialog busy; the controller then calls accept(), or showProblem() to
 * let it be tried again. Closing it in any other way is cancelled().
 */
class RevokeDialog : public Sheet
{
    Q_OBJECT

public:
    RevokeDialog(const ApiKey &key, const QDateTime &now, QWidget *parent);

    QString keyId() const { return m_id; }
    bool isBusy() const { return m_busy; }

    void setBusy(bool busy);
    void showProblem(const QString &text);

    void reject() override;

Q_SIGNALS:
    void revokeConfirmed(const QString &id);
    void cancelled();

private:
    void buildFacts(const ApiKey &key, const QDateTime &now);
    void buildButtons();

    QString m_id;
    MessageStrip *m_problem;
    QPushButton *m_cancel;
    QPushButton *m_revoke;
    bool m_busy = false;
};

} // namespace keydesk::ui
