// SPDX-License-Identifier: Apache-2.0
#include "shell/ProblemText.h"

#include "keys/Platform.h"

namespace keydesk::ui {

QString ProblemText::explain(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::ServerUnreachable:
        return tr("The backend cannot be reached.");
    case ProblemCode::ServerSilent:
        return tr("The backend did not answer in time.");
    case ProblemCode::ServerNotStarted:
        return problem.detail;
    case ProblemCode::AnswerNotUnderstood:
        return tr("What answered is not a backend that this version of Keydesk understands (%1).")
            .arg(problem.detail);
    case ProblemCode::Unavailable:
        return tr("The backend is not ready. Try again in a moment.");
    case ProblemCode::TooManyRequests:
        return problem.retryAfter ? tr("Too many requests. Try again in %n second(s).", nullptr,
                                       static_cast<int>(problem.retryAfter->count()))
                                  : tr("Too many requests. Try again in a moment.");
    case ProblemCode::InternalError:
        return tr("The backend had an internal error. Its log says more.");
    default:
        return explainAddress(problem);
    }
}

bool ProblemText::isOutcomeUnknown(const Problem &problem)
{
    if (problem.notSent)
        return false;
    switch (problem.code) {
    case ProblemCode::AnswerNotUnderstood:
        return problem.status < 400 || problem.status >= 500; // between them it is a refusal
    case ProblemCode::Redirected:
        return problem.status == 303; // the others ask for the same again, at another place
    case ProblemCode::ServerUnreachable:
    case ProblemCode::ServerSilent:
    case ProblemCode::InternalError:
    case ProblemCode::Unavailable:
        return true;
    default:
        return false;
    }
}

QString ProblemText::explainAddress(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::HostNotFound:
        return tr(
            "No server with this name was found. Check its address, and that this computer is "
            "online.");
    case ProblemCode::CertificateRejected:
        return tr("The backend could not prove who it is, so nothing was sent to it (%1). Ask its "
                  "administrator whether it uses a private certificate authority (CA).")
            .arg(problem.reason);
    case ProblemCode::Redirected:
        return tr("The backend redirects to another address (%1), which Keydesk did not follow. If "
                  "it has moved there, add a connection with that address.")
            .arg(problem.detail);
    case ProblemCode::VersionUnsupported:
        return tr("The backend has version %1, with which this version of Keydesk does not work. "
                  "Update the older one of the two.")
            .arg(problem.detail);
    default:
        return explainFile(problem);
    }
}

QString ProblemText::explainFile(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::CertificateFileInvalid:
        return tr("This file has no certificate in it that could be read (%1). Choose one in PEM "
                  "or DER format.")
            .arg(problem.detail);
    case ProblemCode::CacheFailed:
        return tr("This computer's disk could not be read or written (%1). Check its free space "
                  "and permissions.")
            .arg(problem.detail);
    case ProblemCode::FileExists:
        return tr("There is a file of this name already. Choose another one.");
    case ProblemCode::FileNotPrivate:
        return tr("Others could read a file there, so none was written. Choose a folder on a disk "
                  "that keeps permissions.");
    case ProblemCode::FileFailed:
        return tr("The file could not be written (%1). Choose another folder.").arg(problem.detail);
    default:
        return explainKeychain(problem);
    }
}

QString ProblemText::explainKeychain(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::KeychainMissing:
        return tr("This desktop has no keychain in which Keydesk could keep your sign-in. Start or "
                  "install one, such as GNOME Keyring or KWallet.");
    case ProblemCode::KeychainLocked:
        return tr("The desktop's keychain is locked, and your sign-in is kept in it. Unlock it and "
                  "try again.");
    case ProblemCode::KeychainSilent:
        return tr("The desktop's keychain does not answer. It may be waiting for its password in "
                  "another window.");
    case ProblemCode::KeychainEntryMissing:
        return tr("Your sign-in is not in the desktop's keychain. Sign in again.");
    default:
        return explainRefusal(problem);
    }
}

QString ProblemText::explainRefusal(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::TokenInvalid:
        return tr("You are no longer signed in.");
    case ProblemCode::RoleRequired:
        return tr("Only the owners and administrators of a platform can manage its API keys.");
    case ProblemCode::NotFound:
        return tr("It is no longer there, or you are no longer a member of this platform.");
    case ProblemCode::KeyChanged:
        return tr("Somebody else has just changed this key, so nothing was done. See what it is "
                  "now, and decide again.");
    case ProblemCode::KeyLimitReached:
        return tr("All %n keys are in use. Revoke one that is no longer needed, then try again.",
                  nullptr, keyLimit);
    case ProblemCode::LabelTaken:
        return tr("Another key of this platform already has this label. Choose another one.");
    case ProblemCode::LabelInvalid:
        return tr("The backend does not accept this label. Choose another one.");
    case ProblemCode::AlreadyAcknowledged:
        return tr("This key was created before and can no longer be shown. Revoke it and add "
                  "another one.");
    default:
        return explainSignIn(problem);
    }
}

QString ProblemText::explainRefusedSignIn(const QString &reason)
{
    if (reason == u"expired")
        return tr("The sign-in took too long. Sign in again.");
    if (reason == u"not-verified-email")
        return tr("Your organisation has not verified your e-mail address. Ask whoever looks after "
                  "its sign-in.");
    if (reason == u"not-a-member")
        return tr("Your organisation signed you in, but you are not a member of any platform on "
                  "this backend. Ask an owner of the platform.");
    return tr("The backend does not accept the sign-in. Ask its administrator.");
}

QString ProblemText::explainSignIn(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::WrongCredentials:
        return tr(
            "This e-mail address and password do not belong together. Check both and try again.");
    case ProblemCode::NoSignInOffered:
        return tr("The backend offers no sign-in that this version of Keydesk knows. Ask its "
                  "administrator.");
    case ProblemCode::SignInRefused:
        return explainRefusedSignIn(problem.reason);
    case ProblemCode::ProviderUnreachable:
        return tr("The sign-in service cannot be reached. Try again in a moment.");
    case ProblemCode::ProviderNotUnderstood:
        return tr("The sign-in service does not answer as it should (%1). Tell its administrator.")
            .arg(problem.detail);
    case ProblemCode::ProviderCertificateRejected:
        return tr("The sign-in service could not prove who it is, so nothing was sent to it (%1). "
                  "Ask its administrator whether it uses a private certificate authority (CA) that "
                  "this connection does not have.")
            .arg(problem.reason);
    case ProblemCode::BrowserSignInRefused:
        return tr("The sign-in was refused in the browser (%1).").arg(problem.detail);
    case ProblemCode::BrowserSignInTimedOut:
        return tr("The browser did not come back in time. Sign in again.");
    case ProblemCode::BrowserSignInCancelled:
        return tr("The sign-in was cancelled.");
    default:
        return tr("The backend refused the request (%1).").arg(problem.detail);
    }
}

} // namespace keydesk::ui
