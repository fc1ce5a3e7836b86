// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QPointer>

class QHBoxLayout;
class QVBoxLayout;

namespace keydesk::ui {

class Scrim;
class TextLabel;

/**
 * A dialog over its parent's window: window-modal, dims what is behind it, deletes itself when it
 * is closed. Show it with open(); it has no nested event loop.
 */
class Sheet : public QDialog
{
    Q_OBJECT

public:
    /** \a title may hold anything a person typed: it is read as plain text. */
    Sheet(const QString &title, QWidget *parent);
    ~Sheet() override;

protected:
    /** Between the heading and the buttons. */
    QVBoxLayout *content() const { return m_content; }
    /** At the bottom, at the trailing edge. */
    QHBoxLayout *buttons() const { return m_buttons; }
    /** A wrapped sentence; owned by the sheet. */
    TextLabel *addText(const QString &text, bool secondary = false);

    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void fit();

    TextLabel *m_heading;
    QVBoxLayout *m_content;
    QHBoxLayout *m_buttons;
    QPointer<Scrim> m_scrim;
};

} // namespace keydesk::ui
