// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QThread>
#include <QUrl>

#include <chrono>
#include <functional>

namespace keydesk::testing {

/** What befalls a request on its way to the server, or its answer on the way back. */
struct HttpFault
{
    enum class Kind {
        None,
        CutBefore,        ///< the connection ends before the server has seen anything
        CutDuringRequest, ///< the server has seen one half of the request
        CutAfterCommit,   ///< the server has answered; nothing of it arrives
        CutDuringAnswer,  ///< one half of the answer arrives
        Late,             ///< the whole answer arrives, after HttpFault::delay
        Silent,           ///< the server has answered; the connection stays open, without a word
        Replace,          ///< what HttpFault::answer gives arrives
    };

    Kind kind = Kind::None;
    /** Replace: the bytes that arrive in place of the server's answer, which is given; empty if
     *  the server was not asked. Called in the proxy's thread. */
    std::function<QByteArray(const QByteArray &)> answer = {};
    bool isServerAsked = true; ///< Replace: whether the server gets the request first
    qint64 padding = 0;        ///< Replace: so many spaces follow the answer
    int times = -1;            ///< so many requests it meets; negative: all
    std::chrono::milliseconds delay{0};
    /** It meets the requests with a target that begins so, up to the space after it; the others
     *  pass. */
    QByteArray target = "/";
};

/** What a proxy has seen so far. */
struct SeenTraffic
{
    QByteArrayList heads; ///< of the requests, in their order
    int forwarded = 0;    ///< requests that the server got whole
    qint64 written = 0;   ///< bytes that clients were sent
    qint64 received = 0;  ///< bytes that clients sent
};

/**
 * Stands between a client and the real server, on loopback, and knows where a request and an answer
 * begin and end. One request to a connection. It works in a thread of its own, so that nothing it
 * does holds up the thread of the client. For one thread.
 */
class HttpFaultProxy
{
public:
    enum class Transport { Plain, Tls };

    /** With Tls it shows a certificate for localhost that nobody has signed. */
    explicit HttpFaultProxy(const QUrl &server, Transport transport = Transport::Plain);
    HttpFaultProxy(const HttpFaultProxy &) = delete;
    HttpFaultProxy &operator=(const HttpFaultProxy &) = delete;
    ~HttpFaultProxy();

    QUrl url() const { return m_url; }
    /** For requests that come from now on. */
    void setFault(const HttpFault &fault);
    SeenTraffic seen() const;

    class Listener;

private:
    QThread m_thread;
    Listener *m_listener = nullptr; ///< lives and dies in the thread
    QUrl m_url;
};

} // namespace keydesk::testing
