// SPDX-License-Identifier: Apache-2.0
#include "shell/PlatformSidebar.h"

#include "shell/SidebarList.h"
#include "shell/SidebarModel.h"
#include "style/AccessibleRole.h"
#include "style/ButtonKind.h"
#include "style/Icons.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"
#include "style/Theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace keydesk::ui {

namespace {
/** As many are seen at once; they need no search. */
constexpr qsizetype fewPlatforms = 8;
} // namespace

PlatformSidebar::PlatformSidebar(QWidget *parent)
    : QWidget(parent)
    , m_model(new SidebarModel(this))
    , m_search(new QLineEdit(this))
    , m_nothing(new TextLabel(TextKind::Secondary, {}, this))
    , m_list(new SidebarList(m_model, this))
    , m_add(new QPushButton(icon(Icon::Plus), tr("Add connection"), this))
{
    setAccessibleName(tr("Platforms"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    buildSearch();
    buildLayout();
    connectList();
    setButtonKind(m_add, ButtonKind::Quiet);
    connect(m_add, &QPushButton::clicked, this, &PlatformSidebar::addConnectionRequested);
}

void PlatformSidebar::buildSearch()
{
    m_search->setPlaceholderText(tr("Search platforms"));
    m_search->setAccessibleName(tr("Search platforms"));
    m_search->installEventFilter(this);
    m_search->hide();
    QAction *clear = m_search->addAction(icon(Icon::Close), QLineEdit::TrailingPosition);
    clear->setText(tr("Clear the search"));
    clear->setVisible(false);
    connect(clear, &QAction::triggered, m_search, &QLineEdit::clear);
    connect(m_search, &QLineEdit::textChanged, clear,
            [clear](const QString &text) { clear->setVisible(!text.isEmpty()); });
    connect(m_search, &QLineEdit::textChanged, this, &PlatformSidebar::search);
    connect(m_search, &QLineEdit::returnPressed, this, &PlatformSidebar::openFirstHit);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        if (m_search->isHidden())
            return;
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(metrics::inGroup, metrics::inGroup, metrics::inGroup, 0);
    m_nothing->hide();
}

void PlatformSidebar::buildLayout()
{
    auto *layout = new QVBoxLayout(this);
    // One pixel at the trailing edge is the column's line.
    layout->setContentsMargins(metrics::inGroup, metrics::inGroup, metrics::inGroup + 1,
                               metrics::inGroup);
    layout->setSpacing(4);
    layout->addWidget(m_search);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    layout->addStretch(0);
    layout->addWidget(m_add, 0, Qt::AlignLeading);
}

void PlatformSidebar::connectList()
{
    connect(m_list, &SidebarList::platformActivated, this, &PlatformSidebar::platformActivated);
    connect(m_list, &SidebarList::settingsRequested, this, &PlatformSidebar::settingsRequested);
    connect(m_list, &SidebarList::favouriteToggled, this, &PlatformSidebar::favouriteToggled);
    connect(m_list, &SidebarList::connectionActionRequested, this,
            &PlatformSidebar::connectionActionRequested);
    connect(m_model, &SidebarModel::changed, this, &PlatformSidebar::offerSearch);
    connect(m_list, &SidebarList::leftAtTop, m_search, [this] {
        if (!m_search->isHidden())
            m_search->setFocus(Qt::BacktabFocusReason);
    });
}

QSize PlatformSidebar::sizeHint() const
{
    // A name of some length beside Settings, which is a longer word in some languages.
    const int settings = fontMetrics().horizontalAdvance(SidebarList::tr("Settings"));
    return {std::max(248, fontMetrics().averageCharWidth() * 33 + settings), 400};
}

void PlatformSidebar::setConnections(const QList<SidebarConnection> &connections)
{
    m_model->setConnections(connections);
}

void PlatformSidebar::setPlatforms(const QString &connectionId, const QList<Platform> &platforms)
{
    m_model->setPlatforms(connectionId, platforms);
}

void PlatformSidebar::setFavourites(const QSet<PlatformRef> &favourites)
{
    m_model->setFavourites(favourites);
}

void PlatformSidebar::setCurrentPlatform(const PlatformRef &ref)
{
    if (ref == m_model->current())
        return;
    m_model->setCurrent(ref);
    m_list->revealCurrent();
}

PlatformRef PlatformSidebar::currentPlatform() const
{
    return m_model->current();
}

void PlatformSidebar::offerSearch()
{
    const bool isWanted = m_model->platformCount() > fewPlatforms || !m_search->text().isEmpty();
    if (!isWanted && m_search->hasFocus())
        m_list->setFocus(Qt::OtherFocusReason);
    m_search->setVisible(isWanted);
    const bool isNothing = !m_model->search().isEmpty() && m_model->rowCount() == 0;
    m_nothing->setVisible(isNothing);
    m_list->setVisible(!isNothing);
}

void PlatformSidebar::search()
{
    const QStringList words = searchWords(m_search->text());
    m_nothing->setText(tr("No platform is called “%1”.").arg(m_search->text().simplified()));
    m_model->setSearch(words);
    offerSearch(); // a blank more or less changes nothing else
    if (!m_nothing->isHidden())
        announce(m_nothing);
    if (words.isEmpty())
        m_list->revealCurrent();
    else
        m_list->scrollToTop();
}

void PlatformSidebar::openFirstHit()
{
    const int first = m_model->firstPlatform();
    if (first >= 0 && !m_model->search().isEmpty())
        Q_EMIT platformActivated(m_model->row(first).ref);
}

bool PlatformSidebar::handleSearchKey(int key)
{
    if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    if (key == Qt::Key_Down && m_model->firstPlatform() >= 0) {
        m_list->enterFromAbove();
        return true;
    }
    return false;
}

bool PlatformSidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress &&
        handleSearchKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return QWidget::eventFilter(watched, event);
}

void PlatformSidebar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.platformColumn());
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.fillRect(QRect(edge, 0, 1, height()), theme.hairline());
}

} // namespace keydesk::ui
