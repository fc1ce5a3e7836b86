// SPDX-License-Identifier: Apache-2.0
// Neither built nor run: Keydesk has been built on Linux only.
#include "secret/CaptureGuard.h"

#include <QWidget>

#include <windows.h>

namespace keydesk::ui {

namespace {

// https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setwindowdisplayaffinity. Before
// Windows 10, version 2004, there is no "exclude": the window is black then.
class WindowsCaptureGuard : public CaptureGuard
{
public:
    bool isSupported() const override { return true; }

    void setGuarded(QWidget &window, bool isGuarded) override
    {
        constexpr DWORD excludeFromCapture = 0x11; // WDA_EXCLUDEFROMCAPTURE, newer than some SDKs
        const auto handle = reinterpret_cast<HWND>(window.winId());
        if (!isGuarded)
            SetWindowDisplayAffinity(handle, WDA_NONE);
        else if (!SetWindowDisplayAffinity(handle, excludeFromCapture))
            SetWindowDisplayAffinity(handle, WDA_MONITOR);
    }
};

} // namespace

std::unique_ptr<CaptureGuard> systemCaptureGuard()
{
    return std::make_unique<WindowsCaptureGuard>();
}

} // namespace keydesk::ui
