// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPushButton>

namespace keydesk::ui {

/** Revoke with its bin, in a row of the table. Knows its key by id, never by row. */
class RevokeButton : public QPushButton
{
    Q_OBJECT

public:
    RevokeButton(QString keyId, const QString &label, QWidget *parent = nullptr);

    QString keyId() const { return m_keyId; }
    void setLabel(const QString &label);

Q_SIGNALS:
    void focusReceived(const QString &keyId);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_keyId;
};

} // namespace keydesk::ui
