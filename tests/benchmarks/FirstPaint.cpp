// SPDX-License-Identifier: Apache-2.0
#include "FirstPaint.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
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

FirstPaint::FirstPaint(int leastRows)
    : m_leastRows(leastRows)
{
    qApp->installEventFilter(this);
}

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Paint || m_isPainted)
        return false;
    const auto *view = qobject_cast<QAbstractItemView *>(watched->parent());
    if (view && watched == view->viewport() && view->model() &&
        view->model()->rowCount() >= m_leastRows) {
        m_isPainted = true;
        // The next turn of the event loop: the window's surface has been flushed by then.
        QTimer::singleShot(0, this, [this] { m_paintedAt = monotonicMicroseconds(); });
        // And what comes after that counts for the memory.
        QTimer::singleShot(std::chrono::seconds(1), this, &FirstPaint::report);
    }
    return false;
}

void FirstPaint::report() const
{
    std::printf("{\"painted\": %lld, \"peak\": %ld}\n", m_paintedAt, peakMemory());
    std::fflush(stdout);
    QApplication::quit();
}

} // namespace keydesk::bench
