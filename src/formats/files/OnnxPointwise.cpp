// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OnnxRules.h"

#include <algorithm>
#include <array>
#include <limits>

// Operators that work element by element, and those that keep a shape.

namespace headroom::files {
namespace {

using Shapes = std::vector<OnnxShape>;

/// As the first input; numbers are not followed.
Shapes asFirst(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    if (x == nullptr)
        return {};
    return {{x->type, x->dims, std::nullopt}};
}

Shapes identity(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    return x != nullptr ? Shapes{*x} : Shapes();
}

/// The result and the mask.
Shapes dropout(const OnnxCall& call)
{
    Shapes shapes = identity(call);
    if (!shapes.empty())
        shapes.push_back({onnxType(9), shapes.front().dims, std::nullopt});
    return shapes;
}

Shapes asFirstOfType(const OnnxCall& call, std::uint64_t type)
{
    Shapes shapes = asFirst(call);
    if (!shapes.empty())
        shapes.front().type = onnxType(type);
    return shapes;
}
Shapes truth(const OnnxCall& call) { return asFirstOfType(call, 9); }

Shapes cast(const OnnxCall& call)
{
    Shapes shapes = identity(call);
    if (shapes.empty())
        return {};
    shapes.front().type = onnxType(static_cast<std::uint64_t>(call.node().integer("to", 0)));
    return shapes;
}

Shapes castLike(const OnnxCall& call)
{
    Shapes shapes = identity(call);
    if (shapes.empty() || call.input(1) == nullptr)
        return {};
    shapes.front().type = call.input(1)->type;
    return shapes;
}

/// Numpy's broadcasting; none where the sizes do not go together.
std::optional<std::vector<std::uint64_t>> broadcast(
    const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b)
{
    std::vector<std::uint64_t> dims(std::max(a.size(), b.size()));
    for (std::size_t i = 0; i < dims.size(); ++i) {
        // From the last on.
        const std::uint64_t left = i < a.size() ? a[a.size() - 1 - i] : 1;
        const std::uint64_t right = i < b.size() ? b[b.size() - 1 - i] : 1;
        if (left != right && left != 1 && right != 1)
            return std::nullopt;
        dims[dims.size() - 1 - i] = left == 1 ? right : left;
    }
    return dims;
}

/// What shapes are computed with: + - * / on small lists, one element standing for all.
std::optional<std::vector<std::int64_t>> calculated(const OnnxCall& call)
{
    const std::vector<std::int64_t>* a = call.numbers(0);
    const std::vector<std::int64_t>* b = call.numbers(1);
    const std::string& name = call.node().type;
    const bool isKnown = name == "Add" || name == "Sub" || name == "Mul" || name == "Div";
    if (!isKnown || a == nullptr || b == nullptr || a->empty() || b->empty()
        || (a->size() != b->size() && a->size() != 1 && b->size() != 1))
        return std::nullopt;
    std::vector<std::int64_t> result(std::max(a->size(), b->size()));
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::int64_t x = (*a)[a->size() == 1 ? 0 : i];
        const std::int64_t y = (*b)[b->size() == 1 ? 0 : i];
        bool bad = false;
        if (name == "Add")
            bad = __builtin_add_overflow(x, y, &result[i]);
        else if (name == "Sub")
            bad = __builtin_sub_overflow(x, y, &result[i]);
        else if (name == "Mul")
            bad = __builtin_mul_overflow(x, y, &result[i]);
        else if (y == 0 || (y == -1 && x == std::numeric_limits<std::int64_t>::min()))
            bad = true;
        else
            result[i] = x / y;
        if (bad)
            return std::nullopt;
    }
    return result;
}

/// Of any number of inputs.
Shapes elementwise(const OnnxCall& call)
{
    const OnnxShape* first = call.input(0);
    if (first == nullptr)
        return {};
    OnnxShape result{first->type, first->dims, std::nullopt};
    for (std::size_t i = 1; i < call.inputs(); ++i) {
        if (call.input(i) == nullptr)
            return {};
        const auto dims = broadcast(result.dims, call.input(i)->dims);
        if (!dims)
            return {};
        result.dims = *dims;
    }
    result.numbers = calculated(call);
    return {result};
}

Shapes compare(const OnnxCall& call)
{
    Shapes shapes = elementwise(call);
    if (!shapes.empty())
        shapes.front() = {onnxType(9), shapes.front().dims, std::nullopt};
    return shapes;
}

Shapes where(const OnnxCall& call)
{
    if (call.input(1) == nullptr)
        return {};
    Shapes shapes = elementwise(call);
    if (!shapes.empty())
        shapes.front().type = call.input(1)->type;
    return shapes;
}

/// Values, scale and zero point: the type is the zero point's.
Shapes quantize(const OnnxCall& call)
{
    Shapes shapes = asFirst(call);
    if (!shapes.empty())
        shapes.front().type = call.input(2) != nullptr ? call.input(2)->type : onnxType(2);
    return shapes;
}
Shapes dequantize(const OnnxCall& call)
{
    Shapes shapes = asFirst(call);
    if (!shapes.empty())
        shapes.front().type = call.input(1) != nullptr ? call.input(1)->type : onnxType(1);
    return shapes;
}
Shapes dynamicQuantize(const OnnxCall& call)
{
    Shapes shapes = asFirstOfType(call, 2);
    if (!shapes.empty()) {
        shapes.push_back({onnxType(1), {}, std::nullopt});
        shapes.push_back({onnxType(2), {}, std::nullopt});
    }
    return shapes;
}

/// The result, and the mean and deviation of each row.
Shapes layerNormalization(const OnnxCall& call)
{
    Shapes shapes = asFirst(call);
    if (shapes.empty())
        return {};
    const auto axis = OnnxCall::axis(call.node().integer("axis", -1), shapes.front().dims.size());
    if (!axis)
        return {};
    OnnxShape rows{onnxType(1), shapes.front().dims, std::nullopt};
    std::fill(rows.dims.begin() + static_cast<std::ptrdiff_t>(*axis), rows.dims.end(), 1);
    shapes.push_back(rows);
    shapes.push_back(rows);
    return shapes;
}

constexpr auto kPointwise = std::to_array<OnnxRuleRow>({
    {"Abs", asFirst},
    {"Acos", asFirst},
    {"Acosh", asFirst},
    {"Asin", asFirst},
    {"Asinh", asFirst},
    {"Atan", asFirst},
    {"Atanh", asFirst},
    {"BatchNormalization", asFirst},
    {"BitwiseNot", asFirst},
    {"Ceil", asFirst},
    {"Celu", asFirst},
    {"Clip", asFirst},
    {"Cos", asFirst},
    {"Cosh", asFirst},
    {"CumSum", asFirst},
    {"Elu", asFirst},
    {"Erf", asFirst},
    {"Exp", asFirst},
    {"Floor", asFirst},
    {"Gelu", asFirst},
    {"GroupNormalization", asFirst},
    {"HardSigmoid", asFirst},
    {"HardSwish", asFirst},
    {"Hardmax", asFirst},
    {"InstanceNormalization", asFirst},
    {"LRN", asFirst},
    {"LeakyRelu", asFirst},
    {"Log", asFirst},
    {"LogSoftmax", asFirst},
    {"LpNormalization", asFirst},
    {"MeanVarianceNormalization", asFirst},
    {"Mish", asFirst},
    {"Neg", asFirst},
    {"Not", asFirst},
    {"PRelu", asFirst},
    {"RMSNormalization", asFirst},
    {"Reciprocal", asFirst},
    {"Relu", asFirst},
    {"Round", asFirst},
    {"ScatterElements", asFirst},
    {"ScatterND", asFirst},
    {"Selu", asFirst},
    {"Shrink", asFirst},
    {"Sigmoid", asFirst},
    {"Sign", asFirst},
    {"Sin", asFirst},
    {"Sinh", asFirst},
    {"Softmax", asFirst},
    {"Softplus", asFirst},
    {"Softsign", asFirst},
    {"Sqrt", asFirst},
    {"Swish", asFirst},
    {"Tan", asFirst},
    {"Tanh", asFirst},
    {"ThresholdedRelu", asFirst},
    {"Trilu", asFirst},
    {"Identity", identity},
    {"Dropout", dropout},
    {"IsInf", truth},
    {"IsNaN", truth},
    {"Cast", cast},
    {"CastLike", castLike},
    {"LayerNormalization", layerNormalization},
    {"Add", elementwise},
    {"Sub", elementwise},
    {"Mul", elementwise},
    {"Div", elementwise},
    {"Pow", elementwise},
    {"Mod", elementwise},
    {"Max", elementwise},
    {"Min", elementwise},
    {"Sum", elementwise},
    {"Mean", elementwise},
    {"BitShift", elementwise},
    {"BitwiseAnd", elementwise},
    {"BitwiseOr", elementwise},
    {"BitwiseXor", elementwise},
    {"And", compare},
    {"Or", compare},
    {"Xor", compare},
    {"Equal", compare},
    {"Greater", compare},
    {"GreaterOrEqual", compare},
    {"Less", compare},
    {"LessOrEqual", compare},
    {"Where", where},
    {"QuantizeLinear", quantize},
    {"DequantizeLinear", dequantize},
    {"DynamicQuantizeLinear", dynamicQuantize},
});

} // namespace

std::span<const OnnxRuleRow> pointwiseRules() { return kPointwise; }

} // namespace headroom::files
