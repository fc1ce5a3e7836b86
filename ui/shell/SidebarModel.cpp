// SPDX-License-Identifier: Apache-2.0
#include "shell/SidebarModel.h"

#include "shell/TimeToPaint.h"
#include "style/PlainToolTip.h"

#include <QTimer>

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

struct SidebarModel::Section
{
    SidebarConnection connection; // the platforms as they were given
    SidebarRow heading;
    RowOwners rows = {}; // in the order shown
    QHash<QString, SidebarRow *> byId = {};
    int round = 0; // of the platforms that it has or waits for

    void sort()
    {
        const auto hasKeys = [](const auto &row) { return row->keys.has_value(); };
        if (!std::ranges::all_of(rows, hasKeys)) {
            std::ranges::stable_partition(rows, [](const auto &row) { return row->isFavourite; });
            return;
        }
        const auto isBefore = [](const auto &one, const auto &other) {
            if (one->isFavourite != other->isFavourite)
                return one->isFavourite;
            const int order = one->keys->place.compare(other->keys->place);
            return order == 0 ? one->ref.platformId < other->ref.platformId : order < 0;
        };
        if (!std::ranges::is_sorted(rows, isBefore))
            std::ranges::sort(rows, isBefore);
    }

    QStringList newNames(const QList<Platform> &platforms) const
    {
        QStringList names;
        names.reserve(platforms.size());
        for (const Platform &platform : platforms) {
            const SidebarRow *known = byId.value(platform.id);
            if (!known || !known->keys || known->name != platform.name)
                names.append(platform.name);
        }
        return names;
    }
};

namespace {

/** More names than this are made ready beside the GUI thread. */
constexpr qsizetype fewNames = 500;

/** By name, as far as the names have keys. */
QList<Platform> sorted(QList<Platform> platforms, const QHash<QString, NameKeys> &keys)
{
    std::ranges::stable_sort(platforms, [&keys](const Platform &one, const Platform &other) {
        const auto first = keys.constFind(one.name);
        const auto second = keys.constFind(other.name);
        if (first == keys.cend() || second == keys.cend())
            return first == keys.cend() && second != keys.cend();
        return first->place < second->place;
    });
    return platforms;
}

} // namespace

SidebarModel::SidebarModel(QObject *parent)
    : QAbstractListModel(parent)
{
    m_worker.setMaxThreadCount(1);
}

SidebarModel::~SidebarModel() = default;

SidebarModel::Section *SidebarModel::section(const QString &connectionId) const
{
    const auto found = std::ranges::find_if(m_sections, [&connectionId](const auto &section) {
        return section && section->connection.id == connectionId;
    });
    return found == m_sections.end() ? nullptr : found->get();
}

std::unique_ptr<SidebarModel::Section> SidebarModel::takeSection(const QString &connectionId)
{
    for (auto &known : m_sections) {
        if (known && known->connection.id == connectionId)
            return std::exchange(known, nullptr);
    }
    auto made = std::make_unique<Section>();
    made->heading.ref = {connectionId, {}};
    made->heading.connection = &made->connection;
    return made;
}

void SidebarModel::setConnections(const QList<SidebarConnection> &connections)
{
    Sections sections;
    RowOwners goneRows;
    for (const SidebarConnection &connection : connections) {
        sections.push_back(takeSection(connection.id));
        Section &section = *sections.back();
        const QList<Platform> given = section.connection.platforms;
        section.connection = connection;
        section.heading.name = connection.name;
        if (!given.isSharedWith(connection.platforms)) // or it is the same list
            std::ranges::move(update(section), std::back_inserter(goneRows));
    }
    const Sections gone = std::exchange(m_sections, std::move(sections));
    showRows(); // until here what is gone was still shown
}

