// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QBoxLayout;
class QLayout;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace keydesk::ui {

class ApiKeysModel;
class ApiKeysTable;
class BusyBar;
class CopyableValue;
class MessageStrip;
class PageFooter;
class StatePanel;

/**
 * The API page: what keys are for, the company ID, the table, and Add. A view: setters and signals.
 * Shows one state at a time; what the model holds stays visible while it is loaded again or when
 * that failed.
 */
class ApiKeysPage : public QWidget
{
    Q_OBJECT

public:
    /** \a model is not owned and outlives the page. */
    explicit ApiKeysPage(ApiKeysModel *model, QWidget *parent = nullptr);

    ApiKeysTable *table() const { return m_table; }

    /** What an integration needs beside a key. */
    void setCompanyId(const QString &id);
    void setApiAddress(const QString &url);

    /** A quiet bar after 150 ms. Rows stay; without rows the page is blank until then. */
    void showLoading();
    /** The keys are in the model: empty, some or full. */
    void showKeys(int used, int limit);
    /** \a message says what happened. Rows stay, below the message and \a age: of when they are. */
    void showFailed(const QString &message, const QString &age = {});
    /** How many of how many keys the model's are, as far as it is known. */
    void setUsage(int used, int limit);
    /** For members who may not manage keys. Shows no rows, whatever the model holds. */
    void showForbidden(const QString &message);

    /** Selects the key's row, scrolls to it and gives it the focus. */
    void selectKey(const QString &id);
    /** All changes can be switched off, e.g. while the backend is away: what is there can be read.
     *  A full platform switches Add off by itself. */
    void setChangesAllowed(bool allowed);

Q_SIGNALS:
    void documentationRequested();
    void addRequested();
    /** One or more. */
    void revokeRequested(const QStringList &ids);
    void renameRequested(const QString &id);
    void retryRequested();

private:
    enum class State { Blank, Loading, Ready, Failed, Forbidden };

    QBoxLayout *buildHead();
    QLayout *buildValues();
    QWidget *buildBody();
    void buildFailure();
    void setState(State state);
    void updateBody();
    void updateFooter();
    bool hasRows() const;

    ApiKeysModel *m_model;
    CopyableValue *m_companyId = nullptr;
    CopyableValue *m_apiAddress = nullptr;
    BusyBar *m_loading;
    QTimer *m_loadingDelay;
    MessageStrip *m_failure;
    QStackedWidget *m_body;
    ApiKeysTable *m_table;
    StatePanel *m_panel;
    QWidget *m_blank;
    PageFooter *m_footer;
    State m_state = State::Blank;
    QString m_message;
    QString m_age;
    bool m_changesAllowed = true;
};

} // namespace keydesk::ui
