// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace keydesk::bench {

/**
 * Watches the application until a list or table with at least so many rows has been painted, prints
 * one line of JSON with the moment (CLOCK_MONOTONIC, µs) and the peak of the memory of the process
 * in the second after it (KiB), and quits.
 */
class FirstPaint : public QObject
{
    Q_OBJECT

public:
    explicit FirstPaint(int leastRows);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void report() const;

    int m_leastRows;
    bool m_isPainted = false;
    long long m_paintedAt = 0;
};

} // namespace keydesk::bench
