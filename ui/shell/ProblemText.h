// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QCoreApplication>
#include <QString>

namespace keydesk::ui {

/** Words for a problem: what happened and, where there is something, what to do next. */
class ProblemText
{
    Q_DECLARE_TR_FUNCTIONS(keydesk::ui::ProblemText)

public:
    /** Whole sentences in the person's language. */
    static QString explain(const Problem &problem);

    /** True if the request may have been carried out although no answer says so. */
    static bool isOutcomeUnknown(const Problem &problem);

private:
    static QString explainAddress(const Problem &problem);
    static QString explainFile(const Problem &problem);
    static QString explainKeychain(const Problem &problem);
    static QString explainRefusal(const Problem &problem);
    static QString explainSignIn(const Problem &problem);
    static QString explainRefusedSignIn(const QString &reason);
};

} // namespace keydesk::ui
