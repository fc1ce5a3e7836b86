// SPDX-License-Identifier: Apache-2.0
// How long the keys of an OpenID provider are kept, and how often it is asked for them, with a time
// and a provider of the test's own; IdentityProviderTest has a real one.
#include "server/oidc/IdentityProvider.h"

#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;
using keydesk::server::Fetched;
using keydesk::server::FetchOutcome;
using keydesk::server::IdentityProvider;
using keydesk::server::KeySet;
using keydesk::server::Log;
using keydesk::server::SignatureAlgorithm;
using keydesk::server::VerificationKey;
using keydesk::server::WebAddress;

namespace {

constexpr qint64 minute = 60'000;
const std::string issuer = "https://issuer.example/tenant";

/** The public key of RFC 8037, A.2. */
std::string jwk(const std::string &id)
{
    return R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",)"
           R"("kid":")" +
           id + R"("})";
}

std::string keySet(const std::string &keys)
{
    return R"({"keys":[)" + keys + "]}";
}

} // namespace

class ProviderKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theAddressesAreTheStandards();
    void keysAreKeptAsLongAsAllowedWithinBounds_data();
    void keysAreKeptAsLongAsAllowedWithinBounds();
    void aClockThatIsSetBackKeepsNothing();
    void aKeyThatIsNotThereIsLookedForOnceInTenSeconds();
    void aFailureIsRememberedForAMoment();
    void aConfigurationOfSomebodyElseIsRefused_data();
    void aConfigurationOfSomebodyElseIsRefused();
    void anIdIsNeededAmongSeveralKeys();
    void keysForOtherThingsAreNotTaken_data();
    void keysForOtherThingsAreNotTaken();

private:
    enum class Got { Key, Nothing, Later, Unreachable };
    Got ask(const std::optional<std::string> &id = "a");
    asio::awaitable<Got> look(std::optional<std::string> id);
    asio::awaitable<FetchOutcome> answer(WebAddress address);

    asio::io_context m_context;
    Log m_log{Log::Level::WarningsOnly};
    qint64 m_now = 0;
    std::string m_configuration;
    std::string m_keys;
    std::optional<std::chrono::seconds> m_maxAge;
    bool m_isDown = false;
    std::vector<std::string> m_asked;
    std::unique_ptr<IdentityProvider> m_provider;
};

void ProviderKeysTest::init()
{
    m_now = 1'700'000'000'000;
    m_configuration = R"({"issuer":")" + issuer + R"(","jwks_uri":"https://keys.example/jwks"})";
    m_keys = keySet(jwk("a"));
    m_maxAge.reset();
    m_isDown = false;
    m_asked.clear();
    m_provider = std::make_unique<IdentityProvider>(
        m_context.get_executor(), keydesk::server::OidcSettings{issuer, "client"},
        [this] { return m_now; }, m_log,
        [this](WebAddress address) { return answer(std::move(address)); });
}

asio::awaitable<FetchOutcome> ProviderKeysTest::answer(WebAddress address)
{
    m_asked.push_back(address.host + address.target);
    if (m_isDown)
        co_return tl::unexpected(std::string("it is down"));
    Fetched fetched;
    fetched.body = address.host == "keys.example" ? m_keys : m_configuration;
    fetched.maxAge = m_maxAge;
    co_return fetched;
}

asio::awaitable<ProviderKeysTest::Got> ProviderKeysTest::look(std::optional<std::string> id)
{
    const auto key = co_await m_provider->key(SignatureAlgorithm::EdDsa, id);
    if (key)
        co_return Got::Key;
    if (key.error().retryAfter == 0)
        co_return Got::Nothing;
    co_return key.error().wasReached ? Got::Later : Got::Unreachable;
}

ProviderKeysTest::Got ProviderKeysTest::ask(const std::optional<std::string> &id)
{
    Got result = Got::Nothing;
    m_context.restart();
    asio::co_spawn(m_context, look(id), [&result](const std::exception_ptr &failure, Got got) {
        if (failure)
            std::rethrow_exception(failure);
        result = got;
    });
    m_context.run();
    return result;
}

void ProviderKeysTest::theAddressesAreTheStandards()
{
    QCOMPARE(ask(), Got::Key);
    QCOMPARE(m_asked,
             (std::vector<std::string>{"issuer.example/tenant/.well-known/openid-configuration",
                                       "keys.example/jwks"}));
}

