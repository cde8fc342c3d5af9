// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OnnxRules.h"

#include <algorithm>
#include <array>

// Products, convolutions, pools, reductions and recurrent layers.

namespace headroom::files {
namespace {

using Dims = std::vector<std::uint64_t>;
using Numbers = std::vector<std::int64_t>;
using Shapes = std::vector<OnnxShape>;

std::optional<Dims> product(const Dims& left, const Dims& right)
{
    if (left.empty() || right.empty())
        return std::nullopt;
    Dims a = left;
    Dims b = right;
    const bool isRow = a.size() == 1;
    const bool isColumn = b.size() == 1;
    if (isRow)
        a.insert(a.begin(), 1);
    if (isColumn)
        b.push_back(1);
    if (a.back() != b[b.size() - 2])
        return std::nullopt;
    Dims dims(std::max(a.size(), b.size()));
    for (std::size_t i = 2; i < dims.size(); ++i) {
        const std::uint64_t x = i < a.size() ? a[a.size() - 1 - i] : 1;
        const std::uint64_t y = i < b.size() ? b[b.size() - 1 - i] : 1;
        if (x != y && x != 1 && y != 1)
            return std::nullopt;
        dims[dims.size() - 1 - i] = x == 1 ? y : x;
    }
    dims[dims.size() - 2] = a[a.size() - 2];
    dims.back() = b.back();
    if (isColumn)
        dims.pop_back();
    if (isRow)
        dims.erase(dims.end() - (isColumn ? 1 : 2));
    return dims;
}

Shapes productOf(const OnnxCall& call, std::size_t right, const OnnxType* type)
{
    if (call.input(0) == nullptr || call.input(right) == nullptr)
        return {};
    const auto dims = product(call.input(0)->dims, call.input(right)->dims);
    return dims ? Shapes{{type, *dims, std::nullopt}} : Shapes();
}
Shapes matMul(const OnnxCall& call)
{
    return call.input(0) != nullptr ? productOf(call, 1, call.input(0)->type) : Shapes();
}
Shapes matMulInteger(const OnnxCall& call) { return productOf(call, 1, onnxType(6)); }
Shapes qLinearMatMul(const OnnxCall& call)
{
    return call.input(7) != nullptr ? productOf(call, 3, call.input(7)->type) : Shapes();
}

Shapes gemm(const OnnxCall& call)
{
    const OnnxShape* a = call.input(0);
    const OnnxShape* b = call.input(1);
    if (a == nullptr || b == nullptr || a->dims.size() != 2 || b->dims.size() != 2)
        return {};
    const std::size_t rows = call.node().integer("transA", 0) != 0 ? 1 : 0;
    const std::size_t columns = call.node().integer("transB", 0) != 0 ? 0 : 1;
    return {{a->type, {a->dims[rows], b->dims[columns]}, std::nullopt}};
}

std::int64_t at(const Numbers* list, std::size_t index, std::int64_t otherwise)
{
    return list != nullptr && index < list->size() ? (*list)[index] : otherwise;
}

constexpr std::int64_t kLargestWindow = 1 << 20;

bool isWindow(std::int64_t value) { return value >= 1 && value <= kLargestWindow; }

/// The spatial sizes after a window has moved over them; none where it does not fit.
std::optional<Dims> windowed(const OnnxNode& node, const Dims& spatial, const Numbers& kernel)
{
    const Numbers* strides = node.list("strides");
    const Numbers* dilations = node.list("dilations");
    const Numbers* pads = node.list("pads");
    const std::string mode = node.text("auto_pad");
    const bool isCeiling = node.integer("ceil_mode", 0) != 0;
    Dims sizes;
    for (std::size_t i = 0; i < spatial.size(); ++i) {
        const std::int64_t stride = at(strides, i, 1);
        const std::int64_t dilation = at(dilations, i, 1);
        if (!isWindow(stride) || !isWindow(dilation) || !isWindow(kernel[i]))
            return std::nullopt;
        const auto size = static_cast<std::int64_t>(spatial[i]);
        if (mode.starts_with("SAME")) {
            sizes.push_back(static_cast<std::uint64_t>((size + stride - 1) / stride));
            continue;
        }
        const std::int64_t before = mode == "VALID" ? 0 : at(pads, i, 0);
        const std::int64_t after = mode == "VALID" ? 0 : at(pads, i + spatial.size(), 0);
        if (before < 0 || after < 0 || before > kLargestWindow || after > kLargestWindow)
            return std::nullopt;
        const std::int64_t room = size + before + after - ((kernel[i] - 1) * dilation + 1);
        if (room < 0)
            return std::nullopt;
        std::int64_t steps = room / stride;
        // A window that begins in the padding behind is left out.
        if (isCeiling && room % stride != 0 && (steps + 1) * stride < size + before)
            ++steps;
        sizes.push_back(static_cast<std::uint64_t>(steps + 1));
    }
    return sizes;
}

Shapes convolution(const OnnxCall& call, std::size_t weight, const OnnxType* type)
{
    const OnnxShape* x = call.input(0);
    const OnnxShape* w = call.input(weight);
    if (x == nullptr || w == nullptr || x->dims.size() < 3 || w->dims.size() != x->dims.size())
        return {};
    Numbers kernel(w->dims.begin() + 2, w->dims.end());
    const auto sizes = windowed(call.node(), {x->dims.begin() + 2, x->dims.end()}, kernel);
    if (!sizes)
        return {};
    OnnxShape result{type, {x->dims[0], w->dims[0]}, std::nullopt};
    result.dims.insert(result.dims.end(), sizes->begin(), sizes->end());
    return {result};
}
Shapes conv(const OnnxCall& call)
{
    return call.input(0) != nullptr ? convolution(call, 1, call.input(0)->type) : Shapes();
}
Shapes convInteger(const OnnxCall& call) { return convolution(call, 1, onnxType(6)); }
Shapes qLinearConv(const OnnxCall& call)
{
    return call.input(7) != nullptr ? convolution(call, 3, call.input(7)->type) : Shapes();
}

Shapes convTranspose(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const OnnxShape* w = call.input(1);
    const OnnxNode& node = call.node();
    if (x == nullptr || w == nullptr || x->dims.size() < 3 || w->dims.size() != x->dims.size())
        return {};
    const std::int64_t groups = node.integer("group", 1);
    if (!isWindow(groups))
        return {};
    OnnxShape result{
        x->type, {x->dims[0], w->dims[1] * static_cast<std::uint64_t>(groups)}, std::nullopt};
    const std::size_t spatial = x->dims.size() - 2;
    for (std::size_t i = 0; i < spatial; ++i) {
        const std::int64_t stride = at(node.list("strides"), i, 1);
        const std::int64_t dilation = at(node.list("dilations"), i, 1);
        if (!isWindow(stride) || !isWindow(dilation) || w->dims[i + 2] > kLargestWindow
            || x->dims[i + 2] > static_cast<std::uint64_t>(kLargestWindow) * kLargestWindow)
            return {};
        if (const Numbers* given = node.list("output_shape"); given != nullptr) {
            if (at(given, i, -1) < 0)
                return {};
            result.dims.push_back(static_cast<std::uint64_t>((*given)[i]));
            continue;
        }
        const auto size = static_cast<std::int64_t>(x->dims[i + 2]);
        const auto kernel = static_cast<std::int64_t>(w->dims[i + 2]);
        const bool isSame = node.text("auto_pad").starts_with("SAME");
        const std::int64_t made = isSame
            ? size * stride
            : stride * (size - 1) + at(node.list("output_padding"), i, 0) + (kernel - 1) * dilation
                + 1 - at(node.list("pads"), i, 0) - at(node.list("pads"), i + spatial, 0);
        if (made < 0)
            return {};
        result.dims.push_back(static_cast<std::uint64_t>(made));
    }
    return {result};
}

/// The result, and of MaxPool where its values come from.
Shapes pool(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const Numbers* kernel = call.node().list("kernel_shape");
    if (x == nullptr || kernel == nullptr || x->dims.size() < 3
        || kernel->size() != x->dims.size() - 2)
        return {};
    const auto sizes = windowed(call.node(), {x->dims.begin() + 2, x->dims.end()}, *kernel);
    if (!sizes)
        return {};
    OnnxShape result{x->type, {x->dims[0], x->dims[1]}, std::nullopt};
    result.dims.insert(result.dims.end(), sizes->begin(), sizes->end());
    return {result, {onnxType(7), result.dims, std::nullopt}};
}

Shapes globalPool(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    if (x == nullptr || x->dims.size() < 2)
        return {};
    OnnxShape result{x->type, x->dims, std::nullopt};
    std::fill(result.dims.begin() + 2, result.dims.end(), 1);
    return {result};
}

Shapes reduced(const OnnxCall& call, const Numbers* axes, const OnnxType* type)
{
    const OnnxShape* x = call.input(0);
    const bool keeps = call.node().integer("keepdims", 1) != 0;
    const bool isAll = axes == nullptr || axes->empty();
    if (isAll && call.node().integer("noop_with_empty_axes", 0) != 0)
        return {{type, x->dims, std::nullopt}};
    std::vector<bool> gone(x->dims.size(), isAll);
    for (std::size_t i = 0; !isAll && i < axes->size(); ++i) {
        const auto axis = OnnxCall::axis((*axes)[i], gone.size());
        if (!axis)
            return {};
        gone[*axis] = true;
    }
    OnnxShape result{type, {}, std::nullopt};
    for (std::size_t i = 0; i < gone.size(); ++i) {
        if (!gone[i])
            result.dims.push_back(x->dims[i]);
        else if (keeps)
            result.dims.push_back(1);
    }
    return {result};
}
Shapes reduce(const OnnxCall& call)
{
    const Numbers* axes = call.listOr("axes", 1);
    if (call.input(0) == nullptr || (axes == nullptr && call.input(1) != nullptr))
        return {};
    return reduced(call, axes, call.input(0)->type);
}
Shapes argument(const OnnxCall& call)
{
    if (call.input(0) == nullptr)
        return {};
    const Numbers axis{call.node().integer("axis", 0)};
    return reduced(call, &axis, onnxType(7));
}

Shapes topK(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const Numbers* count = call.listOr("k", 1);
    if (x == nullptr || count == nullptr || count->size() != 1 || count->front() < 0)
        return {};
    const auto axis = OnnxCall::axis(call.node().integer("axis", -1), x->dims.size());
    if (!axis)
        return {};
    OnnxShape values{x->type, x->dims, std::nullopt};
    values.dims[*axis] = static_cast<std::uint64_t>(count->front());
    return {values, {onnxType(7), values.dims, std::nullopt}};
}

Shapes resize(const OnnxCall& call)
{
    // Later opsets give the sizes; scales are floats, which are not followed.
    const Numbers* sizes = call.numbers(3);
    if (call.input(0) == nullptr || sizes == nullptr || sizes->size() != call.input(0)->dims.size())
        return {};
    OnnxShape result{call.input(0)->type, {}, std::nullopt};
    for (const std::int64_t size : *sizes)
        result.dims.push_back(static_cast<std::uint64_t>(std::max<std::int64_t>(size, 0)));
    return {result};
}

/// LSTM, GRU and RNN: all steps, the last hidden state, the last cell.
Shapes recurrent(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const OnnxShape* w = call.input(2);
    if (x == nullptr || w == nullptr || x->dims.size() != 3 || w->dims.size() != 3)
        return {};
    const std::uint64_t directions = w->dims[0];
    const std::uint64_t width = w->dims[2];
    const bool isBatchFirst = call.node().integer("layout", 0) != 0;
    const std::uint64_t steps = x->dims[isBatchFirst ? 1 : 0];
    const std::uint64_t batch = x->dims[isBatchFirst ? 0 : 1];
    const OnnxShape last{x->type,
        isBatchFirst ? Dims{batch, directions, width} : Dims{directions, batch, width},
        std::nullopt};
    const OnnxShape all{x->type,
        isBatchFirst ? Dims{batch, steps, directions, width}
                     : Dims{steps, directions, batch, width},
        std::nullopt};
    return {all, last, last};
}

constexpr auto kNetwork = std::to_array<OnnxRuleRow>({
    {"MatMul", matMul},
    {"MatMulInteger", matMulInteger},
    {"QLinearMatMul", qLinearMatMul},
    {"Gemm", gemm},
    {"Conv", conv},
    {"ConvInteger", convInteger},
    {"QLinearConv", qLinearConv},
    {"ConvTranspose", convTranspose},
    {"MaxPool", pool},
    {"AveragePool", pool},
    {"LpPool", pool},
    {"GlobalAveragePool", globalPool},
    {"GlobalMaxPool", globalPool},
    {"GlobalLpPool", globalPool},
    {"ReduceL1", reduce},
    {"ReduceL2", reduce},
    {"ReduceLogSum", reduce},
    {"ReduceLogSumExp", reduce},
    {"ReduceMax", reduce},
    {"ReduceMean", reduce},
    {"ReduceMin", reduce},
    {"ReduceProd", reduce},
    {"ReduceSum", reduce},
    {"ReduceSumSquare", reduce},
    {"ArgMax", argument},
    {"ArgMin", argument},
    {"TopK", topK},
    {"Resize", resize},
    {"LSTM", recurrent},
    {"GRU", recurrent},
    {"RNN", recurrent},
});

} // namespace

std::span<const OnnxRuleRow> networkRules() { return kNetwork; }

} // namespace headroom::files
