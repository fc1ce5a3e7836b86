// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "signin/TaskSheet.h"

namespace keydesk::ui {

/**
 * Asks before a connection is removed and says what goes with it. Cancel is the default.
 * removeConfirmed() comes once and leaves it busy; see TaskSheet.
 */
class RemoveConnectionDialog : public TaskSheet
{
    Q_OBJECT

public:
    RemoveConnectionDialog(const QString &name, const QString &host, QWidget *parent);

Q_SIGNALS:
    void removeConfirmed();

protected:
    void adapt() override;

private:
    QPushButton *m_remove;
};

} // namespace keydesk::ui
