// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Response.h"

#include <QJsonDocument>

#include <cstdio>
#include <cstdlib>

namespace keydesk::fuzz {

/** A promise that is broken is a finding, like a crash. */
inline void promise(bool kept, const char *what)
{
    if (kept)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

/** A refusal has a status of its own and can be written in the shape of both APIs. */
inline void promiseAnswer(const server::Refusal &refusal)
{
    for (const auto style : {server::ErrorStyle::Problem, server::ErrorStyle::Plain}) {
        const server::Response answer = server::render(refusal, style);
        promise(answer.status >= 400 && answer.status < 600, "a refusal is an error");
        const auto json = QJsonDocument::fromJson(QByteArray::fromRawData(
            answer.body.data(), static_cast<qsizetype>(answer.body.size())));
        promise(json.isObject(), "a refusal is a JSON object");
    }
}

} // namespace keydesk::fuzz
