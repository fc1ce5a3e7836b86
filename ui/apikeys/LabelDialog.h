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
 * Asks for the label of a new key and checks it as it is typed. Knows no network: createRequested()
 * comes once and leaves the dialog busy; then the controller calls accept() when the key exists, or
 * showProblem() when it does not, which lets it be tried again with the text kept. Closing it in
 * any other way is cancelled().
 */
class LabelDialog : public Sheet
{
    Q_OBJECT

public:
    /** \a takenLabels are those of the platform's other keys. */
    explicit LabelDialog(const QStringList &takenLabels, QWidget *parent);

    QString text() const;
    bool isBusy() const { return m_busy; }

    void setTakenLabels(const QStringList &labels);
    void setBusy(bool busy);
    /** Says what happened and lets Create be tried again. */
    void showProblem(const QString &text);

    void reject() override;

Q_SIGNALS:
    void createRequested(const keydesk::KeyLabel &label);
    void cancelled();

private:
    void buildField();
    void buildButtons();
    void onEdited();
    void check();
    void submit();
    QString complaint(const tl::expected<KeyLabel, LabelError> &label) const;

    QSet<QString> m_taken; // by KeyLabel::uniquenessKey()
    QLineEdit *m_field;
    TextLabel *m_hint;
    TextLabel *m_counter;
    MessageStrip *m_problem;
    QPushButton *m_cancel;
    QPushButton *m_create;
    bool m_busy = false;
};

} // namespace keydesk::ui
