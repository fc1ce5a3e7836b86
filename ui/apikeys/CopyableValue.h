// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

class QGridLayout;
class QPushButton;
class QTimer;
class QWidget;

namespace keydesk::ui {

class TextLabel;

/** A row of a grid: what a value is called, the value, and a button that copies it. */
class CopyableValue : public QObject
{
    Q_OBJECT

public:
    /** Adds its widgets to the next row of \a grid, in \a parent, which owns it too. */
    CopyableValue(const QString &name, QGridLayout *grid, QWidget *parent);

    void setValue(const QString &value);
    QString value() const;

private:
    void copy();
    void showCopied(bool copied);

    QString m_name;
    TextLabel *m_value;
    QPushButton *m_copy;
    QTimer *m_feedback;
};

} // namespace keydesk::ui
