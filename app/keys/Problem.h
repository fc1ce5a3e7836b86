// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <chrono>
#include <optional>

namespace keydesk {

/**
 * Why something did not work. The first group is told by the server (RFC 9457 problem types,
 * /problems/SLUG); the second is found on this side of the wire and has no slug.
 */
enum class ProblemCode {
    RequestMalformed, ///< not JSON, not an object, or a field of the wrong type
    HostInvalid,      ///< Host is missing or names another server
    TokenInvalid,     ///< no token, or one that is unknown or expired
    WrongCredentials, ///< e-mail and password do not belong together
    SignInRefused,    ///< by browser; Problem::reason says why
    RoleRequired,     ///< the member may not manage this platform's keys
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    BodyTooLarge,
    HeaderTooLarge,
    MediaTypeUnsupported,
    KeyLimitReached,
    LabelTaken,
    LabelInvalid, ///< Problem::reason says which rule
    ExpiryInvalid,
    IdempotencyKeyMissing,
    IdempotencyKeyInvalid,
    IdempotencyKeyReused, ///< the same key with another payload
    AlreadyAcknowledged,  ///< the secret can never be given again
    KeyChanged,           ///< since the revision that If-Match names
    KeyStateConflict,     ///< what was asked for cannot be done with a key in its state
    MailTaken,            ///< another user of the platform has the mail address
    TooManyRequests,
    InternalError,
    Unavailable,

    ServerUnreachable,   ///< no connection, or it broke before an answer was complete
    ServerSilent,        ///< no answer in time
    AnswerNotUnderstood, ///< an answer came, but not one of Keydesk's
    ServerNotStarted,    ///< the backend on this computer could not be started
    HostNotFound,        ///< its name leads to no address
    CertificateRejected, ///< it could not prove to be who it says; Problem::fingerprint, reason
    Redirected,          ///< it sends elsewhere, where nobody went; the detail is the other host
    VersionUnsupported,  ///< a backend of another version, which is the detail
    NoSignInOffered,     ///< a backend that this program cannot sign in to

    KeychainMissing,      ///< this desktop has no service that keeps secrets, or it has ended
    KeychainLocked,       ///< it is there, and was not unlocked
    KeychainSilent,       ///< no answer in time; what was asked for may still happen
    KeychainEntryMissing, ///< it works, and does not have what was asked for

    ProviderUnreachable,         ///< the sign-in service (the identity provider) gives no answer
    ProviderNotUnderstood,       ///< it answers, but not as OpenID Connect says
    ProviderCertificateRejected, ///< it could not prove to be who it says; Problem::reason
    BrowserSignInRefused,        ///< by the sign-in service, or by the person in the browser
    BrowserSignInTimedOut,       ///< the browser did not come back in time
    BrowserSignInCancelled,      ///< in Keydesk, by the person

    CacheFailed,            ///< what is kept on this computer could not be read or written
    CertificateFileInvalid, ///< a file that a person chose has no certificate in it
    FileExists,             ///< there is a file of this name, which was not to be replaced
    FileNotPrivate,         ///< others could read a file there
    FileFailed,             ///< a file that a person chose could not be written
};

/** The last part of the problem's type, e.g. "label-taken"; empty for what has no slug. */
QLatin1StringView problemSlug(ProblemCode code);
std::optional<ProblemCode> problemFromSlug(QStringView slug);

/** One failure, as a value. No secret, token or request body ever goes into it. */
struct Problem
{
    ProblemCode code = ProblemCode::InternalError;
    QString detail = {}; ///< for a log or a report, in English; the window words its own message
    int status = 0;      ///< HTTP status, 0 if there was none
    /** The rule that a label breaks (LabelInvalid), a LabelError's name; why a sign-in was refused
     *  (SignInRefused). What is wrong with the certificate (CertificateRejected), in words. */
    QString reason = {};
    std::optional<std::chrono::seconds> retryAfter = {};
    bool notSent = false; ///< the request did not leave this computer whole: it did not happen
    QByteArray fingerprint = {}; ///< SHA-256 of the certificate (CertificateRejected), 32 bytes
};

template <typename T>
using Result = tl::expected<T, Problem>;

/** For outcomes without a value. */
struct Done
{
};

/** \a field is the JSON field that is missing or has the wrong type. */
Problem answerNotUnderstood(const QString &field);

} // namespace keydesk
