// SPDX-License-Identifier: Apache-2.0
#include "support/Await.h"
#include "support/NetworkThreads.h"
#include "support/TestCertificate.h"

#include "client/RestClient.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using namespace keydesk::testing;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/** Answers every request that comes through TLS with 204, and keeps what it was sent. */
class TlsServer : public QSslServer
{
public:
    TlsServer(const TestCertificate &files, const QHostAddress &address)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(
            QSslCertificate(contentOf(files.certificateFile), QSsl::Pem));
        configuration.setPrivateKey(QSslKey(contentOf(files.keyFile), QSsl::Ec, QSsl::Pem));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        setSslConfiguration(configuration);
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                m_received += socket->readAll();
                if (m_received.endsWith("\r\n\r\n"))
                    socket->write("HTTP/1.1 204 X\r\nContent-Length: 0\r\n\r\n");
            });
        });
        listen(address);
    }

    QUrl url() const
    {
        return QUrl(u"https://%1:%2"_s.arg(serverAddress().toString()).arg(serverPort()));
    }
    const QByteArray &received() const { return m_received; }

private:
    QByteArray m_received;
};

} // namespace

class CertificatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase();
    void aCertificateOfNobodysIsRejectedBeforeAnythingIsSent();
    void aPrivateAuthorityIsTrustedForAsLongAsItIsSet();
    void aTrustedCertificateOfAnotherHostIsRejected();
    void aTrustedCertificateThatHasExpiredIsRejected();
    void anotherAuthorityDoesNotHelp();
    void whatIsNoCertificateIsNotTakenForOne();
    void aServerWithoutTlsIsNotReached();

private:
    TestCertificate make(const QString &name, int days = 2)
    {
        return makeCertificate(m_folder.path(), name, days);
    }
    static Result<Answer> ask(RestClient &rest, const TlsServer &server)
    {
        rest.setBackend(server.url(), AccessToken("token"));
        return await(rest.send({.path = u"/admin/v1/me"_s}));
    }

    QTemporaryDir m_folder;
};

void CertificatesTest::aCertificateOfNobodysIsRejectedBeforeAnythingIsSent()
{
    const TestCertificate files = make(u"nobody"_s);
    TlsServer server(files, QHostAddress::LocalHost);
    RestClient rest;
    const auto answer = ask(rest, server);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ProblemCode::CertificateRejected);
    QVERIFY(answer.error().notSent);
    QVERIFY(!answer.error().reason.isEmpty());
    QVERIFY(answer.error().detail.contains(answer.error().reason));
    const QSslCertificate certificate(contentOf(files.certificateFile), QSsl::Pem);
    QCOMPARE(answer.error().fingerprint, certificate.digest(QCryptographicHash::Sha256));
    QCOMPARE(answer.error().fingerprint.size(), 32);
    QVERIFY(server.received().isEmpty());
}

void CertificatesTest::aPrivateAuthorityIsTrustedForAsLongAsItIsSet()
{
    const TestCertificate files = make(u"trusted"_s);
    TlsServer server(files, QHostAddress::LocalHost);
    RestClient rest;
    QVERIFY(rest.setCertificateAuthority(contentOf(files.certificateFile)));
    const auto answer = ask(rest, server);
    QVERIFY(answer);
    QCOMPARE(answer->status, 204);
    QVERIFY(server.received().contains("Authorization: Bearer token"));

    QVERIFY(rest.setCertificateAuthority({}));
    QCOMPARE(ask(rest, server).error().code, ProblemCode::CertificateRejected);
    RestClient another;
    QCOMPARE(ask(another, server).error().code, ProblemCode::CertificateRejected);
}

void CertificatesTest::aTrustedCertificateOfAnotherHostIsRejected()
{
    const TestCertificate files = make(u"host"_s);
    TlsServer server(files, QHostAddress(u"127.0.0.2"_s)); // which is not in the certificate
    RestClient rest;
    QVERIFY(rest.setCertificateAuthority(contentOf(files.certificateFile)));
    const auto answer = ask(rest, server);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ProblemCode::CertificateRejected);
    QVERIFY(server.received().isEmpty());
}

void CertificatesTest::aTrustedCertificateThatHasExpiredIsRejected()
{
    const TestCertificate files = make(u"expired"_s, -1);
    TlsServer server(files, QHostAddress::LocalHost);
    RestClient rest;
    QVERIFY(rest.setCertificateAuthority(contentOf(files.certificateFile)));
    QCOMPARE(ask(rest, server).error().code, ProblemCode::CertificateRejected);
    QVERIFY(server.received().isEmpty());
}

void CertificatesTest::anotherAuthorityDoesNotHelp()
{
    TlsServer server(make(u"one"_s), QHostAddress::LocalHost);
    RestClient rest;
    QVERIFY(rest.setCertificateAuthority(contentOf(make(u"another"_s).certificateFile)));
    QCOMPARE(ask(rest, server).error().code, ProblemCode::CertificateRejected);
}

void CertificatesTest::whatIsNoCertificateIsNotTakenForOne()
{
    const TestCertificate files = make(u"kept"_s);
    TlsServer server(files, QHostAddress::LocalHost);
    RestClient rest;
    QVERIFY(rest.setCertificateAuthority(contentOf(files.certificateFile)));
    QVERIFY(!rest.setCertificateAuthority("not a certificate"));
    QVERIFY(!rest.setCertificateAuthority(contentOf(files.keyFile)));
    QVERIFY2(ask(rest, server), "the one before is kept");
}

void CertificatesTest::aServerWithoutTlsIsNotReached()
{
    QTcpServer plain;
    connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 400 X\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    RestClient rest;
    rest.setBackend(QUrl(u"https://127.0.0.1:%1"_s.arg(plain.serverPort())), AccessToken("token"));
    const auto answer = await(rest.send({.path = u"/admin/v1/me"_s}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ProblemCode::ServerUnreachable);
    QVERIFY(answer.error().notSent);
}

void CertificatesTest::cleanupTestCase()
{
    QTRY_VERIFY(!testing::hasNetworkThreads());
}

QTEST_GUILESS_MAIN(CertificatesTest)
#include "CertificatesTest.moc"
