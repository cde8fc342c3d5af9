// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/Pickle.h"

#include "formats/files/PickleMachine.h"
#include "headroom/base/Value.h"

#include <algorithm>
#include <charconv>

// The opcodes of Python's pickletools. Each is read, none is obeyed beyond building data.

namespace headroom::files {

const std::string& Pickle::text(Node node) const { return m_texts[m_nodes[node].text]; }

const std::string& Pickle::callee(Node node) const
{
    if (kind(node) != Kind::Call || kind(items(node)[0]) != Kind::Global)
        return m_texts[0];
    return text(items(node)[0]);
}

const Pickle::Node* Pickle::find(Node dict, std::string_view key) const
{
    if (kind(dict) != Kind::Dict)
        return nullptr;
    const std::vector<Node>& all = items(dict);
    for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
        if (kind(all[i]) == Kind::Text && text(all[i]) == key)
            return &all[i + 1];
    }
    return nullptr;
}

class PickleReader {
public:
    PickleReader(ByteReader& reader, Pickle& pickle)
        : m_reader(&reader)
        , m_machine(pickle)
    {
    }

    void read()
    {
        for (;;) {
            m_machine.setOffset(m_reader->offset());
            const std::uint8_t code = m_reader->byte("a pickle");
            if (code == '.')
                break;
            if (!pushScalar(code) && !pushText(code) && !buildContainer(code) && !memoize(code)
                && !makeObject(code))
                refuse(code);
        }
        m_machine.finish();
    }

private:
    using Node = Pickle::Node;
    using Kind = Pickle::Kind;

    static constexpr std::uint64_t kLongestText = std::uint64_t{16} * 1024 * 1024;

    [[noreturn]] void refuse(std::uint8_t code) const
    {
        constexpr std::string_view kHex = "0123456789abcdef";
        malformed(m_machine.where(),
            HEADROOM_TEXT("formats", "expected an opcode of pickle that is known; found 0x{0}"),
            std::string{kHex[code >> 4U], kHex[code & 0xFU]});
    }

