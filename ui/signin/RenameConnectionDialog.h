// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "signin/TaskSheet.h"

namespace keydesk::ui {

class ConnectionNameField;

/** Asks for another name of a connection. renameRequested() leaves it busy; see TaskSheet. */
class RenameConnectionDialog : public TaskSheet
{
    Q_OBJECT

public:
    /** \a host tells which connection it is, whatever it was called before. */
    RenameConnectionDialog(const QString &name, const QString &host, QWidget *parent);

Q_SIGNALS:
    /** 1 to 60 characters, trimmed and in NFC. */
    void renameRequested(const QString &name);

protected:
    QWidget *entry() const override;
    void adapt() override;

private:
    void submit();

    ConnectionNameField *m_name;
    QPushButton *m_rename;
};

} // namespace keydesk::ui
