// SPDX-License-Identifier: Apache-2.0
#include "FirstPaint.h"

#include <QApplication>
#include <QEvent>
#include <QTableView>
#include <QTimer>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

namespace keydesk::bench {

namespace {

long long monotonicMicroseconds()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<long long>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
}

/** The peak of the resident memory, in KiB. */
long peakMemory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:"))
            return std::stol(line.substr(6));
    }
    return 0;
}

} // namespace

FirstPaint::FirstPaint(int rows)
    : m_rows(rows)
{
    qApp->installEventFilter(this);
}

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Paint || m_isPainted)
        return false;
    const auto *table = qobject_cast<QTableView *>(watched->parent());
    if (table && watched == table->viewport() && table->model() &&
        table->model()->rowCount() == m_rows) {
        m_isPainted = true;
        // The next turn of the event loop: the window's surface has been flushed by then.
        QTimer::singleShot(0, this, &FirstPaint::report);
    }
    return false;
}

void FirstPaint::report()
{
    std::printf("{\"painted\": %lld, \"peak\": %ld}\n", monotonicMicroseconds(), peakMemory());
    std::fflush(stdout);
    QApplication::quit();
}

} // namespace keydesk::bench
