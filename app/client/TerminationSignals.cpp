// SPDX-License-Identifier: Apache-2.0
#include "client/TerminationSignals.h"

#include <array>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace keydesk::client {

namespace {

constexpr std::array numbers{SIGTERM, SIGINT, SIGHUP};

// A handler has no object, and may do little more than write(2): signal-safety(7).
std::array<int, 2> ends{-1, -1};

void onSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const auto written = write(ends[1], &byte, 1);
}

void handleWith(void (*handler)(int))
{
    struct sigaction action
    {
    };
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int number : numbers)
        sigaction(number, &action, nullptr);
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false); // once is enough
        Q_EMIT received();
    });
    handleWith(onSignal);
}

TerminationSignals::~TerminationSignals()
{
    if (!m_notifier)
        return;
    handleWith(SIG_DFL);
    m_notifier.reset();
    for (int &end : ends)
        close(std::exchange(end, -1));
}

} // namespace keydesk::client