void ProviderKeysTest::keysAreKeptAsLongAsAllowedWithinBounds_data()
{
    QTest::addColumn<qint64>("maxAge");
    QTest::addColumn<qint64>("kept");
    QTest::newRow("nothing is said") << qint64(-1) << 10 * minute;
    QTest::newRow("not at all") << qint64(0) << 10 * minute;
    QTest::newRow("half an hour") << qint64(1800) << 30 * minute;
    QTest::newRow("for ever") << qint64(4'000'000'000) << 60 * minute;
}

void ProviderKeysTest::keysAreKeptAsLongAsAllowedWithinBounds()
{
    QFETCH(qint64, maxAge);
    QFETCH(qint64, kept);
    if (maxAge >= 0)
        m_maxAge = std::chrono::seconds(maxAge);
    QCOMPARE(ask(), Got::Key);
    m_now += kept - 1;
    m_keys = keySet(jwk("b"));
    QCOMPARE(ask(), Got::Key);
    QCOMPARE(m_asked.size(), std::size_t{2});
    m_now += 1;
    QCOMPARE(ask("b"), Got::Key);
    QCOMPARE(m_asked.size(), std::size_t{4});
    QCOMPARE(ask("a"), Got::Nothing); // and looked for once more
}

void ProviderKeysTest::aClockThatIsSetBackKeepsNothing()
{
    QCOMPARE(ask(), Got::Key);
    m_now -= 24 * 60 * minute;
    QCOMPARE(ask(), Got::Key);
    QCOMPARE(m_asked.size(), std::size_t{4});
}

void ProviderKeysTest::aKeyThatIsNotThereIsLookedForOnceInTenSeconds()
{
    QCOMPARE(ask("new"), Got::Nothing); // just asked: there is none
    QCOMPARE(m_asked.size(), std::size_t{2});
    QCOMPARE(ask("new"), Got::Nothing);
    QCOMPARE(m_asked.size(), std::size_t{4});
    m_keys = keySet(jwk("new"));
    m_now += 9'999;
    QCOMPARE(ask("new"), Got::Later);
    QCOMPARE(ask("a"), Got::Key); // those that are known are not held up
    QCOMPARE(m_asked.size(), std::size_t{4});
    m_now += 1;
    QCOMPARE(ask("new"), Got::Key);
    QCOMPARE(ask("a"), Got::Later); // it is gone; whether it has come back is asked later
    QCOMPARE(m_asked.size(), std::size_t{6});
}

void ProviderKeysTest::aFailureIsRememberedForAMoment()
{
    m_isDown = true;
    QCOMPARE(ask(), Got::Unreachable);
    QCOMPARE(ask(), Got::Unreachable);
    QCOMPARE(m_asked.size(), std::size_t{1});
    m_isDown = false;
    m_now += 1'000;
    QCOMPARE(ask(), Got::Key);
    m_isDown = true;
    QCOMPARE(ask("new"), Got::Unreachable);
    QCOMPARE(ask(), Got::Key); // what is known stays known
    m_now += 10 * minute;
    QCOMPARE(ask(), Got::Unreachable);
}

void ProviderKeysTest::aConfigurationOfSomebodyElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("configuration");
    QTest::newRow("another issuer")
        << QByteArray(R"({"issuer":"https://issuer.example","jwks_uri":"https://keys.example/"})");
    QTest::newRow("a slash more") << QByteArray(
        R"({"issuer":"https://issuer.example/tenant/","jwks_uri":"https://keys.example/"})");
    QTest::newRow("no issuer") << QByteArray(R"({"jwks_uri":"https://keys.example/"})");
    const QByteArray ours = R"({"issuer":"https://issuer.example/tenant")";
    QTest::newRow("no keys") << ours + "}";
    QTest::newRow("keys without encryption") << ours + R"(,"jwks_uri":"http://keys.example/"})";
    QTest::newRow("keys of this computer") << ours + R"(,"jwks_uri":"http://127.0.0.1/"})";
    QTest::newRow("keys in a file") << ours + R"(,"jwks_uri":"file:///etc/passwd"})";
    QTest::newRow("keys with a password") << ours + R"(,"jwks_uri":"https://me:pw@keys.example/"})";
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("deep") << QByteArray(60'000, '[');
}

void ProviderKeysTest::aConfigurationOfSomebodyElseIsRefused()
{
    QFETCH(QByteArray, configuration);
    m_configuration = configuration.toStdString();
    QCOMPARE(ask(), Got::Unreachable);
    QCOMPARE(m_asked.size(), std::size_t{1});
}

void ProviderKeysTest::anIdIsNeededAmongSeveralKeys()
{
    QCOMPARE(ask(std::nullopt), Got::Key);
    m_now += 10 * minute;
    m_keys = keySet(jwk("a") + "," + jwk("b"));
    QCOMPARE(ask(std::nullopt), Got::Nothing);
    QCOMPARE(ask("b"), Got::Key);
    m_now += 10 * minute;
    m_keys = keySet(jwk("a") + "," + jwk("a"));
    QCOMPARE(ask("a"), Got::Nothing);
}

void ProviderKeysTest::keysForOtherThingsAreNotTaken_data()
{
    QTest::addColumn<QByteArray>("keys");
    const auto row = [](const char *name, const QByteArray &keys) { QTest::newRow(name) << keys; };
    const QByteArray ed = R"({"kty":"OKP","crv":"Ed25519","kid":"a",)"
                          R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")";
    row("for encrypting", ed + R"(,"use":"enc"})");
    row("for another algorithm", ed + R"(,"alg":"RS256"})");
    row("for signing only", ed + R"(,"key_ops":["sign"]})");
    row("with its private part", ed + R"(,"d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"})");
    row("a shared key", R"({"kty":"oct","kid":"a","k":"AAAA"})");
    row("of another curve", R"({"kty":"OKP","crv":"X25519","kid":"a",)"
                            R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})");
    row("too short", R"({"kty":"OKP","crv":"Ed25519","kid":"a","x":"AAAA"})");
    row("not on its curve", R"({"kty":"EC","crv":"P-256","kid":"a",)"
                            R"("x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                            R"("y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})");
    row("an RSA key without a number", R"({"kty":"RSA","kid":"a","n":"","e":"AQAB"})");
    row("an RSA key with an exponent of 1",
        R"({"kty":"RSA","kid":"a","e":"AQ","n":")" + QByteArray(342, '_') + R"("})");
    row("a huge RSA key",
        R"({"kty":"RSA","kid":"a","e":"AQAB","n":")" + QByteArray(2800, '_') + R"("})");
    row("no object", "7");
    row("no key", "");
}

void ProviderKeysTest::keysForOtherThingsAreNotTaken()
{
    QFETCH(QByteArray, keys);
    m_keys = keySet(keys.toStdString());
    QVERIFY(!KeySet::parse(m_keys));
    QCOMPARE(ask(), Got::Unreachable);
}

QTEST_GUILESS_MAIN(ProviderKeysTest)
#include "ProviderKeysTest.moc"
