// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/OnnxShapes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace headroom::files {

/// A node with the shapes of its inputs, for one rule.
class OnnxCall {
public:
    OnnxCall(const OnnxNode& node, std::vector<const OnnxShape*> inputs);

    [[nodiscard]] const OnnxNode& node() const { return m_node; }
    /// nullptr where the input is left out or not known.
    [[nodiscard]] const OnnxShape* input(std::size_t index) const;
    /// The numbers of an input; nullptr where they are not known.
    [[nodiscard]] const std::vector<std::int64_t>* numbers(std::size_t index) const;
    /// Of an attribute; else of an input, which later opsets have in its place.
    [[nodiscard]] const std::vector<std::int64_t>* listOr(
        std::string_view attribute, std::size_t input) const;
    /// The axis from 0; none where the rank does not have it.
    [[nodiscard]] static std::optional<std::size_t> axis(std::int64_t axis, std::size_t rank);

    [[nodiscard]] std::size_t inputs() const { return m_inputs.size(); }

private:
    const OnnxNode& m_node;
    std::vector<const OnnxShape*> m_inputs;
};

/// The outputs' shapes in their order; empty where they do not follow.
using OnnxRule = std::vector<OnnxShape> (*)(const OnnxCall& call);

/// nullptr where there is no rule for the operator.
[[nodiscard]] OnnxRule onnxRule(std::string_view operatorName);

// The rules stand in OnnxRules*.cpp by what they do.
struct OnnxRuleRow {
    std::string_view name;
    OnnxRule rule;
};
[[nodiscard]] std::span<const OnnxRuleRow> pointwiseRules();
[[nodiscard]] std::span<const OnnxRuleRow> arrangingRules();
[[nodiscard]] std::span<const OnnxRuleRow> networkRules();

} // namespace headroom::files
