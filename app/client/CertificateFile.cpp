// SPDX-License-Identifier: Apache-2.0
#include "client/CertificateFile.h"

#include <QFile>
#include <QSslCertificate>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sizeLimit = 64LL * 1024;

Problem invalid(const QString &detail)
{
    return {.code = ProblemCode::CertificateFileInvalid, .detail = detail};
}

QList<QSslCertificate> certificatesIn(const QByteArray &content)
{
    const auto pem = QSslCertificate::fromData(content, QSsl::Pem);
    return pem.isEmpty() ? QSslCertificate::fromData(content, QSsl::Der) : pem;
}

QString nameOf(const QSslCertificate &certificate)
{
    const QStringList names = certificate.subjectInfo(QSslCertificate::CommonName);
    return names.isEmpty() ? certificate.subjectDisplayName() : names.first();
}

} // namespace

Result<CertificateAuthority> readCertificateAuthority(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(invalid(file.errorString()));
    const QByteArray content = file.read(sizeLimit + 1);
    if (content.size() > sizeLimit)
        return tl::unexpected(invalid(u"longer than 64 KiB"_s));
    const auto certificates = certificatesIn(content);
    if (certificates.isEmpty())
        return tl::unexpected(invalid(u"no certificate in it"_s));
    // Not the bytes as they are: a private key beside the certificate would be kept with it.
    CertificateAuthority authority{.pem = {}, .subject = nameOf(certificates.first())};
    for (const QSslCertificate &certificate : certificates)
        authority.pem += certificate.toPem();
    return authority;
}

QString authorityName(const QByteArray &pem)
{
    const auto certificates = QSslCertificate::fromData(pem, QSsl::Pem);
    return certificates.isEmpty() ? QString() : nameOf(certificates.first());
}

} // namespace keydesk::client
