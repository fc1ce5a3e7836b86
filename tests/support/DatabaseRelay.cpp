// SPDX-License-Identifier: Apache-2.0
#include "support/DatabaseRelay.h"

#include <QFile>
#include <QUrl>
#include <QUrlQuery>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace keydesk::testing {

using namespace Qt::StringLiterals;

namespace {

// ReadyForQuery, outside of a transaction
// (https://www.postgresql.org/docs/15/protocol-message-formats.html).
const QByteArray letIn("Z\0\0\0\5I", 6);

int listenOnLoopback(sockaddr_in &address)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *any = reinterpret_cast<sockaddr *>(&address);
    if (::bind(socket, any, size) != 0 || ::listen(socket, 64) != 0 ||
        ::getsockname(socket, any, &size) != 0)
        qFatal("cannot listen on loopback");
    return socket;
}

int connectToFile(const QString &path)
{
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, QFile::encodeName(path).constData(),
                 sizeof address.sun_path - 1);
    if (::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot reach %s", qPrintable(path));
    return socket;
}

void sendAll(int socket, const QByteArray &bytes)
{
    ::send(socket, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
}

} // namespace

struct DatabaseRelay::Connection
{
    int client = -1;
    int server = -1;
    bool isMadeInSilence = false; ///< after which it is let in, and no more
    bool isLetIn = false;
    bool isToBeCut = false;    ///< at its next commit
    bool isLastAnswer = false; ///< what the server says next does not arrive
    bool isOver = false;

    Connection(int clientSocket, int serverSocket)
        : client(clientSocket)
        , server(serverSocket)
    {
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    ~Connection()
    {
        ::close(client);
        ::close(server);
    }
};

DatabaseRelay::DatabaseRelay(const TestDatabase &database)
{
    QUrl url(database.url());
    m_socketPath = QUrlQuery(url).queryItemValue(u"host"_s) + u"/.s.PGSQL.5432"_s;
    sockaddr_in address{};
    m_listening = listenOnLoopback(address);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(ntohs(address.sin_port));
    url.setQuery(QString());
    m_url = url.toString();
    if (::pipe(m_wake.data()) != 0)
        qFatal("cannot make a pipe");
    m_thread = std::thread([this] { run(); });
}

DatabaseRelay::~DatabaseRelay()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    wake();
    m_thread.join();
    for (const int file : {m_listening, m_wake[0], m_wake[1]})
        ::close(file);
}

QString DatabaseRelay::url() const
{
    return m_url;
}

void DatabaseRelay::setFault(Fault fault)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_fault = fault;
    }
    wake();
}

void DatabaseRelay::cut()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_connections.clear();
    }
    wake();
}

void DatabaseRelay::cutAtCommitOf(const QByteArray &statement, Commit commit)
{
    const std::scoped_lock lock(m_mutex);
    m_statement = statement;
    m_commit = commit;
}

int DatabaseRelay::accepted() const
{
    const std::scoped_lock lock(m_mutex);
    return m_accepted;
}

void DatabaseRelay::wake() const
{
    [[maybe_unused]] const auto written = ::write(m_wake[1], "x", 1);
}

bool DatabaseRelay::isSilent(const Connection &connection) const
{
    return m_fault == Fault::Silence || (m_fault == Fault::SilenceAfterLogin &&
                                         connection.isMadeInSilence && connection.isLetIn);
}

void DatabaseRelay::run()
{
    for (;;) {
        std::vector<pollfd> files{{m_listening, POLLIN, 0}, {m_wake[0], POLLIN, 0}};
        {
            const std::scoped_lock lock(m_mutex);
            if (m_ending)
                return m_connections.clear();
            for (const auto &connection : m_connections) {
                const short events = isSilent(*connection) ? 0 : POLLIN;
                files.push_back({connection->client, events, 0});
                files.push_back({connection->server, events, 0});
            }
        }
        if (::poll(files.data(), files.size(), -1) < 0)
            continue;
        const std::scoped_lock lock(m_mutex);
        if (files[1].revents) {
            // What we have looked at may be gone.
            std::array<char, 64> ignored{};
            [[maybe_unused]] const auto read = ::read(m_wake[0], ignored.data(), ignored.size());
            continue;
        }
        for (std::size_t i = 0; i < m_connections.size(); ++i) {
            Connection &connection = *m_connections[i];
            if (files[2 + 2 * i].revents)
                pass(connection, false);
            if (files[3 + 2 * i].revents && !connection.isOver)
                pass(connection, true);
        }
        std::erase_if(m_connections, [](const auto &connection) { return connection->isOver; });
        if (files[0].revents)
            accept();
    }
}

void DatabaseRelay::accept()
{
    const int client = ::accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
    auto connection = std::make_unique<Connection>(client, connectToFile(m_socketPath));
    connection->isMadeInSilence = m_fault == Fault::SilenceAfterLogin;
    m_connections.push_back(std::move(connection));
    ++m_accepted;
}

void DatabaseRelay::pass(Connection &connection, bool fromServer)
{
    QByteArray bytes(64 * 1024, Qt::Uninitialized);
    const auto count = ::recv(fromServer ? connection.server : connection.client, bytes.data(),
                              static_cast<std::size_t>(bytes.size()), 0);
    if (count <= 0) {
        connection.isOver = true;
        return;
    }
    bytes.truncate(count);
    if (!fromServer)
        return toDatabase(connection, bytes);
    connection.isOver = connection.isLastAnswer;
    if (!connection.isOver)
        sendAll(connection.client, bytes);
    connection.isLetIn = connection.isLetIn || bytes.contains(letIn);
}

void DatabaseRelay::toDatabase(Connection &connection, const QByteArray &bytes)
{
    if (!m_statement.isEmpty() && bytes.contains(m_statement)) {
        m_statement.clear();
        connection.isToBeCut = true;
    }
    if (connection.isToBeCut && bytes.contains("COMMIT")) {
        connection.isLastAnswer = true;
        connection.isOver = m_commit == Commit::IsLost;
    }
    if (!connection.isOver)
        sendAll(connection.server, bytes);
}

} // namespace keydesk::testing