    /// A little-endian number of two's complement; what passes 64 bits is kept as the largest.
    bool pushLong(std::uint64_t length)
    {
        const std::string bytes = m_reader->text(length, "a number of a pickle");
        std::uint64_t value = 0;
        bool large = false;
        const bool negative =
            !bytes.empty() && (static_cast<unsigned char>(bytes.back()) & 0x80U) != 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const auto byte = static_cast<unsigned char>(bytes[i]);
            if (i < 8)
                value |= std::uint64_t{byte} << (8 * i);
            else
                large = large || byte != (negative ? 0xFF : 0);
        }
        const Node node = m_machine.add(Kind::Whole);
        if (negative && bytes.size() < 8)
            value |= ~std::uint64_t{0} << (8 * bytes.size());
        m_machine.data(node).negative = negative;
        m_machine.data(node).whole = large ? ~std::uint64_t{0} : negative ? ~value + 1 : value;
        m_machine.push(node);
        return true;
    }

    std::string line()
    {
        std::string text;
        constexpr std::size_t kLongestLine = 65536;
        for (;;) {
            const auto c = static_cast<char>(m_reader->byte("a line of a pickle"));
            if (c == '\n')
                return text;
            if (text.size() == kLongestLine)
                m_machine.wrong(HEADROOM_TEXT(
                    "formats", "expected a line of a pickle; found one without an end"));
            text += c;
        }
    }

    bool pushLine()
    {
        const std::string text = line();
        if (text == "00" || text == "01")
            return m_machine.pushFlag(text == "01");
        std::int64_t value = 0;
        const char* const end = text.data() + text.size();
        const auto [stop, problem] = std::from_chars(text.data(), end, value);
        if (problem != std::errc() || (stop != end && !(stop + 1 == end && *stop == 'L')))
            m_machine.wrong(
                HEADROOM_TEXT("formats", "expected a whole number in the pickle; found none"));
        return m_machine.pushWhole(value);
    }

    bool pushScalar(std::uint8_t code)
    {
        const char* const what = "a number of a pickle";
        switch (code) {
        case 'N':
            return m_machine.pushKind(Kind::None);
        case 0x88:
        case 0x89:
            return m_machine.pushFlag(code == 0x88);
        case 'I':
        case 'L':
            return pushLine();
        case 'J':
            return m_machine.pushWhole(m_reader->number<std::int32_t>(what));
        case 'K':
            return m_machine.pushWhole(m_reader->number<std::uint8_t>(what));
        case 'M':
            return m_machine.pushWhole(m_reader->number<std::uint16_t>(what));
        case 0x8A:
            return pushLong(m_reader->number<std::uint8_t>(what));
        case 0x8B: {
            const auto length = m_reader->number<std::int32_t>(what);
            if (length < 0 || length > 1024)
                m_machine.wrong(HEADROOM_TEXT(
                    "formats", "expected a number of at most 1,024 bytes; found a longer one"));
            return pushLong(static_cast<std::uint64_t>(length));
        }
        case 'F':
            (void)line();
            return m_machine.pushKind(Kind::Decimal);
        case 'G':
            m_reader->skip(8, what);
            return m_machine.pushKind(Kind::Decimal);
        default:
            return false;
        }
    }

    bool pushBytes(std::uint64_t length)
    {
        const Node node = m_machine.add(Kind::Text);
        m_reader->expect(length, "a text of a pickle");
        if (length <= kLongestText)
            m_machine.data(node).text =
                m_machine.keep(m_reader->text(length, "a text of a pickle"));
        else
            m_reader->skip(length, "a text of a pickle");
        m_machine.push(node);
        return true;
    }

    bool pushText(std::uint8_t code)
    {
        const char* const what = "the length of a text";
        switch (code) {
        case 'S':
        case 'V': {
            std::string text = line();
            if (code == 'S' && text.size() >= 2)
                text = text.substr(1, text.size() - 2);
            const Node node = m_machine.add(Kind::Text);
            m_machine.data(node).text = m_machine.keep(std::move(text));
            m_machine.push(node);
            return true;
        }
        case 'U':
        case 'C':
        case 0x8C:
            return pushBytes(m_reader->number<std::uint8_t>(what));
        case 'T':
        case 'X':
        case 'B':
            return pushBytes(m_reader->number<std::uint32_t>(what));
        case 0x8D:
        case 0x8E:
        case 0x96:
            return pushBytes(m_reader->number<std::uint64_t>(what));
        default:
            return false;
        }
    }

    bool buildContainer(std::uint8_t code)
    {
        switch (code) {
        case '(':
            m_machine.mark();
            return true;
        case ')':
            return m_machine.pushKind(Kind::Tuple);
        case ']':
        case 0x8F:
            return m_machine.pushKind(Kind::List);
        case '}':
            return m_machine.pushKind(Kind::Dict);
        case 't':
            return m_machine.pushContainer(Kind::Tuple, m_machine.popMarked());
        case 'l':
        case 0x91:
            return m_machine.pushContainer(Kind::List, m_machine.popMarked());
        case 'd':
            return m_machine.pushContainer(Kind::Dict, m_machine.evenly(m_machine.popMarked()));
        case 0x85:
        case 0x86:
        case 0x87:
            return m_machine.pushTuple(code - 0x84U);
        case 'a':
            m_machine.extend({m_machine.pop()});
            return true;
        case 'e':
        case 0x90:
            m_machine.extend(m_machine.popMarked());
            return true;
        case 's': {
            const Node value = m_machine.pop();
            const Node key = m_machine.pop();
            m_machine.extend({key, value});
            return true;
        }
        case 'u':
            m_machine.extend(m_machine.evenly(m_machine.popMarked()));
            return true;
        case '0':
            m_machine.dropTop();
            return true;
        case '1':
            (void)m_machine.popMarked();
            return true;
        case '2':
            m_machine.push(m_machine.top());
            return true;
        default:
            return false;
        }
    }

    bool memoize(std::uint8_t code)
    {
        const char* const what = "a number of the memo";
        switch (code) {
        case 'p':
            return m_machine.put(lineNumber());
        case 'q':
            return m_machine.put(m_reader->number<std::uint8_t>(what));
        case 'r':
            return m_machine.put(m_reader->number<std::uint32_t>(what));
        case 0x94:
            return m_machine.put(m_machine.memoSize());
        case 'g':
            return m_machine.get(lineNumber());
        case 'h':
            return m_machine.get(m_reader->number<std::uint8_t>(what));
        case 'j':
            return m_machine.get(m_reader->number<std::uint32_t>(what));
        case 0x80: {
            const std::uint8_t protocol = m_reader->byte("the protocol");
            if (protocol > 5)
                malformed(m_machine.where(),
                    HEADROOM_TEXT("formats", "expected a pickle of protocol 0 to 5; found {0}"),
                    std::uint64_t{protocol});
            return true;
        }
        case 0x95:
            m_reader->skip(8, "a frame");
            return true;
        default:
            return false;
        }
    }
    std::uint64_t lineNumber()
    {
        const std::string text = line();
        std::uint64_t value = 0;
        const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (problem != std::errc() || stop != text.data() + text.size())
            m_machine.wrong(
                HEADROOM_TEXT("formats", "expected a whole number in the pickle; found none"));
        return value;
    }

    bool makeObject(std::uint8_t code)
    {
        switch (code) {
        case 'c': {
            const std::string module = line();
            return m_machine.pushGlobal(module, line());
        }
        case 0x93: {
            const Node name = m_machine.pop();
            const Node module = m_machine.pop();
            if (m_machine.kindOf(name) != Kind::Text || m_machine.kindOf(module) != Kind::Text)
                m_machine.wrong(HEADROOM_TEXT("formats",
                    "expected the names of a module and of a thing in it; found other values"));
            return m_machine.pushGlobal(
                std::string(m_machine.text(module)), std::string(m_machine.text(name)));
        }
        case 'R':
        case 0x81: {
            const Node arguments = m_machine.pop();
            return m_machine.pushCall(m_machine.pop(), arguments);
        }
        case 0x92: {
            (void)m_machine.pop();
            const Node arguments = m_machine.pop();
            return m_machine.pushCall(m_machine.pop(), arguments);
        }
        case 'o': {
            std::vector<Node> items = m_machine.popMarked();
            if (items.empty())
                m_machine.wrong(
                    HEADROOM_TEXT("formats", "expected a class to make an object of; found none"));
            const Node callable = items.front();
            items.erase(items.begin());
            m_machine.pushContainer(Kind::Tuple, std::move(items));
            return m_machine.pushCall(callable, m_machine.pop());
        }
        case 'i': {
            const std::string module = line();
            const std::string name = line();
            m_machine.pushContainer(Kind::Tuple, m_machine.popMarked());
            const Node arguments = m_machine.pop();
            m_machine.pushGlobal(module, name);
            return m_machine.pushCall(m_machine.pop(), arguments);
        }
        case 'b': {
            const Node state = m_machine.pop();
            const Node object = m_machine.top();
            if (m_machine.kindOf(object) == Kind::Call)
                m_machine.data(object).items.push_back(state);
            return true;
        }
        case 'P': {
            const Node name = m_machine.add(Kind::Text);
            m_machine.data(name).text = m_machine.keep(line());
            return m_machine.pushContainer(Kind::Persistent, {name});
        }
        case 'Q':
            return m_machine.pushContainer(Kind::Persistent, {m_machine.pop()});
        default:
            return false;
        }
    }

    ByteReader* m_reader;
    PickleMachine m_machine;
};

Pickle readPickle(ByteReader& reader)
{
    Pickle pickle;
    PickleReader(reader, pickle).read();
    return pickle;
}

} // namespace headroom::files
