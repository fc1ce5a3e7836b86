// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"
#include "shell/NameKeys.h"
#include "shell/SidebarConnection.h"
#include "shell/TextSearch.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <vector>

namespace keydesk::ui {

/** One line of the sidebar: the heading of a connection, or one of its platforms. */
struct SidebarRow
{
    PlatformRef ref;                               ///< no platform id: the heading
    const SidebarConnection *connection = nullptr; ///< whose it is; without the platforms
    QString name;
    std::optional<NameKeys> keys; ///< the name's, once they are made; not of headings
    bool isFavourite = false;

    bool isHeading() const { return ref.platformId.isEmpty(); }
    bool hasMenu() const { return !connection->isLocal && !connection->actions.isEmpty(); }
};

/**
 * The platforms of all connections that a search leaves, as one list: after the heading of each
 * connection its favourites, then the others by name. Holds values and is changed by id only, so
 * that focus and selection outlive a reload. GUI thread.
 */
class SidebarModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit SidebarModel(QObject *parent = nullptr);
    ~SidebarModel() override;

    /**
     * Takes over what changed, by id; never resets. The names of very many new platforms are made
     * ready in another thread: until then the first ones of a connection are shown in the order in
     * which they were given, and later ones are not shown; changed() tells when they are.
     */
    void setConnections(const QList<keydesk::ui::SidebarConnection> &connections);
    /** Nothing happens for a connection that is not there. */
    void setPlatforms(const QString &connectionId, const QList<Platform> &platforms);
    void setFavourites(const QSet<PlatformRef> &favourites);
    /** The platform that the window shows; it need not be in the list. */
    void setCurrent(const PlatformRef &ref);
    PlatformRef current() const { return m_current; }
    /** Leaves what has all these searchWords(); all, if there are none. */
    void setSearch(const QStringList &words);
    const QStringList &search() const { return m_words; }

    /** With those that the search hides. */
    qsizetype platformCount() const;
    /** Valid until the model changes. */
    const SidebarRow &row(int number) const { return *m_rows.at(static_cast<std::size_t>(number)); }
    int rowOf(const PlatformRef &ref) const; ///< -1 if it is not shown
    int firstPlatform() const;               ///< its row; -1 if none is shown

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /** Around every change of what is shown, however many signals of Qt's it takes. */
    void aboutToChange();
    void changed();

private:
    struct Section;
    using Sections = std::vector<std::unique_ptr<Section>>;
    using RowOwners = std::vector<std::unique_ptr<SidebarRow>>;
    using Rows = std::vector<const SidebarRow *>;

    Section *section(const QString &connectionId) const;
    std::unique_ptr<Section> takeSection(const QString &connectionId);
    /** What is gone, to be kept until it is no longer shown. */
    [[nodiscard]] RowOwners update(Section &section);
    [[nodiscard]] RowOwners takePlatforms(Section &section, const QList<Platform> &platforms,
                                          const QHash<QString, NameKeys> &keys);
    void prepare(const QString &connectionId, int round, const QStringList &names);
    void onPrepared(const QString &connectionId, int round, const QList<Platform> &platforms,
                    const QHash<QString, NameKeys> &keys);
    Rows wantedRows() const;
    void showRows();
    void replaceRows(const Rows &wanted);
    void rowChanged(const PlatformRef &ref);
    QString description(const SidebarRow &row) const;

    Sections m_sections; // in the order shown
    Rows m_rows;         // what is shown; owned by the sections
    QSet<PlatformRef> m_favourites;
    PlatformRef m_current;
    QStringList m_words;
    int m_lastRound = 0;
    QThreadPool m_worker; // last, so that it has ended before the rest goes
};

} // namespace keydesk::ui