void SidebarModel::setPlatforms(const QString &connectionId, const QList<Platform> &platforms)
{
    Section *section = this->section(connectionId);
    if (!section || section->connection.platforms.isSharedWith(platforms))
        return;
    section->connection.platforms = platforms;
    const RowOwners gone = update(*section);
    showRows();
}

SidebarModel::RowOwners SidebarModel::update(Section &section)
{
    const QList<Platform> &platforms = section.connection.platforms;
    section.round = ++m_lastRound;
    const QStringList names = section.newNames(platforms);
    if (names.size() <= fewNames)
        return takePlatforms(section, platforms, keysOf(names));
    const auto prepare = [this, id = section.connection.id, round = section.round, names] {
        this->prepare(id, round, names);
    };
    if (section.rows.empty()) {
        QTimer::singleShot(timeToPaint, this, prepare);
        return takePlatforms(section, platforms, {});
    }
    prepare();
    return {};
}

void SidebarModel::prepare(const QString &connectionId, int round, const QStringList &names)
{
    const Section *section = this->section(connectionId);
    if (!section || section->round != round)
        return;
    m_worker.start([this, connectionId, round, names, platforms = section->connection.platforms] {
        const QHash<QString, NameKeys> keys = keysOf(names);
        QMetaObject::invokeMethod(
            this,
            [this, connectionId, round, platforms = sorted(platforms, keys), keys] {
                onPrepared(connectionId, round, platforms, keys);
            },
            Qt::QueuedConnection);
    });
}

void SidebarModel::onPrepared(const QString &connectionId, int round,
                              const QList<Platform> &platforms,
                              const QHash<QString, NameKeys> &keys)
{
    Section *section = this->section(connectionId);
    if (!section || section->round != round)
        return; // something newer has come meanwhile
    const RowOwners gone = takePlatforms(*section, platforms, keys);
    showRows();
}

SidebarModel::RowOwners SidebarModel::takePlatforms(Section &section,
                                                    const QList<Platform> &platforms,
                                                    const QHash<QString, NameKeys> &keys)
{
    QHash<QString, SidebarRow *> byId;
    byId.reserve(platforms.size());
    RowOwners added;
    if (platforms.size() > section.byId.size())
        added.reserve(static_cast<std::size_t>(platforms.size() - section.byId.size()));
    for (const Platform &platform : platforms) {
        SidebarRow *&row = byId[platform.id];
        if (row)
            continue; // listed twice
        row = section.byId.take(platform.id);
        if (!row) {
            row = added.emplace_back(std::make_unique<SidebarRow>()).get();
            row->ref = {section.connection.id, platform.id};
            row->connection = &section.connection;
            row->isFavourite = m_favourites.contains(row->ref);
        }
        if (!row->keys || row->name != platform.name) {
            const auto made = keys.constFind(platform.name);
            row->name = platform.name;
            row->keys = made == keys.cend() ? std::nullopt : std::optional(*made);
        }
    }
    const auto left =
        std::stable_partition(section.rows.begin(), section.rows.end(), [&byId](const auto &row) {
            return byId.contains(row->ref.platformId);
        });
    RowOwners gone(std::make_move_iterator(left), std::make_move_iterator(section.rows.end()));
    section.rows.erase(left, section.rows.end());
    std::ranges::move(added, std::back_inserter(section.rows));
    section.byId = byId;
    section.sort();
    return gone;
}

void SidebarModel::setFavourites(const QSet<PlatformRef> &favourites)
{
    m_favourites = favourites;
    for (const auto &section : m_sections) {
        bool isChanged = false;
        for (const auto &row : section->rows) {
            const bool isFavourite = favourites.contains(row->ref);
            isChanged = isChanged || isFavourite != row->isFavourite;
            row->isFavourite = isFavourite;
        }
        if (isChanged)
            section->sort();
    }
    showRows();
}

void SidebarModel::setCurrent(const PlatformRef &ref)
{
    const PlatformRef before = std::exchange(m_current, ref);
    rowChanged(before);
    rowChanged(m_current);
}

