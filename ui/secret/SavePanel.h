// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QPushButton;

namespace keydesk::ui {

class CommandRow;
class MessageStrip;
class TextLabel;

/** What became of putting a key into the keychain or into a file, and what has to be asked
 *  before. */
class SavePanel : public QWidget
{
    Q_OBJECT

public:
    explicit SavePanel(QWidget *parent);

    void begin(const QString &text);
    /** \a command reads it back in a shell; empty: there is none. */
    void tellSaved(const QString &text, const QString &command);
    /** \a text says what happened and what to do next. */
    void tellProblem(const QString &text);
    /** Before a file is written: \a question, and the button that says yes to it. */
    void ask(const QString &question, const QString &yes);

Q_SIGNALS:
    /** The key is safe: tellSaved(). */
    void saved();
    /** Yes, to what ask() asked. */
    void confirmed();
    /** No: into another file. */
    void otherFileRequested();

private:
    void tell(const QString &text);
    void buildAnswers();
    void setAsking(bool isAsking);

    TextLabel *m_outcome;
    CommandRow *m_command;
    MessageStrip *m_question;
    QWidget *m_answers; ///< below the question, which needs the whole width for its paths
    QPushButton *m_yes;
};

} // namespace keydesk::ui
