// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QRandomGenerator>

#include <sodium.h>

#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <unistd.h>

namespace keydesk::testing {

/** A text that this program holds in another form only, so that a search for it finds copies. */
class HiddenText
{
public:
    explicit HiddenText(int size)
    {
        for (int i = 0; i < size; ++i)
            m_masked.append(
                static_cast<char>(QRandomGenerator::system()->bounded('a', 'z') ^ mask));
    }

    /** The text itself. Give it to wipe() when it is no longer wanted. */
    QByteArray reveal() const
    {
        QByteArray text = m_masked;
        for (char &c : text)
            c = static_cast<char>(c ^ mask);
        return text;
    }

    static void wipe(QByteArray &text)
    {
        sodium_memzero(text.data(), static_cast<std::size_t>(text.size()));
    }

    /** In JSON, each character as an escape. */
    QByteArray escaped() const
    {
        QByteArray json;
        for (const char c : m_masked)
            json += "\\u00" + QByteArray::number(c ^ mask, 16);
        return json;
    }

    /**
     * Whether it is anywhere in the memory of this process, also where that was given back, and
     * also with as much between its characters as in UTF-16 or in a history of edits.
     */
    bool isInMemory() const
    {
        std::ifstream maps("/proc/self/maps");
        const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
        bool found = false;
        for (std::string line; !found && std::getline(maps, line);) {
            unsigned long begin = 0;
            unsigned long end = 0;
            if (std::sscanf(line.c_str(), "%lx-%lx rw", &begin, &end) != 2 ||
                line.find(" rw") == std::string::npos || end - begin > largest)
                continue;
            std::string content(end - begin, '\0');
            const auto size =
                ::pread(memory, content.data(), content.size(), static_cast<off_t>(begin));
            found = size > 0 && isIn(content.data(), content.data() + size);
            sodium_memzero(content.data(), content.size()); // it is a copy itself
        }
        ::close(memory);
        return found;
    }

private:
    static constexpr char mask = 0x15;
    static constexpr qsizetype widest = 32; // bytes from one character to the next
    static constexpr std::size_t largest = std::size_t{64} << 20; // but not a sanitizer's own

    bool isIn(const char *at, const char *end) const
    {
        const char first = static_cast<char>(m_masked[0] ^ mask);
        while ((at = static_cast<const char *>(
                    std::memchr(at, first, static_cast<std::size_t>(end - at))))) {
            for (qsizetype step = 1; step <= widest; ++step) {
                if (isAt(at, end, step))
                    return true;
            }
            ++at;
        }
        return false;
    }

    bool isAt(const char *at, const char *end, qsizetype step) const
    {
        if ((end - at - 1) / step < m_masked.size() - 1)
            return false;
        for (qsizetype i = 1; i < m_masked.size(); ++i) {
            if (at[i * step] != static_cast<char>(m_masked[i] ^ mask))
                return false;
        }
        return true;
    }

    QByteArray m_masked;
};

} // namespace keydesk::testing
