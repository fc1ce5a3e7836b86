// SPDX-License-Identifier: Apache-2.0
// Bytes as a client sends them, one request after the other, through what reads them: Beast's
// parser with the server's limits, the checks behind it, and the router. The steps are those of
// http/Connection, without the network.
#include "fuzz/Promise.h"
#include "server/http/Limits.h"
#include "server/http/RequestCheck.h"
#include "server/http/Router.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <cstdint>

using namespace keydesk::server;
using namespace keydesk::fuzz;
using namespace Qt::StringLiterals;
namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

using Parser = http::request_parser<Body, WipingAllocator<char>>;

constexpr Limits limits;

/** Knows every address in the API's description, and answers none of them. */
Router describedRouter()
{
    static const QRegularExpression path(u"\\A  (/\\S*):\\s*\\z"_s);
    static const QRegularExpression method(u"\\A    (get|post|put|patch|delete):\\s*\\z"_s);
    QFile document(QStringLiteral(KEYDESK_OPENAPI));
    promise(document.open(QIODevice::ReadOnly), "the API's description is there");
    Router router;
    std::string current;
    while (!document.atEnd()) {
        const QString line = QString::fromUtf8(document.readLine());
        const auto address = path.match(line);
        const auto verb = method.match(line);
        if (address.hasMatch())
            current = address.captured(1).toStdString();
        else if (verb.hasMatch() && !current.empty())
            router.add(http::string_to_verb(verb.captured(1).toUpper().toStdString()), current,
                       Handler([](Request &) { return Response::empty(204); }));
    }
    promise(router.templates().size() > 10, "the API's description has addresses");
    return router;
}

/** A client that sends its bytes in pieces. */
class Client
{
public:
    Client(std::string_view bytes, std::size_t piece)
        : m_bytes(bytes)
        , m_piece(piece)
        , m_buffer(std::size_t{64} * 1024)
    {
    }

    bool hasMore() const { return !m_bytes.empty() || m_buffer.size() > 0; }

    /** Feeds the parser until \a isDone; the error is what async_read would have given. */
    template <typename IsDone>
    error_code feed(Parser &parser, IsDone isDone)
    {
        while (!isDone()) {
            error_code error;
            if (m_buffer.size() > 0)
                m_buffer.consume(parser.put(m_buffer.data(), error));
            if (error && error != http::error::need_more)
                return error;
            if (isDone())
                return {};
            if (!error && m_buffer.size() > 0)
                continue;
            if (m_bytes.empty())
                return http::error::partial_message;
            if (!receive())
                return http::error::buffer_overflow;
        }
        return {};
    }

private:
    bool receive()
    {
        const std::size_t count = std::min(m_piece, m_bytes.size());
        if (m_buffer.size() + count > m_buffer.max_size())
            return false;
        m_buffer.commit(
            asio::buffer_copy(m_buffer.prepare(count), asio::buffer(m_bytes.data(), count)));
        m_bytes.remove_prefix(count);
        return true;
    }

    std::string_view m_bytes;
    std::size_t m_piece;
    boost::beast::basic_flat_buffer<WipingAllocator<char>> m_buffer;
};

bool isPlainText(std::string_view text)
{
    return std::ranges::none_of(text,
                                [](char c) { return static_cast<unsigned char>(c) < 0x20; }) &&
           QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

void checkTarget(const Target &target)
{
    promise(!target.segments().empty(), "a path has a segment");
    promise(std::ranges::all_of(target.segments(), isPlainText), "segments are plain text");
    for (const char *name : {"company", "apiKey", "cursor", "query"}) {
        if (const Bytes *value = target.parameter(name))
            promise(isPlainText(*value), "parameters are plain text");
    }
}

void checkHead(const Request &request)
{
    for (const char *name : {"Host", "Content-Length", "Authorization", "X-apiKey"})
        promise(request.fields.count(name) <= 1, "one of each");
    promise(!request.hasHeader("Transfer-Encoding") || !request.hasHeader("Content-Length"),
            "one length only");
}

void checkRoute(const Router &router, Request &request)
{
    const auto found = router.find(request);
    if (!found)
        return promiseAnswer(found.error());
    promise(std::ranges::count(request.route, '{') ==
                static_cast<std::ptrdiff_t>(request.parameters.size()),
            "each name has a value");
    for (std::size_t i = 0; i < request.parameters.size(); ++i)
        promise(!request.parameter(i).isEmpty(), "no value is empty");
}

/** False when the connection would end. */
bool serveNext(Client &client, const Router &router, const HostPolicy &hosts)
{
    Request request;
    Parser parser;
    parser.header_limit(limits.headerBytes);
    parser.body_limit(limits.bodyBytes);
    if (client.feed(parser, [&] { return parser.is_header_done(); }))
        return false;
    request.method = parser.get().method();
    auto target = checkedTarget(parser.get(), hosts);
    if (!target) {
        promiseAnswer(target.error());
        return false;
    }
    request.target = std::move(*target);
    request.fields = std::move(static_cast<Fields &>(parser.get()));
    checkTarget(request.target);
    checkHead(request);
    parser.eager(true);
    if (client.feed(parser, [&] { return parser.is_done(); }))
        return false;
    request.body = std::move(parser.get().body());
    promise(request.body.size() <= limits.bodyBytes, "a body keeps to the limit");
    checkRoute(router, request);
    return parser.keep_alive();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Router router = describedRouter();
    static const HostPolicy hosts({asio::ip::address_v4::loopback(), 8080}, {"keydesk.example"});
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    // All at once, and so that every border between two reads falls somewhere.
    for (const std::size_t piece : {std::size_t{64} * 1024, std::size_t{7}}) {
        Client client(bytes, piece);
        while (client.hasMore() && serveNext(client, router, hosts)) {
        }
    }
    return 0;
}
