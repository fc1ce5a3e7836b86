// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace keydesk::ui {

struct SidebarItemLook;

/**
 * One line of the settings' sidebar: a name. Not a checkable button: assistive technology would
 * toggle it, which clicks nothing.
 */
class SidebarItem : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SidebarItem(const QString &name, QWidget *parent = nullptr);

    /** Elides in paint; the tool tip tells the whole when it does not fit. */
    void setName(const QString &name);
    QString name() const { return m_name; }
    /** This is what the person sees now. */
    void setCurrent(bool current);
    bool isCurrent() const { return m_current; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /** Up or Down, Home or End: -1, 1, or far beyond either end. */
    void stepRequested(int step);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    SidebarItemLook look() const;

    QString m_name;
    bool m_current = false;
};

} // namespace keydesk::ui
