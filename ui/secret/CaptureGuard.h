// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

class QWidget;

namespace keydesk::ui {

/** Keeps a window out of screenshots, recordings and shared screens, where the system can do it.
 *  One file a system. GUI thread. */
class CaptureGuard
{
public:
    CaptureGuard() = default;
    CaptureGuard(const CaptureGuard &) = delete;
    CaptureGuard &operator=(const CaptureGuard &) = delete;
    virtual ~CaptureGuard() = default;

    virtual bool isSupported() const = 0;
    /** \a window: a top-level one. Nothing happens where it is not supported. */
    virtual void setGuarded(QWidget &window, bool isGuarded) = 0;
};

std::unique_ptr<CaptureGuard> systemCaptureGuard();

} // namespace keydesk::ui
