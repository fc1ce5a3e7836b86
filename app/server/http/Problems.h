// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QJsonObject>
#include <QString>

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace keydesk::server {

/** What is the same each time for one kind of problem: its status, title and page. */
struct ProblemKind
{
    ProblemCode code;
    unsigned status;
    const char *title;
    const char *meaning; ///< a paragraph for the page at /problems/SLUG
};

/** Every problem that has a slug, in the order of the codes. */
std::span<const ProblemKind> problemKinds();
const ProblemKind &problemKind(ProblemCode code);

/** A header's name, which is a literal, and its value. */
using Header = std::pair<std::string_view, std::string>;

/** Why a request is refused. How it is written depends on the API that was asked. */
struct Refusal
{
    ProblemCode code = ProblemCode::InternalError;
    QString detail;              ///< this time; holds no input
    QJsonObject members;         ///< of the problem, besides the standard ones
    std::vector<Header> headers; ///< e.g. WWW-Authenticate, Allow
    unsigned status = 0;         ///< if not the kind's own
};

/** Shorthand for the most frequent kind. */
Refusal refusal(ProblemCode code, const QString &detail);

template <typename T>
using Outcome = tl::expected<T, Refusal>;

} // namespace keydesk::server
