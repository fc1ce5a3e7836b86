// SPDX-License-Identifier: Apache-2.0
#include "client/RedirectAnswer.h"

#include "client/SignInSecrets.h"

#include <QList>

#include <algorithm>

namespace keydesk::client {

namespace {

std::optional<QByteArray> decoded(QByteArrayView text)
{
    static constexpr QByteArrayView digits = "0123456789ABCDEFabcdef";
    QByteArray plain;
    plain.reserve(text.size()); // so that no copy stays behind when it grows
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        if (i + 2 >= text.size() || !digits.contains(text[i + 1]) || !digits.contains(text[i + 2]))
            return std::nullopt;
        plain += QByteArray::fromHex(text.sliced(i + 1, 2).toByteArray());
        i += 2;
    }
    return plain;
}

/** The parameter's value, empty if it is not there; nothing if it is there twice or broken. */
std::optional<QByteArray> parameter(QByteArrayView query, QByteArrayView name)
{
    std::optional<QByteArray> found;
    while (!query.isEmpty()) {
        const qsizetype end = query.indexOf('&');
        const QByteArrayView pair = end < 0 ? query : query.first(end);
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0 || pair.first(equals) != name)
            continue;
        auto value = decoded(pair.sliced(equals + 1));
        if (found || !value)
            return std::nullopt;
        found = std::move(value);
    }
    return found.value_or(QByteArray());
}

std::optional<SecretText> secretParameter(QByteArrayView query, QByteArrayView name)
{
    const auto value = parameter(query, name);
    if (!value)
        return std::nullopt;
    SecretText secret(*value);
    wipeShared(*value);
    return secret;
}

} // namespace

std::optional<RedirectAnswer> RedirectAnswer::parse(QByteArrayView query)
{
    auto state = secretParameter(query, "state");
    auto code = secretParameter(query, "code");
    auto error = parameter(query, "error");
    auto issuer = parameter(query, "iss");
    if (!state || !code || !error || !issuer)
        return std::nullopt;
    return RedirectAnswer{.state = *std::move(state),
                          .code = *std::move(code),
                          .error = presentableError(*error),
                          .issuer = *std::move(issuer)};
}

QByteArray presentableError(const QByteArray &error)
{
    const bool isCode =
        error.size() <= 64 && std::ranges::all_of(error, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
        });
    return isCode ? error : QByteArrayLiteral("unnamed");
}

} // namespace keydesk::client
