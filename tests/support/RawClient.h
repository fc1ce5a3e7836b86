// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QUrl>

namespace keydesk::testing {

/** A connection to a server on which a test says and hears what it likes. */
class RawClient : public QTcpSocket
{
public:
    explicit RawClient(const QUrl &server)
        : m_host(server.authority().toLatin1())
    {
        connectToHost(server.host(), static_cast<quint16>(server.port()));
        waitForConnected(3000);
    }

    void get(const char *path, const char *headers = "")
    {
        write("GET " + QByteArray(path) + " HTTP/1.1\r\nHost: " + m_host + "\r\n" + headers +
              "\r\n");
        flush();
    }

    /** The Host header's value. */
    QByteArray host() const { return m_host; }

    /** Reads until \a text has arrived; gives all that has, also if it has not. */
    QByteArray until(const QByteArray &text, int timeout = 5000)
    {
        return read(timeout, [&text](const QByteArray &all) { return all.contains(text); });
    }

    /** Everything until the server closes. */
    QByteArray rest(int timeout = 5000)
    {
        return read(timeout, [](const QByteArray &) { return false; });
    }

private:
    template <typename Enough>
    QByteArray read(int timeout, Enough enough)
    {
        QElapsedTimer timer;
        timer.start();
        QByteArray all = readAll();
        while (!enough(all) && state() == ConnectedState && timer.elapsed() < timeout) {
            waitForReadyRead(50);
            all += readAll();
        }
        return all + readAll();
    }

    QByteArray m_host;
};

} // namespace keydesk::testing
