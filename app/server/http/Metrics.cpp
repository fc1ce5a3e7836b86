// SPDX-License-Identifier: Apache-2.0
#include "server/http/Metrics.h"

#include "server/http/ProcessMetrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <tuple>

namespace keydesk::server {

namespace http = boost::beast::http;
using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

namespace {

/** Seconds. Half a millisecond is a check of a key, ten seconds the limit of most waiting. */
const Histogram::BucketBoundaries durations{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                            0.1,    0.25,  0.5,    1,     2.5,  5,     10};

// A client may send any method that there is: those that no route has are one.
http::verb known(http::verb method)
{
    switch (method) {
    case http::verb::get:
    case http::verb::head:
    case http::verb::post:
    case http::verb::put:
    case http::verb::patch:
    case http::verb::delete_:
        return method;
    default:
        return http::verb::unknown;
    }
}

std::string nameOf(http::verb method)
{
    return method == http::verb::unknown ? "other" : std::string(http::to_string(method));
}

Family<Counter> &counters(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

} // namespace

struct Metrics::Families
{
    prometheus::Registry registry;
    Family<Counter> &requests =
        counters(registry, "keydesk_http_requests_total",
                 "Requests that were answered. The route is a template; \"-\" is no route.");
    Family<Histogram> &durations = prometheus::BuildHistogram()
                                       .Name("keydesk_http_request_duration_seconds")
                                       .Help("From a request's first byte to its answer's last.")
                                       .Register(registry);
    Gauge &connections = prometheus::BuildGauge()
                             .Name("keydesk_connections_open")
                             .Help("Connections that are being served or wait.")
                             .Register(registry)
                             .Add({});
    Counter &refusedConnections = counters(registry, "keydesk_connections_refused_total",
                                           "Connections that were one too many.")
                                      .Add({});
    Family<Counter> &keyChecks = counters(registry, "keydesk_key_checks_total",
                                          "API keys that were looked at, and how they were sent.");
    Counter &signInFailures = counters(registry, "keydesk_sign_in_failures_total",
                                       "Sign-ins with a wrong password or e-mail address.")
                                  .Add({});
    Counter &databaseErrors = counters(registry, "keydesk_database_errors_total",
                                       "Times that the database did not do what it was asked to.")
                                  .Add({});

    Families()
    {
        prometheus::BuildGauge()
            .Name("keydesk_build_info")
            .Help("Always 1; the label says which version runs.")
            .Register(registry)
            .Add({{"version", KEYDESK_VERSION}})
            .Set(1);
    }
};

struct Metrics::Cells
{
    using Name = std::tuple<std::string, http::verb, unsigned>;
    using Given = std::tuple<std::string_view, http::verb, unsigned>;

    // Compares without making a text of what it is given.
    struct Before
    {
        using is_transparent = void;

        static Given given(const Name &name)
        {
            return {std::get<0>(name), std::get<1>(name), std::get<2>(name)};
        }
        static const Given &given(const Given &name) { return name; }

        template <typename Left, typename Right>
        bool operator()(const Left &left, const Right &right) const
        {
            return given(left) < given(right);
        }
    };

    struct Request
    {
        Counter &count;
        Histogram &duration;
    };

    Request &request(const Given &given, Families &families)
    {
        auto cell = requests.find(given);
        if (cell == requests.end())
            cell = requests.emplace(Name(given), added(Name(given), families)).first;
        return cell->second;
    }

    static Request added(const Name &name, Families &families)
    {
        const auto &[route, method, status] = name;
        return {families.requests.Add({{"method", nameOf(method)},
                                       {"route", route},
                                       {"status", std::to_string(status)}}),
                families.durations.Add({{"route", route}}, durations)};
    }

    std::map<Name, Request, Before> requests;
    std::map<std::pair<SentVia, bool>, Counter &> keyChecks;
};

Metrics::Metrics()
    : m_families(std::make_unique<Families>())
    , m_cells(std::make_unique<Cells>())
{
    // What is there from the beginning can be seen to grow from nothing.
    for (const SentVia via : {SentVia::Header, SentVia::Query, SentVia::Token}) {
        for (const bool accepted : {true, false}) {
            Counter &counter =
                m_families->keyChecks.Add({{"outcome", accepted ? "accepted" : "refused"},
                                           {"via", QString(sentViaName(via)).toStdString()}});
            m_cells->keyChecks.emplace(std::pair(via, accepted), counter);
        }
    }
}

Metrics::~Metrics() = default;

void Metrics::request(http::verb method, std::string_view route, unsigned status,
                      std::chrono::microseconds took)
{
    Cells::Request &cell = m_cells->request({route, known(method), status}, *m_families);
    cell.count.Increment();
    cell.duration.Observe(std::chrono::duration<double>(took).count());
}

void Metrics::connectionOpened()
{
    m_families->connections.Increment();
}

void Metrics::connectionClosed()
{
    m_families->connections.Decrement();
}

void Metrics::connectionRefused()
{
    m_families->refusedConnections.Increment();
}

void Metrics::keyCheck(SentVia via, bool accepted)
{
    m_cells->keyChecks.at({via, accepted}).Increment();
}

void Metrics::signInFailed()
{
    m_families->signInFailures.Increment();
}

void Metrics::databaseFailed()
{
    m_families->databaseErrors.Increment();
}

std::string Metrics::text() const
{
    auto families = m_families->registry.Collect();
    auto process = processMetrics();
    std::ranges::move(process, std::back_inserter(families));
    return prometheus::TextSerializer().Serialize(families);
}

} // namespace keydesk::server
