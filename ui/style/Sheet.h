// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QPointer>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace keydesk::ui {

class Scrim;

/**
 * A dialog over its parent's window: window-modal, dims what is behind it, deletes itself when it
 * is closed. Show it with open(); it has no nested event loop.
 */
class Sheet : public QDialog
{
    Q_OBJECT

public:
    explicit Sheet(const QString &title, QWidget *parent);
    ~Sheet() override;

protected:
    QVBoxLayout *content() const { return m_content; }
    QHBoxLayout *buttons() const { return m_buttons; }
    /** A wrapped sentence in plain text, selectable; owned by the sheet. */
    QLabel *addText(const QString &text, bool secondary = false);

    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QLabel *m_heading;
    QVBoxLayout *m_content;
    QHBoxLayout *m_buttons;
    QPointer<Scrim> m_scrim;
};

} // namespace keydesk::ui
