// SPDX-License-Identifier: Apache-2.0
// Bytes as a client sends them, one request after the other, through what reads them for a
// connection, and then through the router. The limits are lower than the program's, so that what
// libFuzzer makes reaches them.
#include "fuzz/Promise.h"
#include "server/http/ClientAddress.h"
#include "server/http/RequestReader.h"
#include "server/http/Router.h"

#include <boost/asio/buffer.hpp>

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

using namespace keydesk::server;
using namespace keydesk::fuzz;
using namespace Qt::StringLiterals;
namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

constexpr Limits limits{.headerBytes = 512, .headers = 10, .bodyBytes = 1024};

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

/** How a client's bytes are cut into pieces. */
enum class Cut {
    Nowhere,
    Often,       ///< so that every border falls somewhere
    BehindLines, ///< by a letter: what is before that letter can be taken
};

/** A client that sends its bytes in pieces. */
class Client
{
public:
    Client(std::string_view bytes, Cut cut)
        : m_bytes(bytes)
        , m_cut(cut)
        , m_buffer(limits.headerBytes + bytes.size()) // what a reader leaves, and what may come
    {
    }

    bool hasMore() const { return !m_bytes.empty() || m_buffer.size() > 0; }

    ReceiveBuffer &buffer() { return m_buffer; }

    /** Sends until \a read has enough; false if there is no more. */
    template <typename Read>
    Outcome<bool> feed(Read read)
    {
        Outcome<bool> complete = read();
        while (complete && !*complete && !m_bytes.empty()) {
            const std::size_t count = std::min(piece(), m_bytes.size());
            m_buffer.commit(
                asio::buffer_copy(m_buffer.prepare(count), asio::buffer(m_bytes.data(), count)));
            m_bytes.remove_prefix(count);
            complete = read();
        }
        return complete;
    }

private:
    std::size_t piece() const
    {
        if (m_cut == Cut::Nowhere)
            return m_bytes.size();
        if (m_cut == Cut::Often)
            return 7;
        const std::size_t end = m_bytes.find('\n');
        return end == std::string_view::npos ? m_bytes.size() : end + 2;
    }

    std::string_view m_bytes;
    Cut m_cut;
    ReceiveBuffer m_buffer;
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
    std::size_t count = 0;
    std::size_t size = 0;
    for (const auto &field : request.fields) {
        ++count;
        size += field.name_string().size() + field.value().size();
        promise(field.value().find('\n') == std::string_view::npos, "a header has one line");
    }
    promise(count <= limits.headers && size <= limits.headerBytes, "a head keeps to the limits");
}

void checkPeer(const Request &request)
{
    static const TrustedProxies proxies({asio::ip::make_address("10.0.0.1")});
    const auto client = proxies.clientOf(request.fields);
    promise(!client || !proxies.contains(*client), "a client is no proxy of ours");
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

/** What two servers must not see differently. */
std::string summaryOf(const Request &request)
{
    std::string text(http::to_string(request.method));
    for (const Bytes &segment : request.target.segments())
        text.append("\n").append(segment);
    return text.append("\n\n").append(request.body);
}

/** A refusal can be written, also in the middle of a request. */
Outcome<bool> checked(Outcome<bool> complete, RequestReader &reader)
{
    if (!complete)
        promiseAnswer(complete.error());
    else if (!*complete)
        promiseAnswer(reader.refuse(refusal(keydesk::ProblemCode::RequestTimeout, {})).value());
    return complete;
}

/** False when the connection would end. */
bool serveNext(Client &client, const Router &router, std::vector<std::string> &served)
{
    static const HostPolicy hosts({asio::ip::address_v4::loopback(), 8080}, {"keydesk.example"});
    Request request;
    RequestReader reader(client.buffer(), limits, hosts, request);
    auto complete = checked(client.feed([&] { return reader.readHead(); }), reader);
    if (!complete || !*complete)
        return false;
    checkTarget(request.target);
    checkHead(request);
    checkPeer(request);
    if (reader.hasBody())
        complete = checked(client.feed([&] { return reader.readBody(); }), reader);
    if (!complete || !*complete)
        return false;
    promise(request.body.size() <= limits.bodyBytes, "a body keeps to the limit");
    served.push_back(summaryOf(request));
    checkRoute(router, request);
    return reader.keepsAlive();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Router router = describedRouter();
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    std::vector<std::string> first;
    for (const Cut cut : {Cut::Nowhere, Cut::Often, Cut::BehindLines}) {
        std::vector<std::string> served;
        Client client(bytes, cut);
        while (client.hasMore() && serveNext(client, router, served)) {
        }
        // One of them may meet a limit earlier.
        const auto both = static_cast<std::ptrdiff_t>(std::min(first.size(), served.size()));
        promise(std::equal(served.begin(), served.begin() + both, first.begin()),
                "the same requests, however they are cut");
        if (cut == Cut::Nowhere)
            first = std::move(served);
    }
    return 0;
}
