// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/Fetch.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

namespace keydesk::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using Endpoints = std::vector<tcp::endpoint>;
using Parser = http::response_parser<http::string_body>;

/** A context of its own each time, so that renewed authorities count; it is asked for rarely. */
ssl::context trustingTheSystem()
{
    ssl::context context(ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    error_code ignored; // without any authority no certificate is good
    context.set_default_verify_paths(ignored);
    context.set_verify_mode(ssl::verify_peer);
    return context;
}

std::optional<std::chrono::seconds> maxAgeOf(std::string_view cacheControl)
{
    constexpr std::string_view name = "max-age=";
    const std::size_t begin = cacheControl.find(name);
    if (begin == std::string_view::npos)
        return std::nullopt;
    const std::string_view rest = cacheControl.substr(begin + name.size());
    std::uint32_t seconds = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), seconds);
    return error == std::errc() ? std::optional(std::chrono::seconds(seconds)) : std::nullopt;
}

FetchOutcome failure(const char *what, const error_code &error)
{
    return tl::unexpected(std::string(what) + ": " + error.message());
}

http::request<http::empty_body> requestFor(const WebAddress &address)
{
    http::request<http::empty_body> request(http::verb::get, address.target, 11);
    request.set(http::field::host, address.authority);
    request.set(http::field::user_agent, "keydesk-server/" KEYDESK_VERSION);
    request.set(http::field::accept, "application/json");
    request.set(http::field::connection, "close");
    return request;
}

/** Those that may be connected to: a name on this computer could lead elsewhere. */
asio::awaitable<Endpoints> resolved(const WebAddress &address, error_code &error)
{
    tcp::resolver resolver(co_await asio::this_coro::executor);
    const auto results = co_await resolver.async_resolve(
        address.host, address.port,
        tcp::resolver::address_configured | tcp::resolver::numeric_service,
        asio::redirect_error(asio::use_awaitable, error));
    Endpoints endpoints;
    for (const auto &result : results) {
        if (address.isEncrypted || result.endpoint().address().is_loopback())
            endpoints.push_back(result.endpoint());
    }
    if (!error && endpoints.empty())
        error = asio::error::host_not_found;
    co_return endpoints;
}

template <typename Stream>
asio::awaitable<FetchOutcome> exchange(Stream &stream, const WebAddress &address,
                                       const FetchLimits &limits)
{
    error_code error;
    const auto request = requestFor(address);
    co_await http::async_write(stream, request, asio::redirect_error(asio::use_awaitable, error));
    if (error)
        co_return failure("it did not take a request", error);
    beast::flat_buffer buffer(limits.headerBytes + limits.bodyBytes);
    Parser parser;
    parser.header_limit(limits.headerBytes);
    parser.body_limit(limits.bodyBytes);
    co_await http::async_read(stream, buffer, parser,
                              asio::redirect_error(asio::use_awaitable, error));
    if (error)
        co_return failure("it did not answer well", error);
    auto response = parser.release();
    if (response.result() != http::status::ok)
        co_return tl::unexpected("it answered with status " +
                                 std::to_string(response.result_int()));
    Fetched fetched;
    fetched.body = std::move(response.body());
    fetched.maxAge = maxAgeOf(response[http::field::cache_control]);
    co_return fetched;
}

asio::awaitable<FetchOutcome> encrypted(beast::tcp_stream socket, const WebAddress &address,
                                        const FetchLimits &limits)
{
    ssl::context context = trustingTheSystem();
    beast::ssl_stream<beast::tcp_stream> stream(std::move(socket), context);
    stream.set_verify_callback(ssl::host_name_verification(address.host));
    error_code error;
    asio::ip::make_address(address.host, error);
    if (error) // a name, and not an address, which has no place there (RFC 6066, 3)
        SSL_set_tlsext_host_name(stream.native_handle(), address.host.c_str());
    error.clear();
    co_await stream.async_handshake(ssl::stream_base::client,
                                    asio::redirect_error(asio::use_awaitable, error));
    if (error)
        co_return failure("there is no trustworthy TLS", error);
    co_return co_await exchange(stream, address, limits);
}

} // namespace

asio::awaitable<FetchOutcome> fetch(WebAddress address, FetchLimits limits)
{
    error_code error;
    const Endpoints endpoints = co_await resolved(address, error);
    if (error)
        co_return failure("its name cannot be resolved", error);
    beast::tcp_stream socket(co_await asio::this_coro::executor);
    socket.expires_after(limits.all); // for all that follows, together
    co_await socket.async_connect(endpoints, asio::redirect_error(asio::use_awaitable, error));
    if (error)
        co_return failure("it cannot be connected to", error);
    if (address.isEncrypted)
        co_return co_await encrypted(std::move(socket), address, limits);
    co_return co_await exchange(socket, address, limits);
}

} // namespace keydesk::server
