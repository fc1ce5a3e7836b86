// SPDX-License-Identifier: Apache-2.0
#include "server/commands/Service.h"

#include "server/commands/ParentPipe.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <QDateTime>
#include <QFile>

#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;
using namespace Qt::StringLiterals;

namespace {

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

} // namespace

Service::Service(asio::io_context &context, const ServeOptions &options,
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
    , m_provider(newProvider(options))
    , m_housekeeping(context, m_store, m_uses, m_metrics, m_log)
    , m_routes({m_store, m_serverKey, m_keys, m_uses, m_brake, m_events, m_metrics, m_log, m_limits,
                !options.tlsCertificate.empty(), m_provider.get()},
               std::move(ownerToken), openApiDocument())
    , m_tls(tlsOf(options))
    , m_http(context, httpOptions(options), m_routes.router(), m_log, m_metrics)
    , m_signals(context, SIGINT, SIGTERM)
    , m_hangups(context, SIGHUP)
{
}

void Service::start(bool withParent)
{
    if (m_tls)
        warnAbout(*m_tls);
    else if (!m_http.isLoopback())
        m_log.warning("serving other computers without encryption: use --tls-cert and "
                      "--tls-key, or put a proxy with TLS in front of it");
    begin(m_http.run());
    m_housekeeping.start([this](asio::awaitable<void> work) { begin(std::move(work)); });
    begin(m_events.watch());
    begin(reloadTlsOnSignal());
    begin(stopOnSignal());
    if (withParent)
        begin(stopWithParent(parentPipe(m_context.get_executor())));
}

// Each part handles what it knows of. After anything else the program must not look alive while it
// accepts nobody, say: whoever watches it starts it again.
void Service::begin(asio::awaitable<void> work)
{
    asio::co_spawn(m_context, std::move(work), [this](const std::exception_ptr &failure) {
        if (!failure)
            return;
        m_hasFailed = true;
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception &error) {
            m_log.warning("cannot go on: " + std::string(error.what()));
        }
        m_context.stop();
    });
}

std::unique_ptr<IdentityProvider> Service::newProvider(const ServeOptions &options)
{
    if (!options.oidc)
        return nullptr;
    return std::make_unique<IdentityProvider>(
        m_context.get_executor(), *options.oidc, [this] { return m_store.now(); }, m_log);
}

HttpServerOptions Service::httpOptions(const ServeOptions &options) const
{
    return {.listen = endpointOf(options),
            .publicHosts = options.publicHosts,
            .limits = m_limits,
            .tls = m_tls ? &*m_tls : nullptr,
            .proxies = TrustedProxies(options.trustedProxies),
            .serverTiming = options.serverTiming};
}

void Service::warnAbout(const TlsIdentity &tls) const
{
    for (const std::string &warning : tls.warnings())
        m_log.warning(warning);
}

asio::awaitable<void> Service::reloadTlsOnSignal()
{
    for (;;) {
        co_await m_hangups.async_wait(asio::use_awaitable);
        if (!m_tls)
            continue;
        try {
            m_tls->reload();
            warnAbout(*m_tls);
        } catch (const std::runtime_error &error) {
            m_log.warning("going on with the TLS certificate as it was: " +
                          std::string(error.what()));
        }
    }
}

asio::awaitable<void> Service::stopOnSignal()
{
    co_await m_signals.async_wait(asio::use_awaitable);
    begin(stop());
    co_await m_signals.async_wait(asio::use_awaitable);
    m_context.stop(); // asked twice: without waiting
}

asio::awaitable<void> Service::stopWithParent(asio::posix::stream_descriptor pipe)
{
    co_await closed(std::move(pipe));
    co_await stop();
}

asio::awaitable<void> Service::stop()
{
    if (std::exchange(m_isStopping, true)) // by a signal, and by the parent that got it as well
        co_return;
    co_await m_http.stop();
    co_await m_housekeeping.writeUsesNow();
    m_context.stop();
}

} // namespace keydesk::server
