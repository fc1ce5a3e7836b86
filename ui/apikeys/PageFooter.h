// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace keydesk::ui {

class TextLabel;

/** How many keys are used, and Add: the bottom of the API page. */
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

Q_SIGNALS:
    void addRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isFull() const { return m_limit > 0 && m_used >= m_limit; }
    void updateAdd();
    void updateMeter();

    QProgressBar *m_meter;
    TextLabel *m_text;
    QPushButton *m_add;
    int m_used = 0;
    int m_limit = 0;
    bool m_known = false;
    bool m_allowed = true;
};

} // namespace keydesk::ui
