// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessibleWidget>
#include <QPushButton>

namespace keydesk::ui {

/** A button that stands in a row of a list or table: the keys that move between rows are left to
 *  the view, and the view hears when the focus comes and goes. */
class RowButton : public QPushButton
{
    Q_OBJECT

public:
    RowButton(const QIcon &icon, const QString &text, QWidget *parent);

Q_SIGNALS:
    void focusReceived();
    void focusLost();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

/** Such a button as assistive technology sees it. A class for each view says in parent() in which
 *  row or cell it is; Qt would say in which viewport. */
class AccessibleRowButton : public QAccessibleWidget
{
public:
    explicit AccessibleRowButton(RowButton *button);

    QStringList actionNames() const override;
    void doAction(const QString &name) override;

private:
    RowButton *rowButton() const;
};

} // namespace keydesk::ui
