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
        return explainRefusal(problem);
    }
}

bool ProblemText::isOutcomeUnknown(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::ServerUnreachable:
    case ProblemCode::ServerSilent:
    case ProblemCode::AnswerNotUnderstood:
    case ProblemCode::InternalError:
    case ProblemCode::Unavailable:
        return true;
    default:
        return false;
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
        return tr("The backend refused the request (%1).").arg(problem.detail);
    }
}

} // namespace keydesk::ui
