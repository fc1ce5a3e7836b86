// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QUrl;

namespace keydesk::ui {

class TextLabel;

/** What the backend said to a new key, and how to call it from a shell. The key is in none of these
 *  lines: they read it from the environment and hand it to curl on its standard input, as what
 *  stands in a command line can be read by everybody on the computer. */
class TrialPanel : public QWidget
{
    Q_OBJECT

public:
    /** \a api: the backend's URL. \a companyId: the platform's, as the integration API calls it. */
    TrialPanel(const QUrl &api, const QString &companyId, QWidget *parent);

    void begin();
    void tellUsers(qsizetype count);
    /** \a text says what happened and what to do next. */
    void tellProblem(const QString &text);

private:
    TextLabel *m_outcome;
};

} // namespace keydesk::ui
