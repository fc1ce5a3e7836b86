// SPDX-License-Identifier: Apache-2.0
// Neither built nor run: Keydesk has been built on Linux only.
#include "secret/SecretHints.h"

#include <QUtiMimeConverter>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

const QString concealedMime = u"application/x-nspasteboard-concealed-type"_s;
const QString concealedType = u"org.nspasteboard.ConcealedType"_s;

/** Lets the one MIME type above reach the pasteboard under its own name. */
class ConcealedType : public QUtiMimeConverter
{
public:
    QString mimeForUti(const QString &uti) const override
    {
        return uti == concealedType ? concealedMime : QString();
    }
    QString utiForMime(const QString &mime) const override
    {
        return mime == concealedMime ? concealedType : QString();
    }
    QVariant convertToMime(const QString &, const QList<QByteArray> &data,
                           const QString &) const override
    {
        return data.value(0);
    }
    QList<QByteArray> convertFromMime(const QString &, const QVariant &data,
                                      const QString &) const override
    {
        return {data.toByteArray()};
    }
};

} // namespace

// https://nspasteboard.org: told by being there.
QList<SecretHint> secretHints()
{
    static const ConcealedType converter;
    return {{concealedMime, QByteArrayLiteral("secret")}};
}

} // namespace keydesk::ui
