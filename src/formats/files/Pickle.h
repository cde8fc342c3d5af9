// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/ByteReader.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::files {

/// What a pickle builds, as data: nothing is imported, called or executed. A call is a node that
/// holds what would be called and with what.
class Pickle {
public:
    using Node = std::uint32_t;
    enum class Kind : std::uint8_t {
        None,
        Flag,
        Whole,
        Decimal,
        Text, ///< or bytes
        Tuple,
        List, ///< or a set
        Dict, ///< items: key, value, key, value, …
        Global, ///< text: "module name"
        Call, ///< items: the callable, its arguments, then the states that were given to it
        Persistent, ///< items: what names it
    };

    [[nodiscard]] Node root() const { return m_root; }
    [[nodiscard]] Kind kind(Node node) const { return m_nodes[node].kind; }
    [[nodiscard]] const std::vector<Node>& items(Node node) const { return m_nodes[node].items; }
    /// Of Whole and Flag; negative numbers are `negative`.
    [[nodiscard]] std::uint64_t whole(Node node) const { return m_nodes[node].whole; }
    [[nodiscard]] bool isNegative(Node node) const { return m_nodes[node].negative; }
    [[nodiscard]] const std::string& text(Node node) const;
    /// What is called of a Call: "torch._utils _rebuild_tensor_v2"; empty for other nodes.
    [[nodiscard]] const std::string& callee(Node node) const;
    /// The value of that key of a Dict whose keys are texts; root() where there is none.
    [[nodiscard]] const Node* find(Node dict, std::string_view key) const;
    /// Everything that unpickling would import.
    [[nodiscard]] const std::vector<std::string>& globals() const { return m_globals; }

private:
    friend class PickleMachine;
    struct NodeData {
        Kind kind = Kind::None;
        bool negative = false;
        std::uint32_t text = 0; ///< into m_texts
        std::uint64_t whole = 0;
        std::vector<Node> items;
    };
    std::vector<NodeData> m_nodes;
    std::vector<std::string> m_texts{std::string()};
    std::vector<std::string> m_globals;
    Node m_root = 0;
};

/// Reads one pickle (protocols 0 to 5), up to its STOP. What is no pickle is Malformed.
[[nodiscard]] Pickle readPickle(ByteReader& reader);

} // namespace headroom::files
