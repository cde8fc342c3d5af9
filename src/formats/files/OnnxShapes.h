// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/OnnxGraph.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace headroom::files {

/// A value whose shape is known.
struct OnnxShape {
    const OnnxType* type = nullptr;
    std::vector<std::uint64_t> dims;
    /// Its elements, where it is a small list of whole numbers: shapes are computed with.
    std::optional<std::vector<std::int64_t>> numbers;
};

/// What of a graph's values is known, at sizes for the dimensions that it leaves open.
struct OnnxShapes {
    std::map<std::string, OnnxShape, std::less<>> values;
    std::map<std::string, std::uint64_t> sizes; ///< that were taken: "batch" -> 8
    std::map<std::string, std::uint64_t> notInferred; ///< operators, and how many nodes of each
    std::uint64_t inferred = 0; ///< nodes
};

/// Infers from node to node, by a rule for each operator (onnx/docs/Operators.md); where there is
/// none, or it does not apply, the shape that the file gives stands. An open dimension that `sizes`
/// does not name is 1.
[[nodiscard]] OnnxShapes inferShapes(
    const OnnxGraph& graph, const std::map<std::string, std::uint64_t, std::less<>>& sizes);

} // namespace headroom::files
