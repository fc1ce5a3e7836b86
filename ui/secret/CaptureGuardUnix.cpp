// SPDX-License-Identifier: Apache-2.0
#include "secret/CaptureGuard.h"

namespace keydesk::ui {

namespace {

/** X11 lets every program read every window. Wayland asks the person before a screen is shared, but
 *  has no way for a window to stay out of it. */
class NoCaptureGuard : public CaptureGuard
{
public:
    bool isSupported() const override { return false; }
    void setGuarded(QWidget &, bool) override {}
};

} // namespace

std::unique_ptr<CaptureGuard> systemCaptureGuard()
{
    return std::make_unique<NoCaptureGuard>();
}

} // namespace keydesk::ui
