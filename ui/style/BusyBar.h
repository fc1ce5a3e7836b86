// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProgressBar>

class QVariantAnimation;

namespace keydesk::ui {

/** A thin bar that says "working", without a number. Still where the desktop wants no motion. */
class BusyBar : public QProgressBar
{
    Q_OBJECT

public:
    explicit BusyBar(QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QVariantAnimation *m_motion;
};

} // namespace keydesk::ui
