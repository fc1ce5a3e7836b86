// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace keydesk::ui {

class TextLabel;

/** How many keys are used, and Add: the bottom of the API page. While several keys are selected it
 *  is about those, and offers to revoke them. */
class PageFooter : public QWidget
{
    Q_OBJECT

public:
    explicit PageFooter(QWidget *parent = nullptr);

    void setUsage(int used, int limit);
    /** Until then neither meter nor number is shown. */
    void setUsageKnown(bool known);
    /** Not where all keys are used: then the text says what to do. */
    void setAddAllowed(bool allowed);
    void focusAdd();
    void setSelected(int count);
    void setRevokeAllowed(bool allowed);

Q_SIGNALS:
    void addRequested();
    void revokeSelectedRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isFull() const { return m_limit > 0 && m_used >= m_limit; }
    bool hasSelection() const { return m_selected > 1; }
    void updateText();
    void updateAdd();
    void updateMeter();

    QProgressBar *m_meter;
    TextLabel *m_text;
    QPushButton *m_revoke;
    QPushButton *m_add;
    int m_used = 0;
    int m_limit = 0;
    int m_selected = 0;
    bool m_known = false;
    bool m_allowed = true;
};

} // namespace keydesk::ui
