// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/PickleMachine.h"

#include "headroom/base/Value.h"

#include <utility>

namespace headroom::files {

void PickleMachine::wrong(const char* pattern) const { malformed(where(), pattern); }

Pickle::Node PickleMachine::add(Kind kind)
{
    constexpr std::size_t kMostNodes = 4'000'000;
    if (m_pickle->m_nodes.size() == kMostNodes)
        malformed(where(),
            HEADROOM_TEXT("formats", "expected a pickle of at most {0} values; found more"),
            std::uint64_t{kMostNodes});
    m_pickle->m_nodes.emplace_back().kind = kind;
    return static_cast<Node>(m_pickle->m_nodes.size() - 1);
}

Pickle::NodeData& PickleMachine::data(Node node) { return m_pickle->m_nodes[node]; }

std::uint32_t PickleMachine::keep(std::string text)
{
    m_pickle->m_texts.push_back(std::move(text));
    return static_cast<std::uint32_t>(m_pickle->m_texts.size() - 1);
}

void PickleMachine::push(Node node) { m_stack.push_back(node); }

Pickle::Node PickleMachine::pop()
{
    if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back()))
        wrong(HEADROOM_TEXT("formats", "expected a value on the pickle's stack; found none"));
    const Node node = m_stack.back();
    m_stack.pop_back();
    return node;
}

Pickle::Node PickleMachine::top()
{
    const Node node = pop();
    push(node);
    return node;
}

std::vector<Pickle::Node> PickleMachine::popMarked()
{
    if (m_marks.empty())
        wrong(HEADROOM_TEXT("formats", "expected a mark on the pickle's stack; found none"));
    const auto start = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<Node> items(start, m_stack.end());
    m_stack.erase(start, m_stack.end());
    m_marks.pop_back();
    return items;
}

bool PickleMachine::pushWhole(std::int64_t value)
{
    const Node node = add(Kind::Whole);
    data(node).negative = value < 0;
    data(node).whole =
        value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
    push(node);
    return true;
}

bool PickleMachine::pushFlag(bool flag)
{
    const Node node = add(Kind::Flag);
    data(node).whole = flag ? 1 : 0;
    push(node);
    return true;
}

bool PickleMachine::pushKind(Kind kind)
{
    push(add(kind));
    return true;
}

bool PickleMachine::pushContainer(Kind kind, std::vector<Node> items)
{
    const Node node = add(kind);
    data(node).items = std::move(items);
    push(node);
    return true;
}

bool PickleMachine::pushTuple(std::size_t count)
{
    std::vector<Node> items(count);
    for (std::size_t i = count; i > 0; --i)
        items[i - 1] = pop();
    return pushContainer(Kind::Tuple, std::move(items));
}

void PickleMachine::extend(const std::vector<Node>& items)
{
    const Node container = top();
    if (kindOf(container) != Kind::List && kindOf(container) != Kind::Dict
        && kindOf(container) != Kind::Call)
        wrong(HEADROOM_TEXT(
            "formats", "expected a list or a dictionary to add to; found another value"));
    // An OrderedDict is a call; its items follow as a dictionary's.
    if (kindOf(container) == Kind::Call) {
        Node dict = 0;
        if (data(container).items.size() > 2 && kindOf(data(container).items.back()) == Kind::Dict
            && m_filled.count(container) != 0) {
            dict = data(container).items.back();
        } else {
            dict = add(Kind::Dict);
            data(container).items.push_back(dict);
            m_filled.insert(container);
        }
        std::vector<Node>& into = data(dict).items;
        into.insert(into.end(), items.begin(), items.end());
        return;
    }
    std::vector<Node>& into = data(container).items;
    into.insert(into.end(), items.begin(), items.end());
}

Pickle::Kind PickleMachine::kindOf(Node node) { return data(node).kind; }

std::vector<Pickle::Node> PickleMachine::evenly(std::vector<Node> items) const
{
    if (items.size() % 2 != 0)
        wrong(HEADROOM_TEXT("formats", "expected keys with values; found a key without one"));
    return items;
}

bool PickleMachine::put(std::uint64_t index)
{
    m_memo[index] = top();
    return true;
}

bool PickleMachine::get(std::uint64_t index)
{
    const auto found = m_memo.find(index);
    if (found == m_memo.end())
        malformed(where(),
            HEADROOM_TEXT("formats", "expected a value that was put into the memo; {0} was not"),
            index);
    push(found->second);
    return true;
}

bool PickleMachine::pushGlobal(const std::string& module, const std::string& name)
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

bool PickleMachine::pushCall(Node callable, Node arguments)
{
    return pushContainer(Kind::Call, {callable, arguments});
}

std::string PickleMachine::where() const { return atByte(m_at); }

void PickleMachine::dropTop()
{
    if (!m_marks.empty() && m_stack.size() == m_marks.back())
        m_marks.pop_back();
    else
        (void)pop();
}

void PickleMachine::finish() { m_pickle->m_root = pop(); }

} // namespace headroom::files
