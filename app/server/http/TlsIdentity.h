// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>
#include <vector>

namespace keydesk::server {

/**
 * The certificate and key with which the server shows who it is, and the kind of TLS it speaks:
 * 1.2 with forward secrecy and authenticated encryption, or 1.3. On one thread.
 */
class TlsIdentity
{
public:
    /**
     * Both are PEM files: the certificate with what leads to its authority, the key without a
     * password. Throws std::runtime_error with a sentence.
     */
    TlsIdentity(std::string certificateFile, std::string keyFile);

    /** Reads the files again, for connections from now on. Throws, and keeps what it has. */
    void reload();

    /** For new connections; those that have one keep it. */
    const std::shared_ptr<boost::asio::ssl::context> &context() const { return m_context; }

    /** What an administrator should know about the files, e.g. that others can read the key. */
    std::vector<std::string> warnings() const;

private:
    std::string m_certificateFile;
    std::string m_keyFile;
    std::shared_ptr<boost::asio::ssl::context> m_context;
};

} // namespace keydesk::server
