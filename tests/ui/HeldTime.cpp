// SPDX-License-Identifier: Apache-2.0
#include "HeldTime.h"

#include <QThread>

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace keydesk::testing {

using std::chrono::nanoseconds;

WatchedApplication::WatchedApplication(int &argc, char **argv)
    : QApplication(argc, argv)
    , m_schedule(open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC))
{
    if (m_schedule < 0)
        qFatal("this kernel does not tell for how long a thread waits for a processor");
}

WatchedApplication::~WatchedApplication()
{
    close(m_schedule);
}

// "computed waited slices", in nanoseconds. What the thread has waited since it was stopped last is
// not in it yet, but it is not stopped while it reads.
nanoseconds WatchedApplication::ownTime() const
{
    std::array<char, 128> text{};
    if (pread(m_schedule, text.data(), text.size() - 1, 0) <= 0)
        qFatal("the kernel does not tell for how long the thread has waited");
    char *waited = nullptr;
    std::strtoll(text.data(), &waited, 10);
    return std::chrono::steady_clock::now().time_since_epoch() -
           nanoseconds(std::strtoll(waited, nullptr, 10));
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    const Hold hold(*this);
    return QApplication::notify(receiver, event);
}

WatchedApplication::Hold::Hold(WatchedApplication &application)
    : m_application(application.m_isHeld ? nullptr : &application)
{
    if (!m_application)
        return;
    m_application->m_isHeld = true;
    m_begin = m_application->ownTime();
}

WatchedApplication::Hold::~Hold()
{
    if (!m_application)
        return;
    m_application->m_isHeld = false;
    m_application->m_longest =
        std::max(m_application->m_longest, m_application->ownTime() - m_begin);
}

} // namespace keydesk::testing
