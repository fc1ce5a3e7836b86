// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "FaultOperation.h"
#include "keys/Problem.h"
#include "support/HttpFaultProxy.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace keydesk::testing {

/** What the person is told, and what the program knows. */
struct Expectation
{
    ProblemCode code = ProblemCode::InternalError;
    QString words = {};
    bool isOutcomeUnknown = false;
    bool notSent = false;
    std::optional<std::chrono::seconds> retryAfter = {};
};

/** One thing that goes wrong, and what must come of it. */
struct Fault
{
    enum class Place {
        Network,   ///< at the proxy between the client and the server
        Nobody,    ///< nobody listens at the backend's port
        NoName,    ///< the backend's name leads nowhere
        Untrusted, ///< whoever answers cannot prove who it is
    };

    QString name;
    HttpFault http = {};
    std::optional<Expectation> expected = {}; ///< nothing: it succeeds all the same
    bool isDone = false;                      ///< the server does it, whatever the client learns
    int requests = -1; ///< that must reach the proxy, without renewals; negative: not looked at
    int renewals = 0;  ///< of the sign-in
    Place place = Place::Network;
    bool isSlow = false; ///< takes seconds
};

/** Where redirects lead: somewhere else, and the proxy itself. */
struct RedirectTargets
{
    QUrl elsewhere;
    QUrl same;
};

/** How late an answer is that a client still has to wait for. */
inline constexpr std::chrono::seconds lateness{5};
/** How long it waits where none comes; in the application longer. */
inline constexpr std::chrono::seconds patience{8};
/** The length of an answer that nobody wants. */
inline constexpr qint64 hugeAnswer = 100LL * 1024 * 1024;

/** The row of \a operation, in the order of the table. */
QList<Fault> faultsOf(Operation operation, const RedirectTargets &targets = {});

} // namespace keydesk::testing
