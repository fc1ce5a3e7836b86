// SPDX-License-Identifier: Apache-2.0
#include "server/http/Stream.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>

namespace keydesk::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr char handshakeRecord = 0x16; // RFC 8446, 5.1

} // namespace

Stream::Stream(tcp::socket socket, Tls tls)
    : m_socket(std::move(socket))
    , m_tls(std::move(tls))
{
    error_code ignored;
    m_socket.set_option(tcp::no_delay(true), ignored);
}

asio::awaitable<Stream::Greeting> Stream::greeting()
{
    std::array<char, 1> first{};
    error_code error;
    co_await m_socket.async_receive(asio::buffer(first), tcp::socket::message_peek,
                                    asio::redirect_error(asio::use_awaitable, error));
    if (error)
        co_return Greeting::Nothing;
    co_return first.front() == handshakeRecord ? Greeting::Tls : Greeting::Other;
}

asio::awaitable<bool> Stream::handshake()
{
    m_encrypted = std::make_unique<asio::ssl::stream<tcp::socket &>>(m_socket, *m_tls);
    error_code error;
    co_await m_encrypted->async_handshake(asio::ssl::stream_base::server,
                                          asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
}

asio::awaitable<void> Stream::shutdownSend()
{
    error_code ignored;
    if (m_encrypted)
        co_await m_encrypted->async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
    m_socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void Stream::cancel()
{
    error_code ignored;
    m_socket.cancel(ignored);
}

void Stream::close()
{
    error_code ignored;
    m_socket.close(ignored);
}

} // namespace keydesk::server
