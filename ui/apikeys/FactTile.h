// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace keydesk::ui {

/** One fact: what it is worth, large enough to be seen first, and what it is. */
class FactTile : public QWidget
{
    Q_OBJECT

public:
    FactTile(const QString &value, const QString &caption, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace keydesk::ui
