// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shell/NoticePage.h"

namespace keydesk::ui {

/** Why a connection has no session. */
enum class SignedOutReason {
    Never,     ///< was not signed in before
    SignedOut, ///< by the person
    Ended,     ///< expired, or ended by the backend
};

/** Stands in for the pages of a connection until somebody signs in. */
class SignedOutPage : public NoticePage
{
    Q_OBJECT

public:
    explicit SignedOutPage(QWidget *parent = nullptr);

    /** \a name of the connection, \a host of its backend. */
    void setConnection(const QString &name, const QString &host, SignedOutReason reason);

Q_SIGNALS:
    void signInRequested();
};

} // namespace keydesk::ui
