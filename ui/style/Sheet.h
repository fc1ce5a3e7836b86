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
 *
 * While a window is covered its sheets are off the screen and block nothing. What is opened then
 * waits; what is closed then stays closed.
 */
class Sheet : public QDialog
{
    Q_OBJECT

public:
    /** \a title may hold anything a person typed: it is read as plain text. */
    Sheet(const QString &title, QWidget *parent);
    ~Sheet() override;

    static void setCovered(QWidget &window, bool isCovered);

    void setVisible(bool visible) override;

protected:
    /** Whether it may be seen over a covered window. */
    virtual bool staysInSight() const { return false; }

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
    bool isCovered() const;

    TextLabel *m_heading;
    QVBoxLayout *m_content;
    QHBoxLayout *m_buttons;
    QPointer<Scrim> m_scrim;
    bool m_waits = false; ///< for its window to be uncovered
};

} // namespace keydesk::ui
