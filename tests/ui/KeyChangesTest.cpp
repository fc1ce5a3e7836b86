// SPDX-License-Identifier: Apache-2.0
#include "ApiKeysControllerFixture.h"
#include "UiTest.h"

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using keydesk::testing::ApiKeysControllerFixture;
using keydesk::testing::await;
using keydesk::testing::FaultProxy;

/** Keys that are renamed and revoked on the page, against the real server. */
class KeyChangesTest : public ApiKeysControllerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void theRowGoesWhenTheServerHasSaidSoAndNotBefore();
    void aRevokeThatFailsKeepsTheRowAndSaysSo();
    void aKeyThatSomebodyElseRevokedCountsAsDone();
    void aKeyGetsAnotherLabelWhenTheServerHasSaidSo();
    void aRenameThatFailsKeepsTheDialogAndItsText();
    void whatAnotherAdministratorMadeOfAKeyIsNotOverwrittenUnseen();
    void anotherLabelThatOnlyTheListTellsIsSeenBeforeItIsOverwritten();
    void aRenameThatWasCancelledTooLateIsTold();
    void aKeyThatGoesTakesTheQuestionForItsLabelAlong();
    void severalAreRevokedTogetherOrNotAtAll();
    void amongSeveralThoseThatWereGoneAreTold();
    void aQuestionAboutAKeyThatIsGoneGoesAway();
};

void KeyChangesTest::theRowGoesWhenTheServerHasSaidSoAndNotBefore()
{
    m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    RevokeDialog *asked = revoke(u"HR sync"_s);
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer);
    press(asked, u"Yes, revoke"_s);
    QTRY_COMPARE(keysOnTheServer(), 0);
    QCOMPARE(m_model->rowCount(), 1);
    m_proxy->release();
    QTRY_COMPARE(m_model->rowCount(), 0);
    QTRY_COMPARE(m_bar->kind(), MessageKind::Success);
}

void KeyChangesTest::aRevokeThatFailsKeepsTheRowAndSaysSo()
{
    m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    press(revoke(u"HR sync"_s), u"Yes, revoke"_s);
    QTRY_VERIFY(m_bar->isVisible());
    QCOMPARE(m_bar->kind(), MessageKind::Error);
    QVERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::None);
    press(m_bar, u"Try again"_s);
    press(dialog<RevokeDialog>(), u"Yes, revoke"_s);
    QTRY_COMPARE(m_model->rowCount(), 0);
}

void KeyChangesTest::aKeyThatSomebodyElseRevokedCountsAsDone()
{
    const auto key = m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer); // the news of it as well
    const auto gone = m_server->http().send({.method = "DELETE",
                                             .path = m_server->keysPath() + "/" + key.id.toLatin1(),
                                             .headers = {m_server->owner()}});
    QCOMPARE(gone.status, 204);
    press(revoke(u"HR sync"_s), u"Yes, revoke"_s);
    m_proxy->release();
    QTRY_COMPARE(m_model->rowCount(), 0);
    QTRY_COMPARE(m_bar->kind(), MessageKind::Success);
}

void KeyChangesTest::aKeyGetsAnotherLabelWhenTheServerHasSaidSo()
{
    m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer);
    press(rename(u"Payroll"_s), u"Rename"_s);
    QTRY_COMPARE(labelsOnTheServer(), QStringList{u"Payroll"_s});
    QCOMPARE(m_model->keys().first().label, u"HR sync"_s);
    m_proxy->release();
    QTRY_COMPARE(m_model->keys().first().label, u"Payroll"_s);
    QTRY_VERIFY(!dialog<LabelDialog>());
    QVERIFY(shows(u"“HR sync” is now called “Payroll”."_s));
}

void KeyChangesTest::aRenameThatFailsKeepsTheDialogAndItsText()
{
    m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::LoseAnswer);
    LabelDialog *asked = rename(u"Payroll"_s);
    press(asked, u"Rename"_s);
    QTRY_VERIFY(!asked->isBusy());
    QVERIFY(asked->isVisible());
    QCOMPARE(asked->text(), u"Payroll"_s);
    QTRY_VERIFY(shows(u"It is not certain that the label was changed."_s));
    m_proxy->setFault(FaultProxy::Fault::None);
    press(asked, u"Rename"_s); // it has been done already, with the revision of before
    QTRY_VERIFY(shows(u"“HR sync” is now called “Payroll”."_s));
    QTRY_COMPARE(m_model->keys().first().label, u"Payroll"_s);
}

