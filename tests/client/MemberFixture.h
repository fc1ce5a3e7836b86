// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Password.h"
#include "support/ServerFixture.h"

namespace keydesk::testing {

/** The real server, with one member who signs in with a password. */
class MemberFixture : public ServerFixture
{
public:
    static QString email() { return QStringLiteral("ada@example.org"); }
    static QString passwordText()
    {
        return QStringLiteral("correct \"horse\" \\ st\u00e4ple \U0001F600");
    }
    static Password password(const QString &text = passwordText())
    {
        return Password(text.toUtf8());
    }

    /** False if it did not start, or the member could not be added. */
    bool startWithMember()
    {
        return start() &&
               runProgram({QStringLiteral("member"), storage().argument(),
                           QStringLiteral("--platform"), platformId(), QStringLiteral("--email"),
                           email(), QStringLiteral("--role"), QStringLiteral("admin")},
                          passwordText().toUtf8())
                       .exitCode == 0;
    }

    int count(const QString &rows)
    {
        return data().run(QStringLiteral("SELECT COUNT(*) FROM ") + rows).toInt();
    }
};

} // namespace keydesk::testing
