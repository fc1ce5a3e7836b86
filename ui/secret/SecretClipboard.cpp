// SPDX-License-Identifier: Apache-2.0
#include "secret/SecretClipboard.h"

#include "secret/SecretMimeData.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScopedValueRollback>

#include <sodium.h>

#include <algorithm>

namespace keydesk::ui {

using std::chrono::seconds;

namespace {

bool isWayland()
{
    return QGuiApplication::platformName().startsWith(QLatin1StringView("wayland"));
}

bool isInUse()
{
    return QGuiApplication::applicationState() == Qt::ApplicationActive;
}

// GNOME's compositor reads what was copied at once, and offers it for ever when its owner has gone
// or takes it back. Nobody else is given the clipboard on Wayland while our window has the focus,
// as it has when something is copied in it. On X11 anybody may ask at any time, and GNOME asks for
// a form that Qt does not offer there.
SecretMimeData::Delivery deliveryHere()
{
    return isWayland() ? SecretMimeData::Delivery::Withheld : SecretMimeData::Delivery::AtOnce;
}

ApiKeySecret copyOf(const ApiKeySecret &secret)
{
    return ApiKeySecret::parse(secret.view()).value();
}

} // namespace

SecretClipboard::SecretClipboard(QClipboard *clipboard, QObject *parent)
    : QObject(parent)
    , m_clipboard(clipboard)
{
    m_second.setInterval(seconds(1));
    connect(&m_second, &QTimer::timeout, this, &SecretClipboard::tick);
    connect(m_clipboard, &QClipboard::dataChanged, this, &SecretClipboard::look);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this,
            &SecretClipboard::deliverIfLeft);
}

SecretClipboard::~SecretClipboard()
{
    clear();
}

void SecretClipboard::setClearAfter(std::optional<seconds> patience)
{
    m_clearAfter = patience;
    if (m_clearAfter)
        m_clearAfter = std::clamp(*patience, shortest, longest);
}

void SecretClipboard::copy(const ApiKeySecret &secret)
{
    {
        const QScopedValueRollback isSetting(m_isSetting, true);
        forgetData();
        m_data = new SecretMimeData(copyOf(secret), deliveryHere());
        m_clipboard->setMimeData(m_data, QClipboard::Clipboard);
    }
    deliverIfLeft();
    m_held = secret.sha256();
    m_state = State::Holding;
    if (m_clearAfter) {
        m_end = std::chrono::steady_clock::now() + *m_clearAfter;
        m_second.start();
    } else {
        m_second.stop();
    }
    Q_EMIT changed();
}

bool SecretClipboard::isOurs() const
{
    QByteArray text = m_clipboard->text().toUtf8();
    const Sha256 hash = sha256(text);
    sodium_memzero(text.data(), static_cast<std::size_t>(text.size()));
    return hash == m_held;
}

void SecretClipboard::clear()
{
    if (!holdsSecret())
        return;
    if (!isOurs())
        return leave(State::Replaced);
    {
        const QScopedValueRollback isSetting(m_isSetting, true);
        takeOff();
    }
    leave(State::Cleared);
}

// Compositors of Wayland, such as GNOME's, keep what was copied when its owner takes it back or
// ends; only something else takes its place there.
void SecretClipboard::takeOff()
{
    if (isWayland())
        m_clipboard->setText(QString());
    else
        m_clipboard->clear(QClipboard::Clipboard);
}

void SecretClipboard::deliverIfLeft()
{
    if (m_data && !isInUse())
        m_data->deliver();
}

std::optional<seconds> SecretClipboard::remaining() const
{
    if (!m_second.isActive())
        return std::nullopt;
    return std::max(seconds(0),
                    std::chrono::ceil<seconds>(m_end - std::chrono::steady_clock::now()));
}

// A clipboard manager may have taken it over as it is: then it is still the key.
void SecretClipboard::look()
{
    if (holdsSecret() && !m_isSetting && !isOurs())
        leave(State::Replaced);
}

void SecretClipboard::tick()
{
    if (std::chrono::steady_clock::now() >= m_end)
        clear();
    else
        Q_EMIT changed();
}

void SecretClipboard::forgetData()
{
    if (m_data)
        m_data->forget();
    m_data = nullptr;
}

void SecretClipboard::leave(State state)
{
    forgetData();
    m_second.stop();
    m_held.reset();
    m_state = state;
    Q_EMIT changed();
}

} // namespace keydesk::ui
