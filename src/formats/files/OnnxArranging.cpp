// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OnnxRules.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

// Operators that arrange, cut and join, and those that make or look at shapes.

namespace headroom::files {
namespace {

using Dims = std::vector<std::uint64_t>;
using Numbers = std::vector<std::int64_t>;
using Shapes = std::vector<OnnxShape>;

constexpr std::size_t kMostNumbers = 64;

std::uint64_t countOf(const Dims& dims)
{
    // Shapes are sound: the product fits.
    return std::accumulate(dims.begin(), dims.end(), std::uint64_t{1}, std::multiplies<>());
}

std::optional<Dims> dimsOf(const Numbers& numbers)
{
    Dims dims;
    for (const std::int64_t size : numbers) {
        if (size < 0)
            return std::nullopt;
        dims.push_back(static_cast<std::uint64_t>(size));
    }
    return dims;
}

Shapes list(const Numbers& numbers) { return {{onnxType(7), {numbers.size()}, numbers}}; }

Shapes shape(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    if (x == nullptr)
        return {};
    const auto rank = static_cast<std::int64_t>(x->dims.size());
    const auto place = [&](const char* key, std::int64_t otherwise) {
        const std::int64_t at = call.node().integer(key, otherwise);
        return std::clamp<std::int64_t>(at < 0 ? at + rank : at, 0, rank);
    };
    const std::int64_t start = place("start", 0);
    const std::int64_t end = std::max(start, place("end", rank));
    return list(Numbers(x->dims.begin() + start, x->dims.begin() + end));
}

Shapes size(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    if (x == nullptr)
        return {};
    return {{onnxType(7), {}, Numbers{static_cast<std::int64_t>(countOf(x->dims))}}};
}

Shapes constantOfShape(const OnnxCall& call)
{
    const Numbers* sizes = call.numbers(0);
    const auto dims = sizes != nullptr ? dimsOf(*sizes) : std::nullopt;
    const auto type = static_cast<std::uint64_t>(call.node().integer("value_type", 1));
    return dims ? Shapes{{onnxType(type), *dims, std::nullopt}} : Shapes();
}

Shapes reshape(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const Numbers* wanted = call.listOr("shape", 1);
    if (x == nullptr || wanted == nullptr)
        return {};
    const bool keepsZero = call.node().integer("allowzero", 0) != 0;
    Dims dims;
    std::optional<std::size_t> open;
    for (std::size_t i = 0; i < wanted->size(); ++i) {
        const std::int64_t asked = (*wanted)[i];
        if (asked == -1 && !open) {
            open = i;
            dims.push_back(1);
        } else if (asked == 0 && !keepsZero && i < x->dims.size()) {
            dims.push_back(x->dims[i]);
        } else if (asked >= 0) {
            dims.push_back(static_cast<std::uint64_t>(asked));
        } else {
            return {};
        }
    }
    const std::uint64_t all = countOf(x->dims);
    std::uint64_t rest = 1;
    for (const std::uint64_t d : dims) {
        if (d != 0 && rest > std::numeric_limits<std::uint64_t>::max() / d)
            return {};
        rest *= d;
    }
    if (open) {
        if (rest == 0 || all % rest != 0)
            return {};
        dims[*open] = all / rest;
    } else if (rest != all) {
        return {};
    }
    return {{x->type, dims, x->numbers}};
}

Shapes flatten(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    if (x == nullptr)
        return {};
    const auto rank = static_cast<std::int64_t>(x->dims.size());
    std::int64_t axis = call.node().integer("axis", 1);
    axis = axis < 0 ? axis + rank : axis;
    if (axis < 0 || axis > rank)
        return {};
    const auto middle = x->dims.begin() + axis;
    return {{x->type, {countOf({x->dims.begin(), middle}), countOf({middle, x->dims.end()})},
        std::nullopt}};
}

Shapes transpose(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    if (x == nullptr)
        return {};
    Dims dims(x->dims.rbegin(), x->dims.rend());
    if (const Numbers* order = call.node().list("perm")) {
        if (order->size() != dims.size())
            return {};
        for (std::size_t i = 0; i < dims.size(); ++i) {
            const auto from = OnnxCall::axis((*order)[i], dims.size());
            if (!from)
                return {};
            dims[i] = x->dims[*from];
        }
    }
    return {{x->type, dims, std::nullopt}};
}

Shapes concat(const OnnxCall& call)
{
    const OnnxShape* first = call.input(0);
    if (first == nullptr)
        return {};
    const auto axis = OnnxCall::axis(call.node().integer("axis", 0), first->dims.size());
    if (!axis)
        return {};
    OnnxShape result{first->type, first->dims, Numbers()};
    result.dims[*axis] = 0;
    for (std::size_t i = 0; i < call.inputs(); ++i) {
        const OnnxShape* part = call.input(i);
        if (part == nullptr || part->dims.size() != first->dims.size())
            return {};
        result.dims[*axis] += part->dims[*axis];
        if (result.numbers && part->numbers && first->dims.size() == 1
            && result.numbers->size() + part->numbers->size() <= kMostNumbers)
            result.numbers->insert(
                result.numbers->end(), part->numbers->begin(), part->numbers->end());
        else
            result.numbers.reset();
    }
    return {result};
}

Shapes split(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    if (x == nullptr)
        return {};
    const auto axis = OnnxCall::axis(call.node().integer("axis", 0), x->dims.size());
    const std::size_t parts = call.node().outputs.size();
    if (!axis || parts == 0)
        return {};
    const Numbers* sizes = call.listOr("split", 1);
    const std::uint64_t each = (x->dims[*axis] + parts - 1) / parts;
    Shapes shapes;
    std::uint64_t left = x->dims[*axis];
    for (std::size_t i = 0; i < parts; ++i) {
        const bool isGiven = sizes != nullptr && i < sizes->size();
        const std::uint64_t taken = isGiven
            ? static_cast<std::uint64_t>(std::max<std::int64_t>((*sizes)[i], 0))
            : std::min(each, left);
        left -= std::min(left, taken);
        OnnxShape part{x->type, x->dims, std::nullopt};
        part.dims[*axis] = taken;
        shapes.push_back(std::move(part));
    }
    return shapes;
}

/// Elements of an axis from start to end by steps, as Python counts.
struct Range {
    std::int64_t start = 0;
    std::int64_t step = 1;
    std::uint64_t count = 0;
};
Range rangeOf(std::int64_t start, std::int64_t end, std::int64_t step, std::uint64_t length)
{
    const auto size = static_cast<std::int64_t>(length);
    const auto at = [&](std::int64_t index, std::int64_t lowest, std::int64_t highest) {
        return std::clamp(index < 0 && index >= -size ? index + size : index, lowest, highest);
    };
    if (step > 0) {
        start = at(start, 0, size);
        end = at(end, 0, size);
        const std::int64_t span = std::max<std::int64_t>(0, end - start);
        return {start, step, static_cast<std::uint64_t>(span / step + (span % step != 0 ? 1 : 0))};
    }
    start = at(start, 0, size - 1);
    end = at(end, -1, size - 1);
    const std::int64_t span = std::max<std::int64_t>(0, start - end);
    const std::int64_t stride = step == std::numeric_limits<std::int64_t>::min()
        ? std::numeric_limits<std::int64_t>::max()
        : -step;
    return {start, step, static_cast<std::uint64_t>(span / stride + (span % stride != 0 ? 1 : 0))};
}

Shapes slice(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const Numbers* starts = call.listOr("starts", 1);
    const Numbers* ends = call.listOr("ends", 2);
    const Numbers* axes = call.listOr("axes", 3);
    const Numbers* steps = call.numbers(4);
    if (x == nullptr || starts == nullptr || ends == nullptr || starts->size() != ends->size()
        || (axes == nullptr && call.input(3) != nullptr)
        || (axes != nullptr && axes->size() != starts->size())
        || (steps != nullptr && steps->size() != starts->size()))
        return {};
    OnnxShape result{x->type, x->dims, std::nullopt};
    for (std::size_t i = 0; i < starts->size(); ++i) {
        const auto axis = OnnxCall::axis(
            axes != nullptr ? (*axes)[i] : static_cast<std::int64_t>(i), x->dims.size());
        const std::int64_t step = steps != nullptr ? (*steps)[i] : 1;
        if (!axis || step == 0)
            return {};
        const Range range = rangeOf((*starts)[i], (*ends)[i], step, x->dims[*axis]);
        result.dims[*axis] = range.count;
        if (x->numbers && x->dims.size() == 1 && x->numbers->size() == x->dims[0]) {
            Numbers taken;
            for (std::uint64_t k = 0; k < range.count; ++k)
                taken.push_back((*x->numbers)[static_cast<std::size_t>(
                    range.start + static_cast<std::int64_t>(k) * range.step)]);
            result.numbers = std::move(taken);
        }
    }
    return {result};
}

Shapes squeeze(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const Numbers* axes = call.listOr("axes", 1);
    if (x == nullptr || (axes == nullptr && call.input(1) != nullptr))
        return {};
    std::vector<bool> gone(x->dims.size(), false);
    for (std::size_t i = 0; axes == nullptr && i < gone.size(); ++i)
        gone[i] = x->dims[i] == 1;
    for (std::size_t i = 0; axes != nullptr && i < axes->size(); ++i) {
        const auto axis = OnnxCall::axis((*axes)[i], gone.size());
        if (!axis)
            return {};
        gone[*axis] = true;
    }
    OnnxShape result{x->type, {}, x->numbers};
    for (std::size_t i = 0; i < gone.size(); ++i) {
        if (!gone[i])
            result.dims.push_back(x->dims[i]);
    }
    return {result};
}

Shapes unsqueeze(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const Numbers* axes = call.listOr("axes", 1);
    if (x == nullptr || axes == nullptr)
        return {};
    const std::size_t rank = x->dims.size() + axes->size();
    std::vector<bool> made(rank, false);
    for (const std::int64_t at : *axes) {
        const auto axis = OnnxCall::axis(at, rank);
        if (!axis || made[*axis])
            return {};
        made[*axis] = true;
    }
    OnnxShape result{x->type, {}, x->numbers};
    auto next = x->dims.begin();
    for (const bool isMade : made)
        result.dims.push_back(isMade ? 1 : *next++);
    return {result};
}

Shapes gather(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const OnnxShape* indices = call.input(1);
    if (x == nullptr || indices == nullptr)
        return {};
    const auto axis = OnnxCall::axis(call.node().integer("axis", 0), x->dims.size());
    if (!axis)
        return {};
    const auto at = static_cast<std::ptrdiff_t>(*axis);
    OnnxShape result{x->type, {x->dims.begin(), x->dims.begin() + at}, std::nullopt};
    result.dims.insert(result.dims.end(), indices->dims.begin(), indices->dims.end());
    result.dims.insert(result.dims.end(), x->dims.begin() + at + 1, x->dims.end());
    if (x->numbers && indices->numbers && x->dims.size() == 1) {
        Numbers taken;
        for (const std::int64_t index : *indices->numbers) {
            const auto from = OnnxCall::axis(index, x->numbers->size());
            if (!from)
                return {result};
            taken.push_back((*x->numbers)[*from]);
        }
        result.numbers = std::move(taken);
    }
    return {result};
}

Shapes gatherElements(const OnnxCall& call)
{
    if (call.input(0) == nullptr || call.input(1) == nullptr)
        return {};
    return {{call.input(0)->type, call.input(1)->dims, std::nullopt}};
}

Shapes gatherNd(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const OnnxShape* indices = call.input(1);
    if (x == nullptr || indices == nullptr || indices->dims.empty())
        return {};
    const auto batch =
        static_cast<std::uint64_t>(std::max<std::int64_t>(call.node().integer("batch_dims", 0), 0));
    const std::uint64_t taken = indices->dims.back();
    if (taken > x->dims.size() || batch > x->dims.size() - taken)
        return {};
    OnnxShape result{x->type, {indices->dims.begin(), indices->dims.end() - 1}, std::nullopt};
    result.dims.insert(result.dims.end(),
        x->dims.begin() + static_cast<std::ptrdiff_t>(batch + taken), x->dims.end());
    return {result};
}

Shapes expand(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const Numbers* wanted = call.numbers(1);
    const auto asked = wanted != nullptr ? dimsOf(*wanted) : std::nullopt;
    if (x == nullptr || !asked)
        return {};
    Dims dims(std::max(asked->size(), x->dims.size()), 1);
    for (std::size_t i = 0; i < dims.size(); ++i) {
        const std::uint64_t a = i < x->dims.size() ? x->dims[x->dims.size() - 1 - i] : 1;
        const std::uint64_t b = i < asked->size() ? (*asked)[asked->size() - 1 - i] : 1;
        if (a != b && a != 1 && b != 1)
            return {};
        dims[dims.size() - 1 - i] = a == 1 ? b : a;
    }
    return {{x->type, dims, std::nullopt}};
}

Shapes tile(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const Numbers* times = call.numbers(1);
    const auto repeats = times != nullptr ? dimsOf(*times) : std::nullopt;
    if (x == nullptr || !repeats || repeats->size() != x->dims.size())
        return {};
    OnnxShape result{x->type, x->dims, std::nullopt};
    for (std::size_t i = 0; i < result.dims.size(); ++i) {
        if (__builtin_mul_overflow(result.dims[i], (*repeats)[i], &result.dims[i]))
            return {};
    }
    return {result};
}

Shapes pad(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const Numbers* pads = call.listOr("pads", 1);
    if (x == nullptr || pads == nullptr || pads->size() != 2 * x->dims.size()
        || call.input(3) != nullptr)
        return {};
    OnnxShape result{x->type, x->dims, std::nullopt};
    for (std::size_t i = 0; i < x->dims.size(); ++i) {
        std::int64_t size = static_cast<std::int64_t>(x->dims[i]);
        if (__builtin_add_overflow(size, (*pads)[i], &size)
            || __builtin_add_overflow(size, (*pads)[i + x->dims.size()], &size) || size < 0)
            return {};
        result.dims[i] = static_cast<std::uint64_t>(size);
    }
    return {result};
}

Shapes range(const OnnxCall& call)
{
    const Numbers* start = call.numbers(0);
    const Numbers* limit = call.numbers(1);
    const Numbers* delta = call.numbers(2);
    if (start == nullptr || limit == nullptr || delta == nullptr || start->size() != 1
        || limit->size() != 1 || delta->size() != 1 || delta->front() <= 0
        || limit->front() < start->front() || start->front() < 0)
        return {};
    const std::int64_t span = limit->front() - start->front();
    const std::int64_t step = delta->front();
    return {{call.input(0)->type,
        {static_cast<std::uint64_t>(span / step + (span % step != 0 ? 1 : 0))}, std::nullopt}};
}

Shapes depthToSpace(const OnnxCall& call)
{
    const OnnxShape* x = call.input(0);
    const std::int64_t asked = call.node().integer("blocksize", 0);
    constexpr std::int64_t kMost = 4096;
    if (x == nullptr || x->dims.size() != 4 || asked < 1 || asked > kMost)
        return {};
    const auto block = static_cast<std::uint64_t>(asked);
    const Dims& d = x->dims;
    if (call.node().type == "DepthToSpace")
        return {
            {x->type, {d[0], d[1] / (block * block), d[2] * block, d[3] * block}, std::nullopt}};
    return {{x->type, {d[0], d[1] * block * block, d[2] / block, d[3] / block}, std::nullopt}};
}

constexpr auto kArranging = std::to_array<OnnxRuleRow>({
    {"Shape", shape},
    {"Size", size},
    {"ConstantOfShape", constantOfShape},
    {"Reshape", reshape},
    {"Flatten", flatten},
    {"Transpose", transpose},
    {"Concat", concat},
    {"Split", split},
    {"Slice", slice},
    {"Squeeze", squeeze},
    {"Unsqueeze", unsqueeze},
    {"Gather", gather},
    {"GatherElements", gatherElements},
    {"GatherND", gatherNd},
    {"Expand", expand},
    {"Tile", tile},
    {"Pad", pad},
    {"Range", range},
    {"DepthToSpace", depthToSpace},
    {"SpaceToDepth", depthToSpace},
});

} // namespace

std::span<const OnnxRuleRow> arrangingRules() { return kArranging; }

} // namespace headroom::files
