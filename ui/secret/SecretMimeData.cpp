// SPDX-License-Identifier: Apache-2.0
#include "secret/SecretMimeData.h"

#include "secret/SecretHints.h"

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {
const QString plainText = u"text/plain"_s;
} // namespace

SecretMimeData::SecretMimeData(ApiKeySecret secret)
    : m_secret(std::move(secret))
{
}

void SecretMimeData::forget()
{
    m_secret.reset();
    clear(); // the same plugin puts a copy of the text into it
}

QStringList SecretMimeData::formats() const
{
    QStringList formats;
    for (const SecretHint &hint : secretHints())
        formats.append(hint.format);
    return formats << plainText; // the last one: some compositors keep the first for later
}

bool SecretMimeData::hasFormat(const QString &mimeType) const
{
    return formats().contains(mimeType);
}

QVariant SecretMimeData::retrieveData(const QString &mimeType, QMetaType type) const
{
    if (mimeType == plainText && m_secret) {
        const QByteArrayView text = m_secret->view();
        if (type.id() == QMetaType::QByteArray)
            return text.toByteArray();
        return QString::fromLatin1(text);
    }
    for (const SecretHint &hint : secretHints()) {
        if (hint.format == mimeType)
            return hint.data;
    }
    return {};
}

} // namespace keydesk::ui
