// SPDX-License-Identifier: Apache-2.0
#include "server/http/RequestReader.h"

#include "server/http/RequestCheck.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using boost::system::error_code;
using namespace Qt::StringLiterals;

namespace {

// A chunk for each byte takes six times as much as the bytes alone.
constexpr std::uint64_t mostForChunks = 8;

Refusal refusalFor(const error_code &error)
{
    if (error == http::error::header_limit)
        return refusal(ProblemCode::HeaderTooLarge, {});
    if (error == http::error::body_limit)
        return refusal(ProblemCode::BodyTooLarge, {});
    return refusal(ProblemCode::RequestMalformed, u"The request is not HTTP/1.1."_s);
}

} // namespace

RequestReader::RequestReader(ReceiveBuffer &buffer, const Limits &limits, const HostPolicy &hosts,
                             Request &request)
    : m_buffer(buffer)
    , m_limits(limits)
    , m_hosts(hosts)
    , m_request(request)
{
    m_parser.header_limit(limits.headerBytes);
    m_parser.body_limit(limits.bodyBytes);
}

// The parser's own limit is for what it has not taken yet, and so not for a head that comes in
// pieces, of which it takes line by line.
Outcome<bool> RequestReader::readHead()
{
    error_code error;
    const auto bytes = m_buffer.data();
    const std::size_t taken = m_parser.put(bytes, error);
    const bool isFolded = !countLines({static_cast<const char *>(bytes.data()), taken});
    m_buffer.consume(taken);
    m_headBytes += taken;
    if (isFolded)
        return refuse(
            refusal(ProblemCode::RequestMalformed, u"A header may have one line only."_s));
    if (error && error != http::error::need_more)
        return refuse(refusalFor(error));
    const bool isComplete = m_parser.is_header_done();
    if (m_headBytes + (isComplete ? 0 : m_buffer.size()) > m_limits.headerBytes ||
        m_headLines > m_limits.headers + 2) // the request's line and the empty one
        return refuse(refusal(ProblemCode::HeaderTooLarge, {}));
    if (!isComplete)
        return false;
    return acceptHead();
}

// False if one of them goes on in the next (obs-fold; RFC 9112, 5.2), which the parser would allow
// and others may not.
bool RequestReader::countLines(std::string_view taken)
{
    for (std::size_t end = taken.find('\n'); end != std::string_view::npos;
         end = taken.find('\n', end + 1)) {
        ++m_headLines;
        if (end + 1 < taken.size() && (taken[end + 1] == ' ' || taken[end + 1] == '\t'))
            return false;
    }
    return true;
}

Outcome<bool> RequestReader::acceptHead()
{
    auto target = checkedTarget(m_parser.get(), m_hosts);
    if (!target)
        return refuse(std::move(target.error()));
    m_headIsAccepted = true;
    m_request.method = m_parser.get().method();
    m_request.target = std::move(*target);
    // Out of the parser's reach now: it would add the fields of a chunked body's trailer to them.
    m_request.fields = std::move(static_cast<Fields &>(m_parser.get()));
    m_parser.eager(true);
    return true;
}

Outcome<bool> RequestReader::readBody()
{
    error_code error;
    if (m_buffer.size() > 0) {
        const std::size_t taken = m_parser.put(m_buffer.data(), error);
        m_buffer.consume(taken);
        m_bodyBytes += taken;
    }
    if (m_bodyBytes > mostForChunks * m_limits.bodyBytes)
        return refuse(refusal(ProblemCode::BodyTooLarge, {}));
    if (error && error != http::error::need_more)
        return refuse(refusalFor(error));
    if (m_parser.is_done()) {
        m_request.body = std::move(m_parser.get().body());
        return true;
    }
    if (m_buffer.size() > m_limits.headerBytes) // the size of a chunk, or the trailer
        return refuse(refusal(ProblemCode::HeaderTooLarge, {}));
    return false;
}

// What is known decides how the refusal is written, and stands in the log.
tl::unexpected<Refusal> RequestReader::refuse(Refusal why)
{
    if (!m_headIsAccepted) {
        m_request.method = m_parser.get().method();
        m_request.target = Target::beginning(originForm(knownTarget()));
    }
    return tl::unexpected(std::move(why));
}

// Of a first line that is not complete, or not good, the parser says nothing.
std::string_view RequestReader::knownTarget() const
{
    if (const std::string_view target = m_parser.get().target(); !target.empty())
        return target;
    const std::string_view line(static_cast<const char *>(m_buffer.cdata().data()),
                                m_buffer.size());
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos)
        return {};
    return line.substr(space + 1, line.find_first_of(" \r\n", space + 1) - space - 1);
}

} // namespace keydesk::server
