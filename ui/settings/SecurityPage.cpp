// SPDX-License-Identifier: Apache-2.0
#include "settings/SecurityPage.h"

#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace keydesk::ui {

using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr int never = 0;

QString spanOf(seconds time)
{
    const auto count = static_cast<int>(time.count());
    if (count < 60 || count % 60 != 0)
        return SecurityPage::tr("After %n seconds", nullptr, count);
    return SecurityPage::tr("After %n minutes", nullptr, count / 60);
}

void add(QComboBox *box, seconds time)
{
    box->addItem(spanOf(time), static_cast<int>(time.count()));
}

/** In its place among the others, if somebody has written another time into the settings file. */
void select(QComboBox *box, std::optional<seconds> time)
{
    const int wanted = time ? static_cast<int>(time->count()) : never;
    if (time && box->findData(wanted) < 0) {
        int at = 0; // behind the last shorter one; "never" stands first or last
        for (int each = 0; each < box->count(); ++each) {
            const int other = box->itemData(each).toInt();
            if (other < wanted && (other != never || each == 0))
                at = each + 1;
        }
        box->insertItem(at, spanOf(*time), wanted);
    }
    box->setCurrentIndex(box->findData(wanted));
}

std::optional<seconds> selected(const QComboBox *box)
{
    const int count = box->currentData().toInt();
    return count == never ? std::nullopt : std::optional(seconds(count));
}

void addSentence(QBoxLayout *layout, const QString &text, QWidget *about)
{
    auto *label = new TextLabel(TextKind::Secondary, text);
    label->setWordWrap(true);
    layout->addWidget(label);
    about->setAccessibleDescription(text);
}

void addTitle(QBoxLayout *layout, const QString &text, QWidget *buddy = nullptr)
{
    auto *title = new TextLabel(TextKind::Strong, text);
    if (buddy) {
        title->setBuddy(buddy);
        buddy->setAccessibleName(text);
    }
    layout->addWidget(title);
}

} // namespace

SecurityPage::SecurityPage(bool canGuard, QWidget *parent)
    : QWidget(parent)
    , m_canGuard(canGuard)
{
}

// Not with the window, which would be there later for it.
void SecurityPage::build()
{
    m_clear = new QComboBox;
    m_lockAfter = new QComboBox;
    m_lockWithSession =
        new QCheckBox(tr("Lock Keydesk with this session, and before the computer sleeps"));
    m_guard = new QCheckBox(tr("Keep new keys out of screen captures"));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(buildChoices());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    scroll->show(); // with this showing, and not with the next turn of the event loop
}

QWidget *SecurityPage::buildChoices()
{
    auto *choices = new QWidget;
    choices->setBackgroundRole(QPalette::Window);
    auto *layout = new QVBoxLayout(choices);
    layout->setContentsMargins(metrics::pageMargin, metrics::section, metrics::pageMargin,
                               metrics::section);
    layout->setSpacing(metrics::inGroup);
    layout->addWidget(new TextLabel(TextKind::PageTitle, tr("Security")));
    auto *about =
        new TextLabel(TextKind::Secondary,
                      tr("How Keydesk treats keys on this computer. A change counts at once."));
    about->setWordWrap(true);
    layout->addWidget(about);
    layout->addSpacing(metrics::related);
    buildClipboard(layout);
    layout->addSpacing(metrics::section);
    buildLock(layout);
    layout->addSpacing(metrics::section);
    buildCapture(layout);
    layout->addStretch();
    return choices;
}

void SecurityPage::buildClipboard(QBoxLayout *layout)
{
    for (const int count : {10, 30, 60, 120, 300})
        add(m_clear, seconds(count));
    m_clear->addItem(tr("Never"), never);
    addTitle(layout, tr("Take a copied key off the clipboard"), m_clear);
    layout->addWidget(m_clear, 0, Qt::AlignLeading);
    addSentence(layout,
                tr("Until then every program can read it there. What was copied after it is left "
                   "alone."),
                m_clear);
    connect(m_clear, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT clearClipboardChosen(selected(m_clear)); });
}

void SecurityPage::buildLock(QBoxLayout *layout)
{
    m_lockAfter->addItem(tr("Never"), never);
    for (const int count : {1, 5, 15, 30, 60})
        add(m_lockAfter, minutes(count));
    addTitle(layout, tr("Lock Keydesk when it is not used"), m_lockAfter);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::related);
    line->addWidget(m_lockAfter);
    auto *now = new QPushButton(tr("Lock now"));
    line->addWidget(now);
    line->addStretch();
    layout->addLayout(line);
    addSentence(layout,
                tr("Covers the window and every dialog until you unlock it with the keychain's "
                   "password or sign in. Nothing is lost by it."),
                m_lockAfter);
    layout->addSpacing(metrics::related);
    layout->addWidget(m_lockWithSession);
    addSentence(layout,
                tr("Whoever unlocks the computer then still has to unlock Keydesk. In any case a "
                   "copied key is taken off the clipboard, and a shown one is hidden."),
                m_lockWithSession);
    connect(m_lockAfter, &QComboBox::currentIndexChanged, this, [this] {
        const auto time = selected(m_lockAfter);
        Q_EMIT lockAfterChosen(time ? std::optional(std::chrono::duration_cast<minutes>(*time))
                                    : std::nullopt);
    });
    connect(m_lockWithSession, &QCheckBox::toggled, this, &SecurityPage::lockWithSessionChosen);
    connect(now, &QPushButton::clicked, this, &SecurityPage::lockRequested);
}

void SecurityPage::buildCapture(QBoxLayout *layout)
{
    addTitle(layout, tr("On the screen"));
    layout->addWidget(m_guard);
    m_guard->setEnabled(m_canGuard);
    addSentence(layout,
                m_canGuard ? tr("Screenshots, recordings and shared screens show nothing of the "
                                "dialog with a new key.")
                           : tr("This system gives programs no way to do that. A new key is hidden "
                                "until you show it, so share your screen with it hidden."),
                m_guard);
    connect(m_guard, &QCheckBox::toggled, this, &SecurityPage::captureGuardChosen);
}

void SecurityPage::setChoices(const Choices &choices)
{
    m_choices = choices;
    if (m_clear)
        showChoices();
}

void SecurityPage::showChoices()
{
    // Told by all the other ways in which they change: assistive technology does not click.
    const std::array quiet{QSignalBlocker(m_clear), QSignalBlocker(m_lockAfter),
                           QSignalBlocker(m_lockWithSession), QSignalBlocker(m_guard)};
    select(m_clear, m_choices.clearClipboardAfter);
    select(m_lockAfter, m_choices.lockAfter);
    m_lockWithSession->setChecked(m_choices.locksWithSession);
    m_guard->setChecked(m_choices.guardsFromCapture && m_canGuard);
}

void SecurityPage::showEvent(QShowEvent *event)
{
    if (!m_clear) {
        build();
        showChoices();
    }
    QWidget::showEvent(event);
}

} // namespace keydesk::ui
