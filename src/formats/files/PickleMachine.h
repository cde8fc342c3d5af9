// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/Pickle.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace headroom::files {

/// The stack, the marks and the memo that opcodes of a pickle work on, and the data that they
/// build. What a pickle may not do is Malformed, at the opcode that setOffset() named last. What
/// pushes returns true: the opcode was one of those that are known.
class PickleMachine {
public:
    using Node = Pickle::Node;
    using Kind = Pickle::Kind;

    explicit PickleMachine(Pickle& pickle)
        : m_pickle(&pickle)
    {
    }

    void setOffset(std::uint64_t at) { m_at = at; }
    [[nodiscard]] std::string where() const;
    [[noreturn]] void wrong(const char* pattern) const;

    Node add(Kind kind);
    Pickle::NodeData& data(Node node);
    [[nodiscard]] Kind kindOf(Node node);
    [[nodiscard]] const std::string& text(Node node) const { return m_pickle->text(node); }
    /// A text of the pickle, by its number.
    std::uint32_t keep(std::string text);

    void push(Node node);
    Node pop();
    Node top();
    void mark() { m_marks.push_back(m_stack.size()); }
    /// What lies above the last mark.
    std::vector<Node> popMarked();
    /// The value on top, or the mark there.
    void dropTop();
    /// The value on top is the whole.
    void finish();

    bool pushWhole(std::int64_t value);
    bool pushFlag(bool flag);
    bool pushKind(Kind kind);
    bool pushContainer(Kind kind, std::vector<Node> items);
    bool pushTuple(std::size_t count);
    bool pushGlobal(const std::string& module, const std::string& name);
    bool pushCall(Node callable, Node arguments);
    /// Adds to the container on top.
    void extend(const std::vector<Node>& items);
    /// Keys with their values, or Malformed.
    [[nodiscard]] std::vector<Node> evenly(std::vector<Node> items) const;

    bool put(std::uint64_t index);
    bool get(std::uint64_t index);
    [[nodiscard]] std::size_t memoSize() const { return m_memo.size(); }

private:
    Pickle* m_pickle;
    std::uint64_t m_at = 0;
    std::vector<Node> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, Node> m_memo;
    std::unordered_map<std::string, Node> m_globalNodes;
    std::unordered_set<Node> m_filled; ///< calls whose last item is the dictionary of their items
};

} // namespace headroom::files
