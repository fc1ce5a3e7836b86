// SPDX-License-Identifier: Apache-2.0
// Neither built nor run: Keydesk has been built on Linux only.
#include "secret/SecretHints.h"

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

/** How Qt names a clipboard format of Windows that has no MIME type. */
QString windowsFormat(const QString &name)
{
    return u"application/x-qt-windows-mime;value=\"%1\""_s.arg(name);
}

} // namespace

// "Cloud Clipboard and Clipboard History Formats",
// https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats; a DWORD of 0 says no. The
// first and the last are told by being there.
QList<SecretHint> secretHints()
{
    const QByteArray no(4, '\0');
    return {{windowsFormat(u"ExcludeClipboardContentFromMonitorProcessing"_s), no},
            {windowsFormat(u"CanIncludeInClipboardHistory"_s), no},
            {windowsFormat(u"CanUploadToCloudClipboard"_s), no},
            {windowsFormat(u"Clipboard Viewer Ignore"_s), no}};
}

} // namespace keydesk::ui