void KeyChangesTest::whatAnotherAdministratorMadeOfAKeyIsNotOverwrittenUnseen()
{
    const auto key = m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    QTRY_VERIFY(m_proxy->hasListener());
    LabelDialog *asked = rename(u"Payroll"_s);
    QVERIFY(renameElsewhere(key.id, u"HR"_s));
    QTRY_VERIFY(shows(u"“HR” was changed by ada just now."_s)); // in the dialog as well
    QCOMPARE(asked->text(), u"Payroll"_s);
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer); // now nothing is heard of it
    QVERIFY(renameElsewhere(key.id, u"People"_s));
    press(asked, u"Rename"_s);
    QTRY_COMPARE(
        m_server->data().run(u"SELECT COUNT(*) FROM audit WHERE action = 'key.updated'"_s).toInt(),
        2);
    m_proxy->release();
    QTRY_VERIFY(!asked->isBusy());
    QTRY_VERIFY(shows(u"“People”"_s));
    QCOMPARE(labelsOnTheServer(), QStringList{u"People"_s});
    QTRY_COMPARE(m_model->keys().first().label, u"People"_s);
    QCOMPARE(asked->text(), u"Payroll"_s);
    m_proxy->setFault(FaultProxy::Fault::None);
    press(asked, u"Rename"_s); // seen, and meant
    QTRY_COMPARE(labelsOnTheServer(), QStringList{u"Payroll"_s});
}

void KeyChangesTest::anotherLabelThatOnlyTheListTellsIsSeenBeforeItIsOverwritten()
{
    m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    LabelDialog *asked = rename(u"Payroll"_s);
    m_server->data().run(u"UPDATE api_keys SET label = 'People'"_s); // no event tells it
    m_controller->reload();
    QTRY_VERIFY(shows(u"Meanwhile this key got the label “People”. Yours is not saved."_s));
    QCOMPARE(asked->text(), u"Payroll"_s);
    press(asked, u"Rename"_s);
    QTRY_VERIFY(shows(u"“People” is now called “Payroll”."_s));
}

void KeyChangesTest::aRenameThatWasCancelledTooLateIsTold()
{
    m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer);
    LabelDialog *asked = rename(u"Payroll"_s);
    press(asked, u"Rename"_s);
    QTRY_COMPARE(labelsOnTheServer(), QStringList{u"Payroll"_s});
    press(asked, u"Cancel"_s);
    m_proxy->release();
    QTRY_VERIFY(shows(u"“HR sync” is now called “Payroll”."_s));
    QTRY_COMPARE(m_model->keys().first().label, u"Payroll"_s);
}

void KeyChangesTest::aKeyThatGoesTakesTheQuestionForItsLabelAlong()
{
    const auto key = m_server->makeKey("HR sync");
    open();
    QTRY_VERIFY(isLoaded(1));
    QTRY_VERIFY(m_proxy->hasListener());
    QVERIFY(rename(u"Payroll"_s));
    QVERIFY(await(asAda().revoke(m_server->platformId(), key.id)));
    QTRY_VERIFY(!dialog<LabelDialog>());
    QTRY_VERIFY(shows(u"“HR sync” was revoked by ada just now."_s));
}

void KeyChangesTest::severalAreRevokedTogetherOrNotAtAll()
{
    for (const char *label : {"HR sync", "Payroll", "Zapier"})
        m_server->makeKey(label);
    open();
    QTRY_VERIFY(isLoaded(3));
    m_proxy->setFault(FaultProxy::Fault::Refuse);
    press(revokeAll(), u"Yes, revoke"_s);
    QTRY_VERIFY(m_bar->isVisible());
    QCOMPARE(m_bar->kind(), MessageKind::Error);
    QVERIFY(isLoaded(3));
    QCOMPARE(keysOnTheServer(), 3);
    m_proxy->setFault(FaultProxy::Fault::None);
    press(m_bar, u"Try again"_s);
    press(dialog<RevokeDialog>(), u"Yes, revoke"_s);
    QTRY_COMPARE(m_model->rowCount(), 0);
    QCOMPARE(keysOnTheServer(), 0);
    QTRY_COMPARE(m_bar->kind(), MessageKind::Success);
    QVERIFY(shows(u"They are refused from now on."_s));
}

void KeyChangesTest::amongSeveralThoseThatWereGoneAreTold()
{
    const auto gone = m_server->makeKey("HR sync");
    m_server->makeKey("Payroll");
    open();
    QTRY_VERIFY(isLoaded(2));
    m_proxy->setFault(FaultProxy::Fault::HoldAnswer); // the news of it as well
    QVERIFY(await(asAda().revoke(m_server->platformId(), gone.id)));
    press(revokeAll(), u"Yes, revoke"_s);
    QTRY_COMPARE(keysOnTheServer(), 0);
    m_proxy->release();
    QTRY_COMPARE(m_model->rowCount(), 0);
    QVERIFY(shows(u"had been revoked before."_s));
}

void KeyChangesTest::aQuestionAboutAKeyThatIsGoneGoesAway()
{
    const auto key = m_server->makeKey("Payroll");
    open();
    QTRY_VERIFY(isLoaded(1));
    QVERIFY(revoke(u"Payroll"_s));
    QTRY_VERIFY(m_proxy->hasListener());
    QVERIFY(await(asAda().revoke(m_server->platformId(), key.id)));
    QTRY_VERIFY(!dialog<RevokeDialog>());
    QVERIFY(shows(u"“Payroll” was revoked by ada just now."_s));
}

KEYDESK_UI_TEST_MAIN(KeyChangesTest)
#include "KeyChangesTest.moc"
