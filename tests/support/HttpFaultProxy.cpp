// SPDX-License-Identifier: Apache-2.0
#include "support/HttpFaultProxy.h"

#include "support/FaultyExchange.h"
#include "support/TestCertificate.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryDir>

namespace keydesk::testing {

namespace {

QSslConfiguration unverifiable()
{
    const QTemporaryDir folder;
    const TestCertificate files = makeCertificate(folder.path(), QStringLiteral("nobody"));
    QFile key(files.keyFile);
    if (!key.open(QFile::ReadOnly))
        qFatal("the test's certificate could not be read");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate::fromPath(files.certificateFile).first());
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return configuration;
}

} // namespace

/** What lives in the proxy's thread. */
class HttpFaultProxy::Listener : public QObject
{
public:
    Listener(const QUrl &server, Transport transport)
        : m_state{.server = server}
    {
        if (transport == Transport::Tls) {
            auto *tls = new QSslServer(this);
            tls->setSslConfiguration(unverifiable());
            m_server = tls;
        } else {
            m_server = new QTcpServer(this);
        }
        connect(m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *client = m_server->nextPendingConnection())
                new FaultyExchange(client, m_state);
        });
        m_server->listen(QHostAddress::LocalHost);
        m_url.setScheme(QString::fromLatin1(transport == Transport::Tls ? "https" : "http"));
        m_url.setHost(QString::fromLatin1(transport == Transport::Tls ? "localhost" : "127.0.0.1"));
        m_url.setPort(m_server->serverPort());
    }

    // The exchanges, which are the server's descendants, need the state to their end.
    ~Listener() override { delete m_server; }

    const QUrl &url() const { return m_url; }
    ProxyState &state() { return m_state; }

private:
    ProxyState m_state;
    QTcpServer *m_server;
    QUrl m_url;
};

HttpFaultProxy::HttpFaultProxy(const QUrl &server, Transport transport)
{
    auto *starter = new QObject;
    starter->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        starter,
        [&, this] {
            m_listener = new Listener(server, transport);
            m_url = m_listener->url();
            delete starter;
        },
        Qt::BlockingQueuedConnection);
}

HttpFaultProxy::~HttpFaultProxy()
{
    m_listener->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

void HttpFaultProxy::setFault(const HttpFault &fault)
{
    QMetaObject::invokeMethod(
        m_listener, [&, this] { m_listener->state().fault = fault; }, Qt::BlockingQueuedConnection);
}

SeenTraffic HttpFaultProxy::seen() const
{
    SeenTraffic seen;
    QMetaObject::invokeMethod(
        m_listener, [&, this] { seen = m_listener->state().seen; }, Qt::BlockingQueuedConnection);
    return seen;
}

} // namespace keydesk::testing
