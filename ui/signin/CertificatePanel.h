// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QWidget>

class QBoxLayout;
class QPushButton;
class QTimer;

namespace keydesk::ui {

class MessageStrip;
class TextLabel;

/**
 * What is wrong with a backend's certificate, its fingerprint to compare, and the way to a private
 * certificate authority. There is no way to go on regardless.
 */
class CertificatePanel : public QWidget
{
    Q_OBJECT

public:
    explicit CertificatePanel(QWidget *parent);

    /** \a reason in words; \a sha256 of the certificate in DER, 32 bytes. */
    void present(const QString &reason, const QByteArray &sha256);

Q_SIGNALS:
    void authorityRequested();

private:
    QBoxLayout *buildFingerprint();
    QBoxLayout *buildAuthority();
    void copy();
    void showCopied(bool copied);

    MessageStrip *m_reason;
    TextLabel *m_fingerprint;
    QPushButton *m_copy;
    QTimer *m_feedback;
    QString m_text; // the fingerprint on one line, as other programs write it
};

} // namespace keydesk::ui
