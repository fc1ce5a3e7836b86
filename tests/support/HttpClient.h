// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QTcpSocket>
#include <QUrl>

#include <utility>

namespace keydesk::testing {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

struct HttpRequest
{
    QByteArray method = "GET";
    QByteArray path;
    Headers headers{};
    QByteArray body{};
};

struct HttpAnswer
{
    int status = 0;                         ///< 0 if none came
    QMap<QByteArray, QByteArray> headers{}; ///< names in lower case
    QByteArray body{};
    bool closed = false; ///< the server closed the connection
    QByteArray raw{};

    QJsonObject json() const;
    QJsonArray array() const;
    /** The last part of a problem's type, e.g. "label-taken". */
    QString problem() const;
};

/**
 * The plainest client there is: a connection for each request, bytes as they are. Nothing between
 * a test and the server corrects what it sends.
 */
class HttpClient
{
public:
    explicit HttpClient(const QUrl &server);

    HttpAnswer send(const HttpRequest &request) const;
    /** All at the same time, each over its own connection. */
    QList<HttpAnswer> sendAtOnce(const QList<HttpRequest> &requests) const;
    /** \a bytes as they are; reads until the server closes or \a timeout milliseconds are over. */
    HttpAnswer sendRaw(const QByteArray &bytes, int timeout = 3000) const;

    QByteArray host() const;
    QByteArray bytesOf(const HttpRequest &request, const QByteArray &connection = "close") const;

private:
    QUrl m_server;
};

/** Sends one request after the other over one connection. For one thread. */
class KeptConnection
{
public:
    explicit KeptConnection(const QUrl &server);

    /** Returns as soon as the whole answer is there. */
    HttpAnswer send(const HttpRequest &request);

private:
    HttpClient m_client;
    QTcpSocket m_socket;
};

HttpAnswer parseAnswer(const QByteArray &raw);

} // namespace keydesk::testing
