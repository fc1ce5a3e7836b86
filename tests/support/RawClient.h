// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QUrl>

namespace keydesk::testing {

/** A connection to a server on which a test says and hears what it likes. */
template <typename Socket>
class TalkingSocket : public Socket
{
public:
    void get(const char *path, const QByteArray &headers = {})
    {
        Socket::write("GET " + QByteArray(path) + " HTTP/1.1\r\nHost: " + m_host + "\r\n" +
                      headers + "\r\n");
        Socket::flush();
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

protected:
    explicit TalkingSocket(const QUrl &server)
        : m_host(server.authority().toLatin1())
    {
    }

private:
    template <typename Enough>
    QByteArray read(int timeout, Enough enough)
    {
        QElapsedTimer timer;
        timer.start();
        QByteArray all = Socket::readAll();
        while (!enough(all) && Socket::state() == Socket::ConnectedState &&
               timer.elapsed() < timeout) {
            Socket::waitForReadyRead(50);
            all += Socket::readAll();
        }
        return all + Socket::readAll();
    }

    QByteArray m_host;
};

class RawClient : public TalkingSocket<QTcpSocket>
{
public:
    explicit RawClient(const QUrl &server)
        : TalkingSocket(server)
    {
        connectToHost(server.host(), static_cast<quint16>(server.port()));
        waitForConnected(3000);
    }
};

/** Over TLS, trusting the one certificate only. */
class TlsClient : public TalkingSocket<QSslSocket>
{
public:
    TlsClient(const QUrl &server, const QString &certificateFile,
              const QList<QByteArray> &protocols = {"http/1.1"})
        : TalkingSocket(server)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(certificateFile));
        configuration.setAllowedNextProtocols(protocols);
        setSslConfiguration(configuration);
        connectToHostEncrypted(server.host(), static_cast<quint16>(server.port()));
        waitForEncrypted(3000);
    }
};

} // namespace keydesk::testing
