// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace keydesk::bench {

/**
 * Watches the application until a table with this many rows has been painted, prints one line of
 * JSON with the moment (CLOCK_MONOTONIC) and the memory of the process, and quits.
 */
class FirstPaint : public QObject
{
    Q_OBJECT

public:
    explicit FirstPaint(int rows);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static void report();

    int m_rows;
    bool m_isPainted = false;
};

} // namespace keydesk::bench
