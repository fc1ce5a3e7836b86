// SPDX-License-Identifier: Apache-2.0
// Neither built nor run: Keydesk has been built on Linux only.
#include "secret/CaptureGuard.h"

#include <QWidget>

#include <objc/message.h>
#include <objc/runtime.h>

namespace keydesk::ui {

namespace {

// https://developer.apple.com/documentation/appkit/nswindow/sharingtype. Programs that capture with
// ScreenCaptureKit see the window all the same from macOS 15 on.
class MacCaptureGuard : public CaptureGuard
{
public:
    bool isSupported() const override { return true; }

    void setGuarded(QWidget &window, bool isGuarded) override
    {
        constexpr unsigned long sharingNone = 0;
        constexpr unsigned long sharingReadOnly = 1;
        const auto view = reinterpret_cast<id>(window.winId());
        const auto getWindow = reinterpret_cast<id (*)(id, SEL)>(objc_msgSend);
        const auto setType = reinterpret_cast<void (*)(id, SEL, unsigned long)>(objc_msgSend);
        setType(getWindow(view, sel_registerName("window")), sel_registerName("setSharingType:"),
                isGuarded ? sharingNone : sharingReadOnly);
    }
};

} // namespace

std::unique_ptr<CaptureGuard> systemCaptureGuard()
{
    return std::make_unique<MacCaptureGuard>();
}

} // namespace keydesk::ui
