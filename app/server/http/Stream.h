// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <memory>
#include <utility>

namespace keydesk::server {

/**
 * A client's connection, plain until handshake() and encrypted from then on. One type for both, so
 * that what reads and writes need not be a template. On the thread of its executor; one read and
 * one write at a time.
 */
class Stream
{
public:
    using executor_type = boost::asio::ip::tcp::socket::executor_type;
    using Tls = std::shared_ptr<boost::asio::ssl::context>;

    /** Without \a tls it stays plain. */
    Stream(boost::asio::ip::tcp::socket socket, Tls tls);

    executor_type get_executor() { return m_socket.get_executor(); }
    boost::asio::ip::tcp::socket &socket() { return m_socket; }

    bool wantsHandshake() const { return m_tls && !m_encrypted; }
    /** What a client begins with; nothing if it goes or cancel() comes first. */
    enum class Greeting { Tls, Other, Nothing };
    /** Waits for the first byte, and leaves it in the stream. */
    boost::asio::awaitable<Greeting> greeting();
    boost::asio::awaitable<bool> handshake();
    /** Tells the client that nothing more comes, and if it is encrypted waits for its word. */
    boost::asio::awaitable<void> shutdownSend();

    /** What is waited for ends, with an error. */
    void cancel();
    void close();

    template <typename Buffers, typename Token>
    auto async_read_some(const Buffers &buffers, Token &&token)
    {
        return boost::asio::async_initiate<Token, Transferred>(
            [this](auto handler, const Buffers &into) {
                if (m_encrypted)
                    m_encrypted->async_read_some(into, std::move(handler));
                else
                    m_socket.async_read_some(into, std::move(handler));
            },
            token, buffers);
    }

    template <typename Buffers, typename Token>
    auto async_write_some(const Buffers &buffers, Token &&token)
    {
        return boost::asio::async_initiate<Token, Transferred>(
            [this](auto handler, const Buffers &from) {
                if (m_encrypted)
                    m_encrypted->async_write_some(from, std::move(handler));
                else
                    m_socket.async_write_some(from, std::move(handler));
            },
            token, buffers);
    }

private:
    using Transferred = void(boost::system::error_code, std::size_t);

    boost::asio::ip::tcp::socket m_socket;
    Tls m_tls; // before what is made from it
    std::unique_ptr<boost::asio::ssl::stream<boost::asio::ip::tcp::socket &>> m_encrypted;
};

} // namespace keydesk::server
