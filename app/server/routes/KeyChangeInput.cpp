// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyChangeInput.h"

#include "keys/Platform.h"
#include "server/routes/KeyInput.h"
#include "server/store/Blob.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

/** The texts in the member \a name, of which there must be 1 to \a most. */
Outcome<QStringList> readTexts(const Request &request, const QString &name, qsizetype most)
{
    const auto object = readJsonObject(request, {name});
    if (!object)
        return tl::unexpected(object.error());
    const QJsonValue value = object->value(name);
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.isEmpty() || array.size() > most)
        return malformed(u"%1 must be an array of 1 to %2 texts."_s.arg(name).arg(most));
    QStringList texts;
    for (const auto text : array) {
        if (!text.isString())
            return malformed(u"%1 must hold texts only."_s.arg(name));
        texts.append(text.toString());
    }
    texts.removeDuplicates();
    return texts;
}

Outcome<KeyState> readState(const QJsonValue &value)
{
    const auto state = keyStateFromName(value.toString());
    if (!state || *state == KeyState::Retiring)
        return malformed(u"state must be active or paused."_s);
    return *state;
}

/** The revisions in If-Match (RFC 9110, 13.1.1), compared strongly: a weak one matches nothing. */
Outcome<QStringList> readIfMatch(const Request &request)
{
    const auto header = request.find("If-Match");
    if (!header || *header == "*") // any key will do that is there
        return QStringList();
    static const QRegularExpression tag(u"\\G[ \\t]*(W/)?\"([!#-~]*)\"[ \\t]*(?:,|\\z)"_s);
    const QString text =
        QString::fromLatin1(header->data(), static_cast<qsizetype>(header->size()));
    QStringList revisions;
    qsizetype at = 0;
    while (at < text.size()) {
        const auto match = tag.match(text, at, QRegularExpression::NormalMatch);
        if (!match.hasMatch())
            return malformed(
                u"If-Match must hold revisions of the key, each in quotation marks."_s);
        revisions.append(match.captured(1) + match.captured(2));
        at = match.capturedEnd();
    }
    if (revisions.isEmpty())
        return malformed(u"If-Match is empty."_s);
    return revisions;
}

} // namespace

Outcome<KeyChange> readKeyChange(const Request &request)
{
    const auto object = readJsonObject(request, {u"label"_s, u"expiresAt"_s, u"state"_s});
    if (!object)
        return tl::unexpected(object.error());
    KeyChange change;
    if (object->contains(u"label"_s)) {
        const auto label = readLabel(*object);
        if (!label)
            return tl::unexpected(label.error());
        change.label = *label;
    }
    if (object->contains(u"expiresAt"_s)) {
        const auto expiresAt = readExpiry(*object);
        if (!expiresAt)
            return tl::unexpected(expiresAt.error());
        change.expiresAt = *expiresAt;
    }
    if (object->contains(u"state"_s)) {
        const auto state = readState(object->value(u"state"_s));
        if (!state)
            return tl::unexpected(state.error());
        change.state = *state;
    }
    const auto revisions = readIfMatch(request);
    if (!revisions)
        return tl::unexpected(revisions.error());
    change.ifMatch = *revisions;
    return change;
}

Outcome<std::chrono::seconds> readOverlap(const Request &request)
{
    const auto object = readJsonObject(request, {u"overlapSeconds"_s});
    if (!object)
        return tl::unexpected(object.error());
    const QJsonValue value = object->value(u"overlapSeconds"_s);
    const std::chrono::seconds overlap(value.toInteger(-1));
    if (!value.isDouble() || overlap.count() < 0 || overlap > longestOverlap)
        return malformed(u"overlapSeconds must be a whole number from 0 to %1."_s.arg(
            qint64{longestOverlap.count()}));
    return overlap;
}

Outcome<QStringList> readIds(const Request &request)
{
    auto ids = readTexts(request, u"ids"_s, mostIds);
    if (!ids)
        return ids;
    for (const QString &id : *ids) {
        if (!isPlatformId(id)) // keys have ids of the same form
            return malformed(u"ids must hold ids of keys: 24 lower-case hex digits each."_s);
    }
    return ids;
}

Outcome<std::vector<Sha256>> readHashes(const Request &request)
{
    const auto texts = readTexts(request, u"sha256"_s, mostHashes);
    if (!texts)
        return tl::unexpected(texts.error());
    std::vector<Sha256> hashes;
    // Looked at by hand: QByteArray::fromHex passes over what is no hex digit.
    static const QRegularExpression shape(u"\\A[0-9a-f]{64}\\z"_s);
    for (const QString &text : *texts) {
        if (!shape.match(text).hasMatch())
            return malformed(u"sha256 must hold SHA-256 hashes: 64 lower-case hex digits each."_s);
        hashes.push_back(sha256From(QByteArray::fromHex(text.toLatin1())));
    }
    return hashes;
}

} // namespace keydesk::server
