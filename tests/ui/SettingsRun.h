// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Worker.h"
#include "settings/SettingsFile.h"

#include <QDir>
#include <QFileInfo>

namespace keydesk::testing {

/** Settings for one run of the application: what is left behind is in the file when it is gone. */
template <typename Settings>
class SettingsRun
{
public:
    Settings *operator->() { return &m_settings; }
    Settings &operator*() { return m_settings; }

private:
    client::Worker m_worker;
    ui::SettingsFile m_file{m_worker};
    Settings m_settings{m_file};
};

/** The file's path, in a folder that is there. */
inline QString settingsPath()
{
    QDir().mkpath(QFileInfo(ui::SettingsFile::path()).path());
    return ui::SettingsFile::path();
}

} // namespace keydesk::testing