void SidebarModel::setSearch(const QStringList &words)
{
    if (words == m_words)
        return;
    m_words = words;
    showRows();
}

SidebarModel::Rows SidebarModel::wantedRows() const
{
    Rows wanted;
    wanted.reserve(m_sections.size() + static_cast<std::size_t>(platformCount()));
    for (const auto &section : m_sections) {
        const std::size_t heading = wanted.size();
        wanted.push_back(&section->heading);
        for (const auto &owned : section->rows) {
            SidebarRow &row = *owned;
            if (m_words.isEmpty() ||
                isHit(row.keys ? row.keys->search : searchKey(row.name), m_words))
                wanted.push_back(&row);
        }
        if (!m_words.isEmpty() && wanted.size() == heading + 1)
            wanted.pop_back();
    }
    return wanted;
}

void SidebarModel::showRows()
{
    Q_EMIT aboutToChange();
    replaceRows(wantedRows());
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT changed();
}

// What is the same at either end stays, what is between goes and comes in one step each: thousands
// of steps would have the view count its rows as often.
void SidebarModel::replaceRows(const Rows &wanted)
{
    const auto first = static_cast<int>(std::ranges::mismatch(m_rows, wanted).in1 - m_rows.begin());
    const auto most = std::min(m_rows.size(), wanted.size()) - static_cast<std::size_t>(first);
    const auto same =
        std::mismatch(m_rows.rbegin(), m_rows.rbegin() + static_cast<int>(most), wanted.rbegin());
    const auto kept = static_cast<int>(same.first - m_rows.rbegin());
    const int oldEnd = static_cast<int>(m_rows.size()) - kept;
    if (oldEnd > first) {
        beginRemoveRows({}, first, oldEnd - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + oldEnd);
        endRemoveRows();
    }
    const int newEnd = static_cast<int>(wanted.size()) - kept;
    if (newEnd > first) {
        beginInsertRows({}, first, newEnd - 1);
        m_rows.insert(m_rows.begin() + first, wanted.begin() + first, wanted.begin() + newEnd);
        endInsertRows();
    }
}

void SidebarModel::rowChanged(const PlatformRef &ref)
{
    if (const int row = rowOf(ref); row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
}

qsizetype SidebarModel::platformCount() const
{
    qsizetype count = 0;
    for (const auto &section : m_sections)
        count += static_cast<qsizetype>(section->rows.size());
    return count;
}

int SidebarModel::rowOf(const PlatformRef &ref) const
{
    const Section *section = this->section(ref.connectionId);
    if (!section)
        return -1;
    const SidebarRow *row =
        ref.platformId.isEmpty() ? &section->heading : section->byId.value(ref.platformId);
    const auto found = std::ranges::find(m_rows, row);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int SidebarModel::firstPlatform() const
{
    const auto found = std::ranges::find(m_rows, false, &SidebarRow::isHeading);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SidebarRow &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return shown.name;
    case Qt::ToolTipRole:
        return plainToolTip(shown.isHeading() ? shown.connection->toolTip : shown.name);
    case Qt::AccessibleDescriptionRole:
        return description(shown);
    default:
        return {};
    }
}

QString SidebarModel::description(const SidebarRow &row) const
{
    QStringList parts;
    if (row.isHeading())
        parts << row.connection->status << row.connection->toolTip;
    if (row.ref == m_current)
        parts << tr("Selected");
    if (row.isFavourite)
        parts << tr("Favourite");
    parts.removeAll({});
    return parts.join(u", "_s);
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    // A heading without a menu is nothing to stop at.
    const SidebarRow &shown = row(index.row());
    const bool canBeUsed = !shown.isHeading() || shown.hasMenu();
    return Qt::ItemNeverHasChildren | (canBeUsed ? Qt::ItemIsEnabled : Qt::NoItemFlags);
}

} // namespace keydesk::ui
