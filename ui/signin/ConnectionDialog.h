// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "signin/TaskSheet.h"

#include <QByteArray>

class QLineEdit;

namespace keydesk::ui {

class CertificatePanel;
class ConnectionNameField;
class TextLabel;

/**
 * Asks for the address of a backend, then for the name of the connection to it. Each step leaves it
 * busy; see TaskSheet. The first goes on with askName(), showProblem() or showCertificateProblem(),
 * the second with accept() or showProblem().
 */
class ConnectionDialog : public TaskSheet
{
    Q_OBJECT

public:
    explicit ConnectionDialog(QWidget *parent);

    /** As typed, without the spaces and line breaks that come along when it is pasted. */
    QString address() const;
    void setAddress(const QString &address);

    /** \a reason in words; \a sha256 of the certificate in DER, 32 bytes. Nothing can ignore it. */
    void showCertificateProblem(const QString &reason, const QByteArray &sha256);
    /** Tells which private authority is trusted; none if \a subject is empty. */
    void setCertificateAuthority(const QString &subject);
    /** The second step; \a suggestion is what the connection is called if nothing is typed. */
    void askName(const QString &suggestion);

Q_SIGNALS:
    void continueRequested(const QString &address);
    /** The controller opens a file chooser and answers with setCertificateAuthority(). */
    void certificateAuthorityRequested();
    /** The person took it back. */
    void certificateAuthorityRemoved();
    /** 1 to 60 characters, trimmed and in NFC. */
    void nameChosen(const QString &name);

protected:
    QWidget *entry() const override;
    void adapt() override;

private:
    void buildAddress();
    void buildAuthority();
    void onEdited();
    void submit();

    QLineEdit *m_address;
    TextLabel *m_hint;
    QWidget *m_authorityLine;
    TextLabel *m_authority;
    QPushButton *m_removeAuthority;
    CertificatePanel *m_certificate;
    ConnectionNameField *m_name;
    QPushButton *m_continue;
    bool m_isNaming = false;
};

} // namespace keydesk::ui
