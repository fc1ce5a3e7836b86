// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLineEdit;

namespace keydesk::ui {

class TextLabel;

/** A field for the name of a connection: 1 to 60 characters, with the reason where it is not. */
class ConnectionNameField : public QWidget
{
    Q_OBJECT

public:
    static constexpr int maxLength = 60;

    explicit ConnectionNameField(QWidget *parent);

    /** Trimmed and in NFC; empty as long as it breaks a rule. */
    QString name() const;
    void setName(const QString &name);
    void setReadOnly(bool readOnly);

    /** The part that is typed in, for the focus. */
    QLineEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void edited();

private:
    void check();
    QString complaint() const;

    QLineEdit *m_edit;
    TextLabel *m_hint;
    TextLabel *m_counter;
};

} // namespace keydesk::ui
