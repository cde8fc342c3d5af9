// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Factories.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Pointwise.h"

namespace headroom::engine {

Tensor arange(Engine& engine, std::int64_t count)
{
    return engine.make("aten.arange.default", {count}, Dtype::Int64);
}

Tensor filled(Engine& engine, const char* op, const Dims& sizes, Dtype dtype)
{
    return engine.make(op, sizes, dtype);
}

Tensor scalarTensor(Engine& engine, Dtype dtype)
{
    return engine.make("aten.scalar_tensor.default", {}, dtype);
}

Tensor tril(Tensor input)
{
    const Tensor self = std::move(input);
    return pointwise("aten.tril.default", {&self}, self.dtype());
}

Tensor where(Tensor condition, Tensor a, Tensor b)
{
    const Tensor flag = std::move(condition);
    const Tensor first = std::move(a);
    const Tensor second = std::move(b);
    return pointwise("aten.where.self", {&flag, &first, &second}, promote(first, second));
}

} // namespace headroom::engine
