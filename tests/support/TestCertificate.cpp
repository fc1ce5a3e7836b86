// SPDX-License-Identifier: Apache-2.0
#include "support/TestCertificate.h"

#include <QFile>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

namespace keydesk::testing {

namespace {

template <auto Free>
struct Freeing
{
    template <typename T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;

void addExtension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate selfSigned(EVP_PKEY *key, const QByteArray &name, int days)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -10L * 24 * 3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * 24L * 3600);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(name.constData()), -1, -1,
                               0);
    X509_set_issuer_name(certificate.get(), subject);
    addExtension(certificate.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
    addExtension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    if (X509_sign(certificate.get(), key, EVP_sha256()) == 0)
        throw std::runtime_error("no certificate for the test");
    return certificate;
}

template <typename Write>
void writePem(const QString &path, Write write)
{
    std::unique_ptr<BIO, Freeing<BIO_free_all>> memory(BIO_new(BIO_s_mem()));
    write(memory.get());
    char *text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text, size) != size)
        throw std::runtime_error("cannot write a test's certificate");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

TestCertificate makeCertificate(const QString &folder, const QString &name, int days)
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = selfSigned(key.get(), name.toUtf8(), days);
    TestCertificate files{folder + u'/' + name + QStringLiteral(".crt"),
                          folder + u'/' + name + QStringLiteral(".key")};
    writePem(files.certificateFile, [&](BIO *out) { PEM_write_bio_X509(out, certificate.get()); });
    writePem(files.keyFile, [&](BIO *out) {
        PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return files;
}

} // namespace keydesk::testing
