// SPDX-License-Identifier: Apache-2.0
#include "secret/SecretMimeData.h"

#include "secret/SecretHints.h"

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {
const QString plainText = u"text/plain"_s;
const QString utf8Text = u"text/plain;charset=utf-8"_s;
} // namespace

SecretMimeData::SecretMimeData(ApiKeySecret secret, Delivery delivery)
    : m_secret(std::move(secret))
    , m_isForWayland(delivery == Delivery::Withheld)
    , m_delivery(delivery)
{
}

void SecretMimeData::forget()
{
    m_secret.reset();
}

QStringList SecretMimeData::formats() const
{
    QStringList formats;
    for (const SecretHint &hint : secretHints())
        formats.append(hint.format);
    formats.append(plainText); // the last one: some compositors keep the first for later
    if (m_isForWayland)
        formats.append(utf8Text);
    return formats;
}

bool SecretMimeData::hasFormat(const QString &mimeType) const
{
    return formats().contains(mimeType);
}

QVariant SecretMimeData::retrieveData(const QString &mimeType, QMetaType type) const
{
    const bool isText = mimeType == plainText || (m_isForWayland && mimeType == utf8Text);
    if (isText && m_secret) {
        const QByteArrayView text = m_secret->view();
        // Other programs are given bytes; this one asks for a text.
        if (type.id() == QMetaType::QByteArray)
            return m_delivery == Delivery::AtOnce ? text.toByteArray() : QByteArray("");
        return QString::fromLatin1(text);
    }
    for (const SecretHint &hint : secretHints()) {
        if (hint.format == mimeType)
            return hint.data;
    }
    return {};
}

} // namespace keydesk::ui
