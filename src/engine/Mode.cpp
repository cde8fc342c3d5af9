// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Mode.h"

#include "headroom/engine/operators/Copies.h"

namespace headroom::engine {

AutocastMode::AutocastMode(Engine& engine, bool enabled, Dtype low)
    : m_engine(engine)
    , m_outerEnabled(engine.autocast.enabled)
    , m_outerLow(engine.autocast.low)
{
    engine.autocast.enabled = enabled;
    engine.autocast.low = low;
    ++engine.autocast.nesting;
}

AutocastMode::~AutocastMode()
{
    Autocast& autocast = m_engine.autocast;
    if (--autocast.nesting == 0) {
        for (Leaf* leaf : autocast.casted)
            leaf->casted.reset();
        autocast.casted.clear();
    }
    autocast.enabled = m_outerEnabled;
    autocast.low = m_outerLow;
}

Tensor toLowPrecision(Tensor given)
{
    Tensor tensor = std::move(given);
    Engine& engine = tensor.engine();
    const Dtype low = engine.autocast.low;
    if (!engine.autocast.enabled || tensor.dtype() == low || tensor.dtype() == Dtype::Fp64
        || !isFloating(tensor.dtype()))
        return tensor;
    Leaf* leaf = tensor.leaf();
    if (!leaf || !tensor.requiresGrad() || tensor.dtype() != Dtype::Fp32)
        return toDtype(std::move(tensor), low);
    if (!leaf->casted) {
        leaf->casted = toDtype(std::move(tensor), low);
        engine.autocast.casted.push_back(leaf);
    }
    return leaf->casted;
}

Tensor toFullPrecision(Tensor given)
{
    Tensor tensor = std::move(given);
    if (!tensor.engine().autocast.enabled || !isHalf(tensor.dtype()))
        return tensor;
    return toDtype(std::move(tensor), Dtype::Fp32);
}

} // namespace headroom::engine
