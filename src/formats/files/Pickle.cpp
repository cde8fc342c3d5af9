// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/Pickle.h"

#include "headroom/base/Value.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

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
        , m_pickle(&pickle)
    {
    }

    void read()
    {
        for (;;) {
            m_at = m_reader->offset();
            const std::uint8_t code = m_reader->byte("a pickle");
            if (code == '.')
                break;
            if (!pushScalar(code) && !pushText(code) && !buildContainer(code) && !memoize(code)
                && !makeObject(code))
                refuse(code);
        }
        m_pickle->m_root = pop();
    }

private:
    using Node = Pickle::Node;
    using Kind = Pickle::Kind;

    static constexpr std::size_t kMostNodes = 4'000'000;
    static constexpr std::uint64_t kLongestText = std::uint64_t{16} * 1024 * 1024;

    [[noreturn]] void refuse(std::uint8_t code) const
    {
        constexpr std::string_view kHex = "0123456789abcdef";
        malformed(atByte(m_at),
            HEADROOM_TEXT("formats", "expected an opcode of pickle that is known; found 0x{0}"),
            std::string{kHex[code >> 4U], kHex[code & 0xFU]});
    }
    [[noreturn]] void wrong(const char* pattern) const { malformed(atByte(m_at), pattern); }

    Node add(Kind kind)
    {
        if (m_pickle->m_nodes.size() == kMostNodes)
            malformed(atByte(m_at),
                HEADROOM_TEXT("formats", "expected a pickle of at most {0} values; found more"),
                std::uint64_t{kMostNodes});
        m_pickle->m_nodes.emplace_back().kind = kind;
        return static_cast<Node>(m_pickle->m_nodes.size() - 1);
    }
    Pickle::NodeData& data(Node node) { return m_pickle->m_nodes[node]; }
    std::uint32_t keep(std::string text)
    {
        m_pickle->m_texts.push_back(std::move(text));
        return static_cast<std::uint32_t>(m_pickle->m_texts.size() - 1);
    }

    void push(Node node) { m_stack.push_back(node); }
    Node pop()
    {
        if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back()))
            wrong(HEADROOM_TEXT("formats", "expected a value on the pickle's stack; found none"));
        const Node node = m_stack.back();
        m_stack.pop_back();
        return node;
    }
    Node top()
    {
        const Node node = pop();
        push(node);
        return node;
    }
    /// What lies above the last mark.
    std::vector<Node> popMarked()
    {
        if (m_marks.empty())
            wrong(HEADROOM_TEXT("formats", "expected a mark on the pickle's stack; found none"));
        const auto start = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
        std::vector<Node> items(start, m_stack.end());
        m_stack.erase(start, m_stack.end());
        m_marks.pop_back();
        return items;
    }

    bool pushWhole(std::int64_t value)
    {
        const Node node = add(Kind::Whole);
        data(node).negative = value < 0;
        data(node).whole =
            value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
        push(node);
        return true;
    }
    bool pushFlag(bool flag)
    {
        const Node node = add(Kind::Flag);
        data(node).whole = flag ? 1 : 0;
        push(node);
        return true;
    }
    bool pushKind(Kind kind)
    {
        push(add(kind));
        return true;
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
        const Node node = add(Kind::Whole);
        if (negative && bytes.size() < 8)
            value |= ~std::uint64_t{0} << (8 * bytes.size());
        data(node).negative = negative;
        data(node).whole = large ? ~std::uint64_t{0} : negative ? ~value + 1 : value;
        push(node);
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
                wrong(HEADROOM_TEXT(
                    "formats", "expected a line of a pickle; found one without an end"));
            text += c;
        }
    }

    bool pushLine()
    {
        const std::string text = line();
        if (text == "00" || text == "01")
            return pushFlag(text == "01");
        std::int64_t value = 0;
        const char* const end = text.data() + text.size();
        const auto [stop, problem] = std::from_chars(text.data(), end, value);
        if (problem != std::errc() || (stop != end && !(stop + 1 == end && *stop == 'L')))
            wrong(HEADROOM_TEXT("formats", "expected a whole number in the pickle; found none"));
        return pushWhole(value);
    }

    bool pushScalar(std::uint8_t code)
    {
        const char* const what = "a number of a pickle";
        switch (code) {
        case 'N':
            return pushKind(Kind::None);
        case 0x88:
        case 0x89:
            return pushFlag(code == 0x88);
        case 'I':
        case 'L':
            return pushLine();
        case 'J':
            return pushWhole(m_reader->number<std::int32_t>(what));
        case 'K':
            return pushWhole(m_reader->number<std::uint8_t>(what));
        case 'M':
            return pushWhole(m_reader->number<std::uint16_t>(what));
        case 0x8A:
            return pushLong(m_reader->number<std::uint8_t>(what));
        case 0x8B: {
            const auto length = m_reader->number<std::int32_t>(what);
            if (length < 0 || length > 1024)
                wrong(HEADROOM_TEXT(
                    "formats", "expected a number of at most 1,024 bytes; found a longer one"));
            return pushLong(static_cast<std::uint64_t>(length));
        }
        case 'F':
            (void)line();
            return pushKind(Kind::Decimal);
        case 'G':
            m_reader->skip(8, what);
            return pushKind(Kind::Decimal);
        default:
            return false;
        }
    }

    bool pushBytes(std::uint64_t length)
    {
        const Node node = add(Kind::Text);
        m_reader->expect(length, "a text of a pickle");
        if (length <= kLongestText)
            data(node).text = keep(m_reader->text(length, "a text of a pickle"));
        else
            m_reader->skip(length, "a text of a pickle");
        push(node);
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
            const Node node = add(Kind::Text);
            data(node).text = keep(std::move(text));
            push(node);
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

    bool pushContainer(Kind kind, std::vector<Node> items)
    {
        const Node node = add(kind);
        data(node).items = std::move(items);
        push(node);
        return true;
    }
    bool pushTuple(std::size_t count)
    {
        std::vector<Node> items(count);
        for (std::size_t i = count; i > 0; --i)
            items[i - 1] = pop();
        return pushContainer(Kind::Tuple, std::move(items));
    }
    void extend(const std::vector<Node>& items)
    {
        const Node container = top();
        if (kindOf(container) != Kind::List && kindOf(container) != Kind::Dict
            && kindOf(container) != Kind::Call)
            wrong(HEADROOM_TEXT(
                "formats", "expected a list or a dictionary to add to; found another value"));
        // An OrderedDict is a call; its items follow as a dictionary's.
        if (kindOf(container) == Kind::Call) {
            Node dict = 0;
            if (data(container).items.size() > 2
                && kindOf(data(container).items.back()) == Kind::Dict
                && m_filled.count(container) != 0) {
                dict = data(container).items.back();
            } else {
                dict = add(Kind::Dict);
                data(container).items.push_back(dict);
                m_filled.emplace(container, true);
            }
            std::vector<Node>& into = data(dict).items;
            into.insert(into.end(), items.begin(), items.end());
            return;
        }
        std::vector<Node>& into = data(container).items;
        into.insert(into.end(), items.begin(), items.end());
    }
    [[nodiscard]] Kind kindOf(Node node) { return data(node).kind; }

    bool buildContainer(std::uint8_t code)
    {
        switch (code) {
        case '(':
            m_marks.push_back(m_stack.size());
            return true;
        case ')':
            return pushKind(Kind::Tuple);
        case ']':
        case 0x8F:
            return pushKind(Kind::List);
        case '}':
            return pushKind(Kind::Dict);
        case 't':
            return pushContainer(Kind::Tuple, popMarked());
        case 'l':
        case 0x91:
            return pushContainer(Kind::List, popMarked());
        case 'd':
            return pushContainer(Kind::Dict, evenly(popMarked()));
        case 0x85:
        case 0x86:
        case 0x87:
            return pushTuple(code - 0x84U);
        case 'a':
            extend({pop()});
            return true;
        case 'e':
        case 0x90:
            extend(popMarked());
            return true;
        case 's': {
            const Node value = pop();
            const Node key = pop();
            extend({key, value});
            return true;
        }
        case 'u':
            extend(evenly(popMarked()));
            return true;
        case '0':
            if (!m_marks.empty() && m_stack.size() == m_marks.back())
                m_marks.pop_back();
            else
                (void)pop();
            return true;
        case '1':
            (void)popMarked();
            return true;
        case '2':
            push(top());
            return true;
        default:
            return false;
        }
    }
    [[nodiscard]] std::vector<Node> evenly(std::vector<Node> items) const
    {
        if (items.size() % 2 != 0)
            wrong(HEADROOM_TEXT("formats", "expected keys with values; found a key without one"));
        return items;
    }

    bool memoize(std::uint8_t code)
    {
        const char* const what = "a number of the memo";
        switch (code) {
        case 'p':
            return put(lineNumber());
        case 'q':
            return put(m_reader->number<std::uint8_t>(what));
        case 'r':
            return put(m_reader->number<std::uint32_t>(what));
        case 0x94:
            return put(m_memo.size());
        case 'g':
            return get(lineNumber());
        case 'h':
            return get(m_reader->number<std::uint8_t>(what));
        case 'j':
            return get(m_reader->number<std::uint32_t>(what));
        case 0x80: {
            const std::uint8_t protocol = m_reader->byte("the protocol");
            if (protocol > 5)
                malformed(atByte(m_at),
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
            wrong(HEADROOM_TEXT("formats", "expected a whole number in the pickle; found none"));
        return value;
    }
    bool put(std::uint64_t index)
    {
        m_memo[index] = top();
        return true;
    }
    bool get(std::uint64_t index)
    {
        const auto found = m_memo.find(index);
        if (found == m_memo.end())
            malformed(atByte(m_at),
                HEADROOM_TEXT(
                    "formats", "expected a value that was put into the memo; {0} was not"),
                index);
        push(found->second);
        return true;
    }

    bool pushGlobal(const std::string& module, const std::string& name)
    {
        const std::string text = module + " " + name;
        const auto known = m_globalNodes.find(text);
        if (known != m_globalNodes.end()) {
            push(known->second);
            return true;
        }
        const Node node = add(Kind::Global);
        data(node).text = keep(text);
        m_pickle->m_globals.push_back(text);
        m_globalNodes.emplace(text, node);
        push(node);
        return true;
    }
    /// The callable, its arguments.
    bool pushCall(Node callable, Node arguments)
    {
        return pushContainer(Kind::Call, {callable, arguments});
    }

    bool makeObject(std::uint8_t code)
    {
        switch (code) {
        case 'c': {
            const std::string module = line();
            return pushGlobal(module, line());
        }
        case 0x93: {
            const Node name = pop();
            const Node module = pop();
            if (kindOf(name) != Kind::Text || kindOf(module) != Kind::Text)
                wrong(HEADROOM_TEXT("formats",
                    "expected the names of a module and of a thing in it; found other values"));
            return pushGlobal(
                std::string(m_pickle->text(module)), std::string(m_pickle->text(name)));
        }
        case 'R':
        case 0x81: {
            const Node arguments = pop();
            return pushCall(pop(), arguments);
        }
        case 0x92: {
            (void)pop();
            const Node arguments = pop();
            return pushCall(pop(), arguments);
        }
        case 'o': {
            std::vector<Node> items = popMarked();
            if (items.empty())
                wrong(
                    HEADROOM_TEXT("formats", "expected a class to make an object of; found none"));
            const Node callable = items.front();
            items.erase(items.begin());
            pushContainer(Kind::Tuple, std::move(items));
            return pushCall(callable, pop());
        }
        case 'i': {
            const std::string module = line();
            const std::string name = line();
            pushContainer(Kind::Tuple, popMarked());
            const Node arguments = pop();
            pushGlobal(module, name);
            return pushCall(pop(), arguments);
        }
        case 'b': {
            const Node state = pop();
            const Node object = top();
            if (kindOf(object) == Kind::Call)
                data(object).items.push_back(state);
            return true;
        }
        case 'P': {
            const Node name = add(Kind::Text);
            data(name).text = keep(line());
            return pushContainer(Kind::Persistent, {name});
        }
        case 'Q':
            return pushContainer(Kind::Persistent, {pop()});
        default:
            return false;
        }
    }

    ByteReader* m_reader;
    Pickle* m_pickle;
    std::uint64_t m_at = 0;
    std::vector<Node> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, Node> m_memo;
    std::unordered_map<std::string, Node> m_globalNodes;
    std::unordered_map<Node, bool>
        m_filled; ///< calls whose last item is the dictionary of their items
};

Pickle readPickle(ByteReader& reader)
{
    Pickle pickle;
    PickleReader(reader, pickle).read();
    return pickle;
}

} // namespace headroom::files
