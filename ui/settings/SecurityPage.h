// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <chrono>
#include <optional>

class QBoxLayout;
class QCheckBox;
class QComboBox;

namespace keydesk::ui {

/** The page "Security" of the settings: how Keydesk treats keys, and when it locks itself. Each
 *  choice is told at once; there is nothing to save. */
class SecurityPage : public QWidget
{
    Q_OBJECT

public:
    struct Choices
    {
        std::optional<std::chrono::seconds> clearClipboardAfter; ///< nothing: never
        std::optional<std::chrono::minutes> lockAfter;           ///< nothing: never
        bool locksWithSession = false;
        bool guardsFromCapture = true;
    };

    /** \a canGuard: the system can keep a window out of screen captures. */
    explicit SecurityPage(bool canGuard, QWidget *parent = nullptr);

    /** Shows them; emits nothing. What is not among the offered times is added to them. */
    void setChoices(const Choices &choices);

Q_SIGNALS:
    void clearClipboardChosen(std::optional<std::chrono::seconds> patience);
    void lockAfterChosen(std::optional<std::chrono::minutes> idle);
    void lockWithSessionChosen(bool locks);
    void captureGuardChosen(bool guards);
    void lockRequested();

protected:
    /** Builds it, the first time. */
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void showChoices();
    QWidget *buildChoices();
    void buildClipboard(QBoxLayout *layout);
    void buildLock(QBoxLayout *layout);
    void buildCapture(QBoxLayout *layout);

    bool m_canGuard;
    Choices m_choices;
    QComboBox *m_clear = nullptr; ///< with the others: null until it is built
    QComboBox *m_lockAfter = nullptr;
    QCheckBox *m_lockWithSession = nullptr;
    QCheckBox *m_guard = nullptr;
};

} // namespace keydesk::ui
