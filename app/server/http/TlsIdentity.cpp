// SPDX-License-Identifier: Apache-2.0
#include "server/http/TlsIdentity.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstring>
#include <stdexcept>
#include <string_view>
#include <sys/stat.h>

namespace keydesk::server {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

namespace {

// RFC 7301: who offers protocols but not this one is told so.
int selectProtocol(SSL *, const unsigned char **out, unsigned char *outLength,
                   const unsigned char *offered, unsigned offeredLength, void *)
{
    static constexpr std::string_view ours = "http/1.1";
    for (unsigned at = 0; at < offeredLength; at += 1U + offered[at]) {
        if (offered[at] == ours.size() && at + ours.size() < offeredLength &&
            std::memcmp(offered + at + 1, ours.data(), ours.size()) == 0) {
            *out = offered + at + 1;
            *outLength = static_cast<unsigned char>(ours.size());
            return SSL_TLSEXT_ERR_OK;
        }
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

std::shared_ptr<ssl::context> newContext()
{
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX *native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                    SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                    SSL_OP_CLEANSE_PLAINTEXT);
    if (SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1)
        throw std::runtime_error("OpenSSL knows no cipher that is good enough for TLS");
    // Sessions go on with tickets, which the client keeps; a cache would be ours to fill.
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(native, selectProtocol, nullptr);
    return context;
}

void require(const error_code &error, const char *what, const std::string &file)
{
    if (error)
        throw std::runtime_error(std::string("cannot use the TLS ") + what + " in " + file + ": " +
                                 error.message());
}

std::shared_ptr<ssl::context> load(const std::string &certificateFile, const std::string &keyFile)
{
    auto context = newContext();
    error_code error;
    // Otherwise OpenSSL would ask for the password on the terminal.
    context->set_password_callback(
        [](std::size_t, ssl::context::password_purpose) { return std::string(); });
    context->use_certificate_chain_file(certificateFile, error);
    require(error, "certificate", certificateFile);
    context->use_private_key_file(keyFile, ssl::context::pem, error);
    require(error, "key", keyFile); // also if it is not the certificate's
    return context;
}

} // namespace

TlsIdentity::TlsIdentity(std::string certificateFile, std::string keyFile)
    : m_certificateFile(std::move(certificateFile))
    , m_keyFile(std::move(keyFile))
    , m_context(load(m_certificateFile, m_keyFile))
{
}

void TlsIdentity::reload()
{
    m_context = load(m_certificateFile, m_keyFile);
}

std::vector<std::string> TlsIdentity::warnings() const
{
    std::vector<std::string> all;
    struct stat status
    {
    };
    // Its group may: that is how root gives it to the server.
    if (::stat(m_keyFile.c_str(), &status) == 0 && (status.st_mode & (S_IROTH | S_IWOTH)) != 0)
        all.push_back("every user of this computer can read or change the TLS key in " + m_keyFile);
    const X509 *certificate = SSL_CTX_get0_certificate(m_context->native_handle());
    if (X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0)
        all.push_back("the TLS certificate in " + m_certificateFile + " has expired");
    return all;
}

} // namespace keydesk::server
