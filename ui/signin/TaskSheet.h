// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/Sheet.h"

class QPushButton;
class QTimer;

namespace keydesk::ui {

class BusyBar;
class MessageStrip;

/**
 * A sheet that asks for one thing and waits until its controller has done it. What it asks leaves
 * it busy; then the controller calls accept(), or showProblem(), which lets it be tried again with
 * everything typed kept. Closing it in any other way is cancelled(), while it is busy too.
 */
class TaskSheet : public Sheet
{
    Q_OBJECT

public:
    bool isBusy() const { return m_busy; }

    void setBusy(bool busy);
    /** Says what happened, above the buttons, and lets it be tried again. */
    void showProblem(const QString &text);

    void reject() override;

Q_SIGNALS:
    void cancelled();

protected:
    TaskSheet(const QString &title, QWidget *parent);

    /**
     * Adds the place of problems, the busy bar, Cancel and \a primary below what content() holds by
     * then. A destructive \a primary is never the default: Cancel is.
     */
    void addFooter(QPushButton *primary, bool destructive = false);
    /** In place of "Cancel", where there is nothing to be cancelled. After addFooter(). */
    void setCancelText(const QString &text);
    void hideProblem();
    void focusEntry();
    /** Where the focus is at first and after a problem; on Cancel unless it is said. */
    virtual QWidget *entry() const;
    /** Brings what can be seen, typed and pressed in line with isBusy(). */
    virtual void adapt() = 0;

private:
    MessageStrip *m_problem;
    BusyBar *m_bar;
    QTimer *m_barDelay;
    QPushButton *m_cancel = nullptr; // with m_primary from addFooter() on
    QPushButton *m_primary = nullptr;
    bool m_busy = false;
};

} // namespace keydesk::ui
