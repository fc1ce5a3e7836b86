// SPDX-License-Identifier: Apache-2.0
#include "server/commands/ServeCommand.h"

#include "server/commands/LocalOwner.h"
#include "server/commands/OpenDatabase.h"
#include "server/commands/ParentPipe.h"
#include "server/http/HttpServer.h"
#include "server/http/TlsIdentity.h"
#include "server/routes/Routes.h"
#include "server/store/AccessTokenTable.h"
#include "server/store/SessionTable.h"
#include "server/store/SignInFailureTable.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <QDateTime>
#include <QFile>

#include <sys/resource.h>
#include <unistd.h>

namespace keydesk::server {

namespace asio = boost::asio;
using namespace Qt::StringLiterals;

namespace {

// Each connection takes a file descriptor, and the usual limit is 1,024.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, rlim_t{16} * 1024);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::optional<IssuedOwnerToken> prepare(const ServeOptions &options)
{
    const auto database = openDatabase(options.database, options.parentPipe ? IfEmpty::CreateSchema
                                                                            : IfEmpty::Refuse);
    if (!options.parentPipe)
        return std::nullopt;
    const auto owner = database->transaction([](Database &inside) {
        inside.dialect().lockSchema(inside); // several that start at once make one owner
        return ensureLocalOwner(inside, QDateTime::currentMSecsSinceEpoch());
    });
    if (!owner)
        throw std::runtime_error("no platform in the database has an owner");
    return issueOwnerToken(owner->id);
}

QByteArray openApiDocument()
{
    QFile file(u":/openapi.yaml"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

asio::ip::tcp::endpoint endpointOf(const ServeOptions &options)
{
    return {asio::ip::make_address(options.address), options.port};
}

std::optional<TlsIdentity> tlsOf(const ServeOptions &options)
{
    if (options.tlsCertificate.empty())
        return std::nullopt;
    return TlsIdentity(options.tlsCertificate, options.tlsKey);
}

/** The parts of a serving program, and the order in which they end. */
class Service
{
public:
    Service(asio::io_context &context, const ServeOptions &options,
            std::optional<OwnerToken> ownerToken)
        : m_context(context)
        , m_log(options.parentPipe ? Log::Level::WarningsOnly : Log::Level::Everything,
                [&context](auto write) { asio::post(context, std::move(write)); })
        , m_serverKey(ServerKey::forDatabase(options.database))
        , m_store(options.database, [] { return QDateTime::currentMSecsSinceEpoch(); })
        , m_keys(m_store)
        , m_uses(m_store)
        , m_brake([this] { return m_store.now(); }, GuessBrake::waitOnTimer,
                  [this](const std::string &address, int refused) {
                      m_log.keysRefused(address, refused);
                  })
        , m_events(m_store)
        , m_routes({m_store, m_serverKey, m_keys, m_uses, m_brake, m_events, m_metrics, m_log,
                    m_limits, !options.tlsCertificate.empty()},
                   std::move(ownerToken), openApiDocument())
        , m_tls(tlsOf(options))
        , m_http(context, httpOptions(options), m_routes.router(), m_log, m_metrics)
        , m_signals(context, SIGINT, SIGTERM)
        , m_hangups(context)
    {
    }

    std::string origin() const { return m_http.origin(); }

    void start(bool parentPipe)
    {
        if (m_tls) {
            m_hangups.add(SIGHUP);
            asio::co_spawn(m_context, reloadTlsOnSignal(), asio::detached);
        } else if (!m_http.isLoopback())
            m_log.warning("serving other computers without encryption: use --tls-cert and "
                          "--tls-key, or put a proxy with TLS in front of it");
        asio::co_spawn(m_context, m_http.run(), asio::detached);
        asio::co_spawn(m_context, writeUses(), asio::detached);
        asio::co_spawn(m_context, forgetWhatIsOld(), asio::detached);
        asio::co_spawn(m_context, removeRetired(), asio::detached);
        asio::co_spawn(m_context, m_events.watch(), asio::detached);
        asio::co_spawn(m_context, interruptWhatHangs(), asio::detached);
        asio::co_spawn(m_context, stopOnSignal(), asio::detached);
        if (parentPipe)
            asio::co_spawn(m_context, stopWithParent(), asio::detached);
    }

private:
    asio::awaitable<void> stopOnSignal()
    {
        co_await m_signals.async_wait(asio::use_awaitable);
        asio::co_spawn(m_context, stop(), asio::detached);
        co_await m_signals.async_wait(asio::use_awaitable);
        m_context.stop(); // asked twice: without waiting
    }

    HttpServerOptions httpOptions(const ServeOptions &options) const
    {
        return {.listen = endpointOf(options),
                .publicHosts = options.publicHosts,
                .limits = m_limits,
                .tls = m_tls ? &*m_tls : nullptr,
                .proxies = TrustedProxies(options.trustedProxies),
                .serverTiming = options.serverTiming};
    }

    void warnAboutTls() const
    {
        for (const std::string &warning : m_tls->warnings())
            m_log.warning(warning);
    }

    asio::awaitable<void> reloadTlsOnSignal()
    {
        warnAboutTls();
        for (;;) {
            co_await m_hangups.async_wait(asio::use_awaitable);
            try {
                m_tls->reload();
                warnAboutTls();
            } catch (const std::runtime_error &error) {
                m_log.warning("going on with the TLS certificate as it was: " +
                              std::string(error.what()));
            }
        }
    }

    asio::awaitable<void> stopWithParent()
    {
        co_await parentPipeClosed();
        co_await stop();
    }

    asio::awaitable<void> stop()
    {
        co_await m_http.stop();
        co_await written(m_uses.flush());
        m_context.stop();
    }

    asio::awaitable<void> written(asio::awaitable<void> uses)
    {
        try {
            co_await std::move(uses);
        } catch (const DatabaseError &error) {
            m_metrics.databaseFailed();
            m_log.warning(error.what());
        }
    }

    asio::awaitable<void> writeUses()
    {
        for (;;) {
            co_await pause(std::chrono::seconds(1));
            co_await written(m_uses.flushWhatIsDue());
        }
    }

    // A key whose overlap has ended is refused at once; here it is deleted.
    asio::awaitable<void> removeRetired()
    {
        for (;;) {
            try {
                co_await m_store.write([this](Database &database) {
                    return removeRetiredKeys(database, m_store.now());
                });
            } catch (const DatabaseError &error) {
                m_metrics.databaseFailed();
                m_log.warning(error.what());
            }
            co_await pause(std::chrono::seconds(10));
        }
    }

    asio::awaitable<void> interruptWhatHangs()
    {
        for (;;) {
            co_await pause(std::chrono::seconds(1));
            m_store.interruptWhatHangs();
        }
    }

    asio::awaitable<void> forgetWhatIsOld()
    {
        for (;;) {
            std::chrono::seconds next = std::chrono::hours(1);
            try {
                const int salts = co_await m_store.write(
                    [this](Database &database) { return removeOld(database); });
                if (salts > 0)
                    co_await m_store.maintain(
                        [](Database &database) { database.dialect().forgetDeleted(database); });
            } catch (const DatabaseError &error) {
                m_metrics.databaseFailed();
                m_log.warning(error.what());
                next = std::chrono::minutes(1);
            }
            co_await pause(next);
        }
    }

    int removeOld(Database &database) const
    {
        AccessTokenTable(database).removeExpired(m_store.now());
        SessionTable(database).removeExpired(m_store.now());
        SignInFailureTable(database).removeOld(m_store.now());
        KeyUseTable(database).removeOld(m_store.now(), 1'000'000);
        return KeyTable(database).removeOldSalts(m_store.now());
    }

    asio::awaitable<void> pause(std::chrono::milliseconds duration)
    {
        asio::steady_timer timer(m_context, duration);
        co_await timer.async_wait(asio::use_awaitable);
    }

    asio::io_context &m_context;
    const Limits m_limits{};
    Log m_log;
    Metrics m_metrics;
    ServerKey m_serverKey;
    Store m_store;
    KeyFinder m_keys;
    KeyUseBuffer m_uses;
    GuessBrake m_brake;
    PlatformEvents m_events;
    Routes m_routes;
    std::optional<TlsIdentity> m_tls;
    HttpServer m_http;
    asio::signal_set m_signals;
    asio::signal_set m_hangups; ///< with TLS only; else they end the program
};

// By hand: the token goes to the parent and is wiped, without copies in between.
void printReadyLine(const std::string &origin, const Bytes &ownerToken)
{
    Bytes line = R"({"listening":")";
    line.append(origin).append("\"");
    if (!ownerToken.empty())
        line.append(R"(,"ownerToken":")").append(ownerToken).append("\"");
    line.append("}\n");
    [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, line.data(), line.size());
}

// What Qt has to say, e.g. of a connection that broke: one JSON object a line, like all the rest.
void logForQt(QtMsgType, const QMessageLogContext &, const QString &text)
{
    Log(Log::Level::WarningsOnly).warning(text.toStdString());
}

} // namespace

int runServe(const ServeOptions &options)
{
    qInstallMessageHandler(logForQt);
    if (options.parentPipe && !parentPipeIsThere())
        throw std::runtime_error("--parent-pipe needs a pipe on stdin");
    raiseDescriptorLimit();
    auto owner = prepare(options);
    asio::io_context context(1);
    try {
        Service service(context, options, owner ? std::optional(owner->token) : std::nullopt);
        service.start(options.parentPipe);
        printReadyLine(service.origin(), owner ? owner->text : Bytes());
        owner.reset();
        context.run();
    } catch (const boost::system::system_error &error) {
        throw std::runtime_error("cannot listen on " + options.address + " port " +
                                 std::to_string(options.port) + ": " + error.code().message());
    }
    return 0;
}

} // namespace keydesk::server
