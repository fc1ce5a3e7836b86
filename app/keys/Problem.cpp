// SPDX-License-Identifier: Apache-2.0
#include "keys/Problem.h"

#include <array>
#include <utility>

namespace keydesk {

namespace {

using Slug = std::pair<ProblemCode, const char *>;
constexpr std::array slugs{
    Slug{ProblemCode::RequestMalformed, "request-malformed"},
    Slug{ProblemCode::HostInvalid, "host-invalid"},
    Slug{ProblemCode::TokenInvalid, "token-invalid"},
    Slug{ProblemCode::WrongCredentials, "wrong-credentials"},
    Slug{ProblemCode::SignInRefused, "sign-in-refused"},
    Slug{ProblemCode::RoleRequired, "role-required"},
    Slug{ProblemCode::NotFound, "not-found"},
    Slug{ProblemCode::MethodNotAllowed, "method-not-allowed"},
    Slug{ProblemCode::RequestTimeout, "request-timeout"},
    Slug{ProblemCode::BodyTooLarge, "body-too-large"},
    Slug{ProblemCode::HeaderTooLarge, "header-too-large"},
    Slug{ProblemCode::MediaTypeUnsupported, "media-type-unsupported"},
    Slug{ProblemCode::KeyLimitReached, "key-limit-reached"},
    Slug{ProblemCode::LabelTaken, "label-taken"},
    Slug{ProblemCode::LabelInvalid, "label-invalid"},
    Slug{ProblemCode::ExpiryInvalid, "expiry-invalid"},
    Slug{ProblemCode::IdempotencyKeyMissing, "idempotency-key-missing"},
    Slug{ProblemCode::IdempotencyKeyInvalid, "idempotency-key-invalid"},
    Slug{ProblemCode::IdempotencyKeyReused, "idempotency-key-reused"},
    Slug{ProblemCode::AlreadyAcknowledged, "already-acknowledged"},
    Slug{ProblemCode::KeyChanged, "key-changed"},
    Slug{ProblemCode::KeyStateConflict, "key-state-conflict"},
    Slug{ProblemCode::MailTaken, "mail-taken"},
    Slug{ProblemCode::TooManyRequests, "too-many-requests"},
    Slug{ProblemCode::InternalError, "internal-error"},
    Slug{ProblemCode::Unavailable, "unavailable"},
};

} // namespace

QLatin1StringView problemSlug(ProblemCode code)
{
    for (const auto &[known, slug] : slugs) {
        if (known == code)
            return QLatin1StringView(slug);
    }
    return {};
}

std::optional<ProblemCode> problemFromSlug(QStringView slug)
{
    for (const auto &[code, known] : slugs) {
        if (slug == QLatin1StringView(known))
            return code;
    }
    return std::nullopt;
}

Problem answerNotUnderstood(const QString &field)
{
    return {.code = ProblemCode::AnswerNotUnderstood,
            .detail = QStringLiteral("missing or of the wrong type: %1").arg(field)};
}

} // namespace keydesk
