// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QBoxLayout;
class QPushButton;

namespace keydesk::ui {

class TextLabel;

/** What keys are for, and where that is documented: side by side where there is room. */
class PurposeLine : public QWidget
{
    Q_OBJECT

public:
    explicit PurposeLine(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void documentationRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    TextLabel *m_text;
    QPushButton *m_link;
    QBoxLayout *m_layout;
};

} // namespace keydesk::ui
