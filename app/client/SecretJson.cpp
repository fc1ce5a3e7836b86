// SPDX-License-Identifier: Apache-2.0
#include "client/SecretJson.h"

#include <utility>

namespace keydesk::client {

namespace {

constexpr QByteArrayView hexDigits = "0123456789abcdef";

/** Counts, or writes where there is room: one walk for both, so that they cannot differ. */
class Writer
{
public:
    explicit Writer(char *out = nullptr)
        : m_out(out)
    {
    }

    void put(char c)
    {
        if (m_out)
            m_out[m_size] = c;
        ++m_size;
    }

    void put(QByteArrayView text)
    {
        for (const char c : text)
            put(c);
    }

    void putText(QByteArrayView text)
    {
        put('"');
        for (const char c : text)
            putEscaped(c);
        put('"');
    }

    std::size_t size() const { return m_size; }

private:
    void putEscaped(char c)
    {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x20) {
            put("\\u00");
            put(hexDigits[code >> 4U]);
            put(hexDigits[code & 0xfU]);
            return;
        }
        if (c == '"' || c == '\\')
            put('\\');
        put(c);
    }

    char *m_out;
    std::size_t m_size = 0;
};

} // namespace

SecretText secretJson(std::initializer_list<std::pair<QByteArrayView, QByteArrayView>> members)
{
    const auto writeTo = [&](Writer writer) {
        char before = '{';
        for (const auto &[name, value] : members) {
            writer.put(std::exchange(before, ','));
            writer.putText(name);
            writer.put(':');
            writer.putText(value);
        }
        writer.put('}');
        return writer.size();
    };
    SecretText json = SecretText::ofSize(writeTo(Writer()));
    writeTo(Writer(json.data()));
    return json;
}

} // namespace keydesk::client
