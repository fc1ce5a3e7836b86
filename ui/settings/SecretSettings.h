// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSettings>

#include <chrono>
#include <optional>

namespace keydesk::ui {

/** How the person wants secrets to be treated, kept in the settings file (XDG_CONFIG_HOME/keydesk).
 *  What is missing there, or makes no sense, is the safe value. */
class SecretSettings
{
public:
    SecretSettings();

    /** How long a copied key stays on the clipboard; nothing: until something else is copied. */
    std::optional<std::chrono::seconds> clearClipboardAfter() const;
    void setClearClipboardAfter(std::optional<std::chrono::seconds> patience);

private:
    QSettings m_settings;
};

} // namespace keydesk::ui
