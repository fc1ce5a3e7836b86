// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace keydesk::ui {

/** Dims a window while a sheet is over it. Covers its parent and follows its size. */
class Scrim : public QWidget
{
    Q_OBJECT

public:
    explicit Scrim(QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace keydesk::ui
