// SPDX-License-Identifier: Apache-2.0
#include "server/routes/TimeFilter.h"

#include "server/routes/KeyInput.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

TimeFilter::TimeFilter(const Request &request)
    : m_request(request)
{
}

void TimeFilter::read(const char *name, qint64 &time)
{
    const Bytes *given = m_request.target.parameter(name);
    if (!given || m_refused)
        return;
    const QString text = toText(*given);
    if (const auto read = timeFromRfc3339(text)) {
        time = *read;
        m_given.emplace_back(name, text);
    } else {
        m_refused = refusal(ProblemCode::RequestMalformed,
                            QString::fromLatin1(name) +
                                u" must be a time as in RFC 3339, e.g. 2026-01-31T12:00:00Z (in an "
                                u"address, + is written %2B)."_s);
    }
}

} // namespace keydesk::server
