// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prometheus/metric_family.h>

#include <vector>

namespace keydesk::server {

/**
 * What Prometheus' client libraries tell of a process, under their names
 * (https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics), read from /proc
 * now. What cannot be read is left out.
 */
std::vector<prometheus::MetricFamily> processMetrics();

} // namespace keydesk::server
