// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/OnnxModel.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::files {

/// A node of the main graph, as far as shapes follow from it.
struct OnnxNode {
    std::string type; ///< "Conv"; of other domains "domain.Name"
    std::string name;
    std::vector<std::string> inputs; ///< empty: left out
    std::vector<std::string> outputs;
    std::map<std::string, std::vector<std::int64_t>, std::less<>> integers; ///< attributes
    std::map<std::string, std::string, std::less<>> texts;

    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t otherwise) const;
    /// nullptr where the attribute is not there.
    [[nodiscard]] const std::vector<std::int64_t>* list(std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view key) const;
};

/// A weight, as the nodes see it.
struct OnnxConstant {
    const OnnxType* type = nullptr;
    std::vector<std::uint64_t> dims;
    std::vector<std::int64_t> integers; ///< of a small one
};

/// The main graph: nodes in the order in which they run.
struct OnnxGraph {
    std::vector<OnnxNode> nodes;
    std::vector<OnnxValue> inputs;
    std::vector<OnnxValue> outputs;
    std::vector<OnnxValue> values; ///< whose shapes the file gives
    std::map<std::string, OnnxConstant, std::less<>> constants;
};

} // namespace headroom::files
