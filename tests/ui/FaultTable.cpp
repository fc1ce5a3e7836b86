// SPDX-License-Identifier: Apache-2.0
#include "FaultTable.h"

#include "FaultAnswers.h"

namespace keydesk::testing {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = HttpFault::Kind;

namespace {

const QString unreachable = u"The backend cannot be reached."_s;
const QString notReady = u"The backend is not ready. Try again in a moment."_s;

QString notUnderstood(const QString &why)
{
    return u"What answered is not a backend that this version of Keydesk understands (%1)."_s.arg(
        why);
}

Expectation wrongAnswer(const QString &why)
{
    return {.code = ProblemCode::AnswerNotUnderstood,
            .words = notUnderstood(why),
            .isOutcomeUnknown = true};
}

/** The server has done it, and then \a answer arrives in place of its own. */
HttpFault instead(const QByteArray &answer)
{
    return {.kind = Kind::Replace, .answer = [answer](const QByteArray &) { return answer; }};
}

/** Somebody on the way answers for the server. */
HttpFault withoutServer(const QByteArray &answer, int times = -1)
{
    HttpFault fault = instead(answer);
    fault.isServerAsked = false;
    fault.times = times;
    return fault;
}

Expectation lost()
{
    return {.code = ProblemCode::ServerUnreachable, .words = unreachable, .isOutcomeUnknown = true};
}

// What may be asked for again is asked for again by Qt itself; a password never.
Fault cutOnce(Operation operation)
{
    Fault fault{.name = u"cut once after the commit"_s,
                .http = {.kind = Kind::CutAfterCommit, .times = 1},
                .isDone = true,
                .requests = 2};
    if (operation == Operation::Revoke)
        fault.requests = 3; // the second finds nothing, and the list says why
    if (operation == Operation::SignIn) {
        fault.expected = lost();
        fault.requests = 1;
    }
    return fault;
}

QList<Fault> networkFaults(Operation operation)
{
    return {
        {.name = u"refused"_s,
         .expected = Expectation{.code = ProblemCode::ServerUnreachable,
                                 .words = unreachable,
                                 .notSent = true},
         .place = Fault::Place::Nobody},
        {.name = u"DNS"_s,
         .expected = Expectation{.code = ProblemCode::HostNotFound,
                                 .words = u"No server with this name was found. Check its address, "
                                          "and that this computer is online."_s,
                                 .notSent = true},
         .place = Fault::Place::NoName},
        {.name = u"TLS"_s,
         .expected =
             Expectation{
                 .code = ProblemCode::CertificateRejected,
                 .words = u"The backend could not prove who it is, so nothing was sent to it (The "
                          "certificate is self-signed, and untrusted). Ask its administrator "
                          "whether it uses a private certificate authority (CA)."_s,
                 .notSent = true},
         .place = Fault::Place::Untrusted},
        {.name = u"cut before the request"_s,
         .http = {.kind = Kind::CutBefore},
         .expected = lost()},
        {.name = u"cut during the request"_s,
         .http = {.kind = Kind::CutDuringRequest},
         .expected = lost()},
        {.name = u"cut after the commit"_s,
         .http = {.kind = Kind::CutAfterCommit},
         .expected = lost(),
         .isDone = true},
        cutOnce(operation),
        {.name = u"cut during the answer"_s,
         .http = {.kind = Kind::CutDuringAnswer},
         .expected = lost(),
         .isDone = true},
        {.name = u"5 s delay"_s,
         .http = {.kind = Kind::Late, .delay = lateness},
         .isDone = true,
         .requests = 1,
         .isSlow = true},
        {.name = u"hang"_s,
         .http = {.kind = Kind::Silent},
         .expected = Expectation{.code = ProblemCode::ServerSilent,
                                 .words = u"The backend did not answer in time."_s,
                                 .isOutcomeUnknown = true},
         .isDone = true,
         .requests = 1,
         .isSlow = true},
    };
}

Fault refusal(const QString &name, const QByteArray &answer, const Expectation &expected)
{
    return {.name = name, .http = withoutServer(answer), .expected = expected, .requests = 1};
}

QList<Fault> signInRefusals()
{
    return {
        refusal(
            u"401"_s, problem(401, "wrong-credentials"),
            {.code = ProblemCode::WrongCredentials,
             .words =
                 u"This e-mail address and password do not belong together. Check both and try again."_s}),
        refusal(
            u"403"_s, problem(403, "sign-in-refused", R"(,"reason":"not-a-member")"),
            {.code = ProblemCode::SignInRefused,
             .words =
                 u"Your organisation signed you in, but you are not a member of any platform on this backend. Ask an owner of the platform."_s}),
        refusal(
            u"404"_s, problem(404, "not-found"),
            {.code = ProblemCode::NoSignInOffered,
             .words =
                 u"The backend offers no sign-in that this version of Keydesk knows. Ask its administrator."_s}),
    };
}

QList<Fault> keyRefusals(Operation operation)
{
    const Expectation signedOut{.code = ProblemCode::TokenInvalid,
                                .words = u"You are no longer signed in."_s};
    const QByteArray unauthorised = problem(401, "token-invalid");
    return {
        {.name = u"401"_s,
         .http = withoutServer(unauthorised),
         .expected = signedOut,
         .requests = 2,
         .renewals = 1},
        {.name = u"401 once"_s,
         .http = withoutServer(unauthorised, 1),
         .isDone = true,
         .requests = 2,
         .renewals = 1},
        refusal(
            u"403"_s, problem(403, "role-required"),
            {.code = ProblemCode::RoleRequired,
             .words =
                 u"Only the owners and administrators of a platform can manage its API keys."_s}),
        {.name = u"404"_s,
         .http = withoutServer(problem(404, "not-found")),
         .expected = Expectation{.code = ProblemCode::NotFound,
                                 .words = u"It is no longer there, or you are no longer a member "
                                          "of this platform."_s},
         // Whether the key is gone, or the member, the list says.
         .requests = operation == Operation::Revoke ? 2 : 1},
    };
}

Fault conflict(Operation operation)
{
    if (operation == Operation::Create || operation == Operation::Rename)
        return refusal(
            u"409"_s, problem(409, "label-taken"),
            {.code = ProblemCode::LabelTaken,
             .words =
                 u"Another key of this platform already has this label. Choose another one."_s});
    return refusal(u"409"_s, problem(409, "key-state-conflict"),
                   {.code = ProblemCode::KeyStateConflict,
                    .words = u"The backend refused the request (As the test says)."_s});
}

/** The server has done it, and something on the way, or in itself, fails after that. */
Fault failure(const QString &name, const HttpFault &http, const Expectation &expected)
{
    return {.name = name, .http = http, .expected = expected, .isDone = true, .requests = 1};
}

QList<Fault> serverFailures()
{
    const Expectation unavailable{
        .code = ProblemCode::Unavailable, .words = notReady, .isOutcomeUnknown = true};
    return {
        refusal(u"404 of a proxy"_s, html(404),
                {.code = ProblemCode::AnswerNotUnderstood,
                 .words = notUnderstood(u"HTTP 404 without a problem document"_s)}),
        refusal(u"429 of a proxy"_s, html(429),
                {.code = ProblemCode::TooManyRequests,
                 .words = u"Too many requests. Try again in a moment."_s}),
        refusal(u"429"_s, problem(429, "too-many-requests", {}, "Retry-After: 7\r\n"),
                {.code = ProblemCode::TooManyRequests,
                 .words = u"Too many requests. Try again in 7 seconds."_s,
                 .retryAfter = 7s}),
        failure(u"500"_s, instead(problem(500, "internal-error")),
                {.code = ProblemCode::InternalError,
                 .words = u"The backend had an internal error. Its log says more."_s,
                 .isOutcomeUnknown = true}),
        failure(u"502"_s, instead(html(502)), unavailable),
        failure(u"503"_s, instead(problem(503, "unavailable")), unavailable),
    };
}

HttpFault changed(QByteArray (*change)(const QByteArray &))
{
    return {.kind = Kind::Replace, .answer = change};
}

QList<Fault> wrongAnswers(Operation operation)
{
    const auto expected = expectedWords(operation);
    HttpFault huge = changed(beginOfHugeAnswer);
    huge.padding = hugeAnswer;
    return {
        failure(u"HTML"_s, instead(html(200)), wrongAnswer(expected.html)),
        failure(u"truncated JSON"_s, changed(truncated), wrongAnswer(expected.truncated)),
        failure(u"wrong type"_s, changed(withWrongType), wrongAnswer(expected.wrongType)),
        failure(u"100 MB"_s, huge, wrongAnswer(u"the answer is too long"_s)),
        failure(u"100 MB, compressed"_s, changed(hugeAnswerCompressed),
                wrongAnswer(expected.compressed)),
    };
}

Expectation redirected(const QString &shown)
{
    return {
        .code = ProblemCode::Redirected,
        .words =
            u"The backend redirects to another address (%1), which Keydesk did not follow. If it has moved there, add a connection with that address."_s
                .arg(shown)};
}

QList<Fault> redirects(const RedirectTargets &targets)
{
    QUrl same = targets.same;
    same.setPath(u"/moved"_s);
    Expectation afterIt = redirected(u"localhost"_s);
    afterIt.isOutcomeUnknown = true; // See Other: what became of it
    return {
        refusal(u"redirect to another host"_s, redirectTo(targets.elsewhere),
                redirected(u"localhost"_s)),
        refusal(u"redirect to the same host"_s, redirectTo(same), redirected(same.toString())),
        failure(u"redirect after the commit"_s, instead(redirectTo(targets.elsewhere, 303)),
                afterIt),
    };
}

} // namespace

QList<Fault> faultsOf(Operation operation, const RedirectTargets &targets)
{
    QList<Fault> faults = networkFaults(operation);
    faults += operation == Operation::SignIn ? signInRefusals() : keyRefusals(operation);
    faults += conflict(operation);
    faults += serverFailures();
    faults += wrongAnswers(operation);
    faults += redirects(targets);
    for (Fault &fault : faults)
        fault.http.target = target(operation);
    return faults;
}

} // namespace keydesk::testing
