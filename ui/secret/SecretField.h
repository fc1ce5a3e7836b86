// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

namespace keydesk::ui {

/**
 * A secret on one line: as so many dots, or to be read and selected. Every way of copying asks
 * copyRequested() instead, and selecting does not fill the selection that a middle click pastes.
 */
class SecretField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretField(QWidget *parent = nullptr);

    void showSecret(const QString &secret);
    /** Overwrites what it showed as far as it can reach it, and shows \a length dots: the field
     *  itself does not know more then. */
    void hideSecret(qsizetype length);
    bool isShown() const { return echoMode() == Normal && !text().isEmpty(); }

Q_SIGNALS:
    void copyRequested();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    bool moveCursor(const QKeyEvent *event);
    void setRoomFor(const QString &text);
};

} // namespace keydesk::ui
