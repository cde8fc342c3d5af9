// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Engine.h"

#include "headroom/engine/Impossible.h"

namespace headroom::engine {

Engine::Engine() = default;
Engine::~Engine() = default;

std::uint64_t elementBytes(Dtype dtype)
{
    switch (dtype) {
    case Dtype::Fp64:
    case Dtype::Int64:
        return 8;
    case Dtype::Fp32:
    case Dtype::Tf32:
    case Dtype::Int32:
        return 4;
    case Dtype::Bf16:
    case Dtype::Fp16:
    case Dtype::Int16:
        return 2;
    default:
        return 1;
    }
}

bool isFloating(Dtype dtype)
{
    return dtype == Dtype::Fp64 || dtype == Dtype::Fp32 || dtype == Dtype::Tf32 || isHalf(dtype);
}

bool isHalf(Dtype dtype) { return dtype == Dtype::Bf16 || dtype == Dtype::Fp16; }

std::uint64_t tensorBytes(const Dims& sizes, Dtype dtype)
{
    std::uint64_t bytes = 0;
    if (__builtin_mul_overflow(
            static_cast<std::uint64_t>(elements(sizes)), elementBytes(dtype), &bytes))
        throw Impossible::overflow("the bytes of a tensor " + toString(sizes));
    return bytes;
}

Tensor Engine::make(const char* op, const Dims& sizes, Dtype dtype)
{
    return makeStrided(op, sizes, contiguousStrides(sizes), dtype);
}

Tensor Engine::makeStrided(const char* op, const Dims& sizes, const Dims& strides, Dtype dtype)
{
    return makeOf(op, sizes, strides, dtype, tensorBytes(sizes, dtype));
}

Tensor Engine::makePadded(const char* op, const Dims& sizes, std::int64_t rowLength, Dtype dtype)
{
    Dims whole = sizes;
    whole[whole.rank() - 1] = rowLength;
    const auto missing = static_cast<std::uint64_t>(rowLength - sizes.back());
    return makeOf(op, sizes, contiguousStrides(whole), dtype,
        tensorBytes(whole, dtype) - missing * elementBytes(dtype));
}

Tensor Engine::makeOf(
    const char* op, const Dims& sizes, const Dims& strides, Dtype dtype, std::uint64_t bytes)
{
    std::uint32_t number = Storage::kUntracked;
    if (bytes > 0)
        number = ledger.birth({bytes, op, sizes, module, kNoLayer, dtype, Role::Temporary});
    Storage* storage = storages.take();
    storage->engine = this;
    storage->owners = 1;
    storage->number = number;
    TensorBody* body = bodies.take();
    body->owners = 1;
    body->output = 0;
    body->dtype = dtype;
    body->storage = storage;
    body->engine = this;
    body->node = nullptr;
    body->leaf = nullptr;
    body->sizes = sizes;
    body->strides = strides;
    return Tensor::adopt(body);
}

} // namespace headroom::engine
