// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevokedText.h"

#include "shell/ProblemText.h"

namespace keydesk::ui {

using client::Revocation;

QString RevokedText::done(const QList<ApiKey> &keys, const QList<Revocation> &outcomes)
{
    const auto gone = static_cast<int>(outcomes.count(Revocation::WasGone));
    const auto count = static_cast<int>(keys.size());
    if (count == 1)
        return gone == 0 ? tr("“%1” is revoked. It is refused from now on.").arg(keys[0].label)
                         : tr("“%1” had already been revoked.").arg(keys[0].label);
    const QString all = tr("%n keys are revoked. They are refused from now on.", nullptr, count);
    return gone == 0 ? all : all + u' ' + tr("%n of them had been revoked before.", nullptr, gone);
}

QString RevokedText::failed(const QList<ApiKey> &keys, const Problem &problem)
{
    // Who is no longer on the platform cannot know what became of its key.
    const bool isUncertain =
        ProblemText::isOutcomeUnknown(problem) || problem.code == ProblemCode::NotFound;
    const QString why = ProblemText::explain(problem);
    const auto count = static_cast<int>(keys.size());
    if (count == 1)
        return (isUncertain ? tr("It is not certain that “%1” was revoked. %2")
                            : tr("“%1” was not revoked and still works. %2"))
            .arg(keys[0].label, why);
    return (isUncertain ? tr("It is not certain that the %n keys were revoked. %1", nullptr, count)
                        : tr("The %n keys were not revoked and still work. %1", nullptr, count))
        .arg(why);
}

} // namespace keydesk::ui
