// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace keydesk::ui {

class TextLabel;

/** A line for a shell with what it is for, and a button that copies it. No secret stands in it. */
class CommandRow : public QWidget
{
    Q_OBJECT

public:
    CommandRow(const QString &name, const QString &command, QWidget *parent);

    void setCommand(const QString &command);

private:
    QString m_command;
    TextLabel *m_text;
};

} // namespace keydesk::ui
