// SPDX-License-Identifier: Apache-2.0
#include "server/http/Problems.h"

#include <algorithm>
#include <array>

namespace keydesk::server {

namespace {

using enum ProblemCode;

constexpr std::array kinds{
    ProblemKind{RequestMalformed, 400, "The request is malformed",
                "The request is not well-formed HTTP, its body is not a JSON object, or a field is "
                "missing, unknown, of the wrong type or names something that is not there. Sending "
                "it again will not help."},
    ProblemKind{HostInvalid, 400, "The Host header is not this server's",
                "The Host header is missing, not a host name, or (with status 421) the name of "
                "another server. A server on the loopback interface answers to 127.0.0.1, "
                "localhost and [::1]; further names are given with --public-host."},
    ProblemKind{TokenInvalid, 401, "The access token is not valid",
                "There is no bearer token in the Authorization header, or it is unknown or has "
                "expired; or a refresh token was used before, or its session has ended. Sign in "
                "again."},
    ProblemKind{WrongCredentials, 401, "E-mail or password is wrong",
                "There is no member with this e-mail address and this password. Members without a "
                "password sign in through their browser."},
    ProblemKind{
        SignInRefused, 401, "The sign-in by browser was refused",
        "The ID token does not sign anybody in. The member reason says why: expired (it is "
        "over, was issued too long ago, or was used before), not-verified-email (the "
        "provider does not vouch for the e-mail address), not-a-member (nobody with it is on "
        "a platform here, or they are bound to another account there) or invalid (it is not "
        "for this server or this sign-in). After expired, begin again."},
    ProblemKind{RoleRequired, 403, "This needs another role",
                "Only owners and administrators of a platform may see or manage its API keys. Ask "
                "one of them."},
    ProblemKind{NotFound, 404, "There is nothing here",
                "The address does not exist, or what it named is gone, or it is not yours to see."},
    ProblemKind{MethodNotAllowed, 405, "The method is not allowed here",
                "The Allow header of the answer lists the methods that this address knows."},
    ProblemKind{RequestTimeout, 408, "The request took too long to arrive",
                "A request must be complete ten seconds after its first byte."},
    ProblemKind{BodyTooLarge, 413, "The body is too large",
                "A request's body can have 64 KiB at most."},
    ProblemKind{HeaderTooLarge, 431, "The header is too large",
                "A request can have 100 headers at most, and they and its first line 16 KiB "
                "together."},
    ProblemKind{MediaTypeUnsupported, 415, "The body must be JSON",
                "Send the body as application/json, and say so in the Content-Type header."},
    ProblemKind{KeyLimitReached, 409, "The platform has all the keys it can have",
                "A platform can have 25 API keys; paused and retiring ones count. Revoke one that "
                "is not needed any more, then try again."},
    ProblemKind{LabelTaken, 409, "Another key has this label",
                "Labels are unique on their platform, regardless of case. Choose another one."},
    ProblemKind{LabelInvalid, 422, "The label is not valid",
                "A label has 1 to 100 visible characters, without control characters and without "
                "characters that reorder text. The member reason says which rule is broken: empty, "
                "too-long, control-character, bidirectional-override or not-unicode."},
    ProblemKind{ExpiryInvalid, 422, "The expiry is not valid",
                "expiresAt is a time in the future, written as in RFC 3339, for example "
                "2030-01-31T12:00:00Z."},
    ProblemKind{IdempotencyKeyMissing, 400, "The Idempotency-Key header is missing",
                "A create carries an Idempotency-Key: 32 random bytes as 43 base64url characters. "
                "With the same one it can be repeated safely."},
    ProblemKind{IdempotencyKeyInvalid, 400, "The Idempotency-Key header is not valid",
                "An Idempotency-Key is 32 random bytes as 43 base64url characters without "
                "padding."},
    ProblemKind{IdempotencyKeyReused, 422, "The Idempotency-Key belongs to another request",
                "This Idempotency-Key came with another payload before. Make a new one for each "
                "create."},
    ProblemKind{AlreadyAcknowledged, 409, "The secret cannot be given again",
                "The key was created, but its secret can be asked for again for 24 hours only. If "
                "it is lost, revoke the key and create another one."},
    ProblemKind{KeyChanged, 412, "Somebody else has changed the key",
                "The key is not what the If-Match header of the request says: somebody changed it "
                "meanwhile. Look at it as it is now, then decide again."},
    ProblemKind{KeyStateConflict, 409, "The key's state does not allow this",
                "A retiring key can only be revoked: its replacement has taken its place. A paused "
                "key is resumed before it is replaced with an overlap, or replaced without one. An "
                "expired key is given another expiry before it is replaced."},
    ProblemKind{MailTaken, 409, "Another user has this mail address",
                "Mail addresses are unique on their platform, regardless of case."},
    ProblemKind{
        TooManyRequests, 429, "Too many requests",
        "Wait for as long as the Retry-After header says. After five failed sign-ins within "
        "a minute no password is looked at, be it right or wrong."},
    ProblemKind{InternalError, 500, "The server failed",
                "Something went wrong in the server; its log says what, under the X-Request-Id of "
                "the answer. Nothing was changed."},
    ProblemKind{
        Unavailable, 503, "The server cannot answer now",
        "The server has too many connections or sign-ins at once, its database is busy or full, "
        "or the provider of the sign-in by browser cannot be reached. Try again a little later."},
};

} // namespace

std::span<const ProblemKind> problemKinds()
{
    return kinds;
}

const ProblemKind &problemKind(ProblemCode code)
{
    const auto *const found = std::ranges::find(kinds, code, &ProblemKind::code);
    return found == kinds.end() ? problemKind(InternalError) : *found;
}

Refusal refusal(ProblemCode code, const QString &detail)
{
    return {.code = code, .detail = detail, .members = {}, .headers = {}, .status = 0};
}

} // namespace keydesk::server
