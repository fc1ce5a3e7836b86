// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/KeyLabel.h"
#include "style/Sheet.h"

#include <QSet>
#include <QStringList>

class QLineEdit;
class QPushButton;

namespace keydesk::ui {

class MessageStrip;
class TextLabel;

/**
 * Asks for the label of a new key, or another one for a key that is there, and checks it as it is
 * typed. Knows no network: submitted() comes once and leaves the dialog busy; then the controller
 * calls accept() when it is done, or showProblem() when it is not, which lets it be tried again
 * with the text kept. Closing it in any other way is cancelled().
 */
class LabelDialog : public Sheet
{
    Q_OBJECT

public:
    /** For a new key. \a takenLabels are those of the platform's other keys. */
    LabelDialog(const QStringList &takenLabels, QWidget *parent);
    /** For the key that has the label \a current. */
    LabelDialog(const QString &current, const QStringList &takenLabels, QWidget *parent);

    QString text() const;
    bool isBusy() const { return m_busy; }

    /** Somebody else has given the key this label, which is what is changed from now on. What was
     *  typed stays. */
    void setCurrent(const QString &label);
    /** Something to know before it is decided; goes with the next edit. */
    void showNews(const QString &text);

    void setTakenLabels(const QStringList &labels);
    void setBusy(bool busy);
    /** Says what happened and lets it be tried again. */
    void showProblem(const QString &text);

    void reject() override;

Q_SIGNALS:
    void submitted(const keydesk::KeyLabel &label);
    void cancelled();

private:
    /** The buttons' words. */
    struct Action
    {
        QString name;
        QString busy;
    };

    LabelDialog(Action action, const QString &title, QWidget *parent);
    void build(const QString &purpose, const QStringList &takenLabels);
    void buildField();
    void buildButtons();
    void onEdited();
    void check();
    void submit();
    QString complaint(const tl::expected<KeyLabel, LabelError> &label) const;

    Action m_action;
    QString m_current;     // empty for a new key
    QSet<QString> m_taken; // by KeyLabel::uniquenessKey()
    QLineEdit *m_field;
    TextLabel *m_hint;
    TextLabel *m_counter;
    MessageStrip *m_problem;
    QPushButton *m_cancel;
    QPushButton *m_submit;
    bool m_busy = false;
};

} // namespace keydesk::ui
