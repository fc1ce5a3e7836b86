// SPDX-License-Identifier: Apache-2.0
#include "server/http/ProcessMetrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>

namespace keydesk::server {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily family(const char *name, const char *help, MetricType type, double value)
{
    ClientMetric metric;
    metric.counter.value = value; // which of the two is written depends on the type
    metric.gauge.value = value;
    return {name, help, type, {metric}};
}

double cpuSeconds()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/** The second number of /proc/self/statm (proc(5)) is in pages. */
std::optional<double> residentBytes()
{
    std::ifstream file("/proc/self/statm");
    double size = 0;
    double resident = 0;
    if (!(file >> size >> resident))
        return std::nullopt;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

std::optional<double> openFiles()
{
    std::error_code error;
    const std::filesystem::directory_iterator files("/proc/self/fd", error);
    if (error)
        return std::nullopt;
    return static_cast<double>(std::distance(begin(files), end(files)) - 1); // without our own
}

double secondsOf(clockid_t clock)
{
    std::timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/** Since 1970: proc(5) says in ticks how long after the system's start the process began. */
std::optional<double> startSeconds()
{
    std::ifstream process("/proc/self/stat");
    std::string line;
    std::getline(process, line);
    // The name of the program is in brackets and may have blanks; the start is 20 fields behind.
    std::istringstream fields(line.substr(line.rfind(')') + 1));
    std::string word;
    for (int i = 0; i < 19; ++i)
        fields >> word;
    double ticks = 0;
    if (!(fields >> ticks))
        return std::nullopt;
    const double boot = secondsOf(CLOCK_REALTIME) - secondsOf(CLOCK_BOOTTIME);
    return boot + ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

} // namespace

std::vector<MetricFamily> processMetrics()
{
    std::vector<MetricFamily> families{family("process_cpu_seconds_total",
                                              "Time on processors, for itself and in the system.",
                                              MetricType::Counter, cpuSeconds())};
    const auto add = [&](const char *name, const char *help, std::optional<double> value) {
        if (value)
            families.push_back(family(name, help, MetricType::Gauge, *value));
    };
    add("process_resident_memory_bytes", "Memory that is really there.", residentBytes());
    add("process_open_fds", "File descriptors that are open.", openFiles());
    add("process_start_time_seconds", "When the process began, in seconds since 1970.",
        startSeconds());
    return families;
}

} // namespace keydesk::server
