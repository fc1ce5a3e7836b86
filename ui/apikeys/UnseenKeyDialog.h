// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "signin/TaskSheet.h"

namespace keydesk::ui {

/**
 * Asks what to do with a key that an earlier run has created and nobody has seen. Showing and
 * revoking leave it busy; see TaskSheet. Closing it leaves the question for the next start.
 */
class UnseenKeyDialog : public TaskSheet
{
    Q_OBJECT

public:
    /** \a created: when, in words; see RelativeTime. */
    UnseenKeyDialog(const QString &label, const QString &platform, const QString &created,
                    QWidget *parent);

Q_SIGNALS:
    void showRequested();
    void revokeRequested();

protected:
    QWidget *entry() const override;
    void adapt() override;

private:
    QPushButton *m_show;
    QPushButton *m_revoke;
};

} // namespace keydesk::ui
