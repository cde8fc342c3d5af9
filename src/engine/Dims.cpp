// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Dims.h"

#include "headroom/engine/Impossible.h"

#include <limits>

namespace headroom::engine {

std::int64_t elements(const Dims& sizes)
{
    std::int64_t product = 1;
    for (std::int64_t size : sizes) {
        if (__builtin_mul_overflow(product, size, &product))
            throw Impossible::overflow("the number of elements of a tensor " + toString(sizes));
    }
    return product;
}

Dims contiguousStrides(const Dims& sizes)
{
    Dims strides = Dims::filled(sizes.rank(), 1);
    std::int64_t step = 1;
    for (std::size_t i = sizes.rank(); i-- > 0;) {
        strides[i] = step;
        const std::int64_t size = sizes[i] > 1 ? sizes[i] : 1;
        if (__builtin_mul_overflow(step, size, &step))
            throw Impossible::overflow("the number of elements of a tensor " + toString(sizes));
    }
    return strides;
}

bool isContiguous(const Dims& sizes, const Dims& strides)
{
    std::int64_t step = 1;
    for (std::size_t i = sizes.rank(); i-- > 0;) {
        if (sizes[i] == 0)
            return true;
        if (sizes[i] != 1) {
            if (strides[i] != step)
                return false;
            step *= sizes[i];
        }
    }
    return true;
}

bool isDense(const Dims& sizes, const Dims& strides)
{
    std::array<std::size_t, Dims::kMaxRank> order{};
    const std::size_t rank = sizes.rank();
    for (std::size_t i = 0; i < rank; ++i) {
        std::size_t at = i;
        while (at > 0 && strides[order[at - 1]] > strides[i]) {
            order[at] = order[at - 1];
            --at;
        }
        order[at] = i;
    }
    std::int64_t step = 1;
    for (std::size_t k = 0; k < rank; ++k) {
        const std::size_t i = order[k];
        if (sizes[i] == 0)
            return true;
        if (sizes[i] == 1)
            continue;
        if (strides[i] != step)
            return false;
        step *= sizes[i];
    }
    return true;
}

bool isChannelsLast(const Dims& sizes, const Dims& strides)
{
    if (sizes.rank() != 4 || strides[1] == 0)
        return false;
    std::int64_t least = 0;
    for (std::size_t axis : {1U, 3U, 2U, 0U}) {
        if (sizes[axis] == 0 || strides[axis] < least)
            return false;
        if (axis == 0 && least == strides[1])
            return false;
        least = sizes[axis] > 1 ? strides[axis] * sizes[axis] : strides[axis];
    }
    return true;
}

Dims channelsLastStrides(const Dims& sizes)
{
    const Dims moved = contiguousStrides({sizes[0], sizes[2], sizes[3], sizes[1]});
    return {moved[0], moved[3], moved[1], moved[2]};
}

std::string toString(const Dims& dims)
{
    std::string text = "[";
    for (std::size_t i = 0; i < dims.rank(); ++i) {
        if (i > 0)
            text += ", ";
        text += std::to_string(dims[i]);
    }
    return text + "]";
}

} // namespace headroom::engine
