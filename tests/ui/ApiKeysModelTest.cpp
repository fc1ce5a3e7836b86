// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysModel.h"

#include "UiTest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

class ApiKeysModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aReloadKeepsTheRowsThatStay();
    void aReloadTellsOnlyWhatChanged();
    void aRevokedKeyGoesAndAnUnknownOneIsNoMatter();
    void valuesReadAsInThePictures();
    void attentionIsForTheUrlAndForLongUnusedKeys();
    void timesGrowOlder();
    void textsAreNeverHtml();

private:
    QString text(const QString &id, int column) const;

    QDateTime m_now;
    ApiKeysModel *m_model = nullptr;
};

void ApiKeysModelTest::init()
{
    m_now = now();
    m_model = new ApiKeysModel([this] { return m_now; }, this);
    new QAbstractItemModelTester(m_model, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_model);
    m_model->setKeys(sampleKeys());
}

void ApiKeysModelTest::cleanup()
{
    delete m_model;
}

QString ApiKeysModelTest::text(const QString &id, int column) const
{
    return m_model->index(m_model->rowOf(id), column).data().toString();
}

void ApiKeysModelTest::aReloadKeepsTheRowsThatStay()
{
    QSignalSpy reset(m_model, &QAbstractItemModel::modelReset);
    const QList<ApiKey> keys = sampleKeys();
    const QPersistentModelIndex stays(m_model->index(1, 0));
    const QPersistentModelIndex goes(m_model->index(0, 0));
    m_model->setKeys({sampleKey(9, u"New"_s), keys.at(1), keys.at(2)});
    QVERIFY(stays.isValid());
    QCOMPARE(stays.data(ApiKeysModel::IdRole).toString(), keys.at(1).id);
    QVERIFY(!goes.isValid());
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(m_model->labels().size(), 3);
    QCOMPARE(reset.size(), 0);
}

void ApiKeysModelTest::aReloadTellsOnlyWhatChanged()
{
    QSignalSpy inserted(m_model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model, &QAbstractItemModel::rowsRemoved);
    QList<ApiKey> keys = sampleKeys();
    keys[0].label = u"HR sync 2"_s;
    m_model->setKeys(keys);
    QCOMPARE(inserted.size() + removed.size(), 0);
    QCOMPARE(m_model->key(keys.at(0).id)->label, u"HR sync 2"_s);
    m_model->addOrUpdateKey(sampleKey(9, u"New"_s));
    QCOMPARE(inserted.size(), 1);
}

void ApiKeysModelTest::aRevokedKeyGoesAndAnUnknownOneIsNoMatter()
{
    const QString id = sampleKeys().at(0).id;
    m_model->removeKey(id);
    m_model->removeKey(id);
    m_model->removeKey(u"unknown"_s);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->rowOf(id), -1);
    QVERIFY(!m_model->key(id));
    m_model->clear();
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(m_model->idAt(0).isEmpty());
}

void ApiKeysModelTest::valuesReadAsInThePictures()
{
    const QList<ApiKey> keys = sampleKeys();
    QCOMPARE(text(keys.at(0).id, ApiKeysModel::Label), u"HR sync"_s);
    QCOMPARE(text(keys.at(0).id, ApiKeysModel::Key), keys.at(0).hint);
    QCOMPARE(text(keys.at(0).id, ApiKeysModel::CreatedBy), u"N. Haddad"_s);
    QCOMPARE(text(keys.at(0).id, ApiKeysModel::Created), u"16 Aug 2026"_s);
    QCOMPARE(text(keys.at(0).id, ApiKeysModel::LastUsed), u"2 minutes ago"_s);
    QCOMPARE(text(keys.at(1).id, ApiKeysModel::LastUsed), u"yesterday, in the URL"_s);
    QCOMPARE(text(keys.at(2).id, ApiKeysModel::LastUsed), u"never"_s);
    const QModelIndex action = m_model->index(0, ApiKeysModel::Actions);
    QCOMPARE(action.data(Qt::AccessibleTextRole).toString(), u"Revoke HR sync"_s);
    QVERIFY(m_model->headerData(ApiKeysModel::Actions, Qt::Horizontal).toString().isEmpty());
    QCOMPARE(m_model->headerData(ApiKeysModel::Actions, Qt::Horizontal, Qt::AccessibleTextRole)
                 .toString(),
             u"Revoke"_s);
}

void ApiKeysModelTest::attentionIsForTheUrlAndForLongUnusedKeys()
{
    m_model->addOrUpdateKey(usedKey(8, u"Old"_s, SentVia::Token, 97LL * 86400));
    const auto attention = [this](const QString &id) {
        return m_model->index(m_model->rowOf(id), ApiKeysModel::LastUsed)
            .data(ApiKeysModel::AttentionRole)
            .toBool();
    };
    const QList<ApiKey> keys = sampleKeys();
    QVERIFY(!attention(keys.at(0).id));
    QVERIFY(attention(keys.at(1).id));
    QVERIFY(!attention(keys.at(2).id));
    QVERIFY(attention(sampleKey(8, {}).id));
}

void ApiKeysModelTest::timesGrowOlder()
{
    QSignalSpy changed(m_model, &QAbstractItemModel::dataChanged);
    m_now = m_now.addSecs(60);
    m_model->refreshTimes();
    QVERIFY(!changed.isEmpty());
    QCOMPARE(text(sampleKeys().at(0).id, ApiKeysModel::LastUsed), u"3 minutes ago"_s);
}

void ApiKeysModelTest::textsAreNeverHtml()
{
    for (const QString &label : {u"<b>bold</b>"_s, u"R&D"_s, u"&lt;"_s}) {
        m_model->addOrUpdateKey(sampleKey(7, label));
        const QModelIndex index = m_model->index(m_model->rowOf(sampleKey(7, {}).id), 0);
        QCOMPARE(index.data().toString(), label);
        const QString tip = index.data(Qt::ToolTipRole).toString();
        QTextDocument shown;
        if (Qt::mightBeRichText(tip))
            shown.setHtml(tip);
        else
            shown.setPlainText(tip);
        QCOMPARE(shown.toPlainText(), label);
    }
}

KEYDESK_UI_TEST_MAIN(ApiKeysModelTest)
#include "ApiKeysModelTest.moc"
