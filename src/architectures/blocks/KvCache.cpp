// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/KvCache.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Views.h"

#include <algorithm>

namespace headroom::architectures {

using namespace engine;

KvCache::KvCache(std::vector<std::int64_t> windows, std::int32_t firstLayer)
    : m_layers(windows.size())
    , m_firstLayer(firstLayer)
{
    for (std::size_t i = 0; i < windows.size(); ++i)
        m_layers[i].window = windows[i];
}

namespace {

/// torch.cat([cached, new], dim=-2); before the first call the cache is a tensor of no bytes.
Tensor joined(const Tensor& cached, const Tensor& added)
{
    Tensor result = cached ? cat(list(cached, added), -2) : cat(list(added), -2);
    result.setRole(Role::KvCache);
    return result;
}

} // namespace

std::pair<Tensor, Tensor> KvCache::update(
    const Tensor& keys, const Tensor& values, std::size_t index)
{
    Layer& layer = m_layers[index];
    if (layer.window == 0) {
        layer.keys = joined(layer.keys, keys);
        layer.values = joined(layer.values, values);
        return {layer.keys, layer.values};
    }
    if (!layer.windowTensor)
        layer.windowTensor = keys.engine().make("aten._to_copy.default", {}, Dtype::Int64);
    Tensor allKeys = joined(layer.keys, keys);
    Tensor allValues = joined(layer.values, values);
    const std::int64_t length = allKeys.size(-2);
    // full[:, :, -window + 1:, :]: a window of one position slices from 0 on.
    const std::int64_t start =
        layer.window == 1 ? 0 : std::max<std::int64_t>(0, length - layer.window + 1);
    layer.keys = slice(allKeys, -2, start, length);
    layer.values = slice(allValues, -2, start, length);
    return {std::move(allKeys), std::move(allValues)};
}

bool KvCache::hasCross(std::size_t index) const
{
    return static_cast<bool>(m_layers[index].crossKeys);
}

std::pair<Tensor, Tensor> KvCache::updateCross(
    const Tensor& keys, const Tensor& values, std::size_t index)
{
    Layer& layer = m_layers[index];
    layer.crossKeys = joined({}, keys);
    layer.crossValues = joined({}, values);
    return {layer.crossKeys, layer.crossValues};
}

std::pair<Tensor, Tensor> KvCache::cross(std::size_t index) const
{
    return {m_layers[index].crossKeys, m_layers[index].crossValues};
}

std::int64_t KvCache::keyLength(std::int64_t queries, std::int64_t window) const
{
    if (window == 0 || m_length < window)
        return m_length + queries;
    return window - 1 + queries;
}

void KvCache::grow(std::int64_t positions)
{
    m_length = positions;
    std::int32_t index = m_firstLayer;
    for (Layer& layer : m_layers) {
        const std::int64_t kept =
            layer.window > 0 && positions >= layer.window ? layer.window - 1 : positions;
        for (Tensor* tensor : {&layer.keys, &layer.values}) {
            Engine& engine = tensor->engine();
            const InLayer block(engine, index);
            Dims sizes = tensor->sizes();
            sizes[2] = kept;
            const Dtype dtype = tensor->dtype();
            tensor->reset();
            *tensor = engine.make("aten.cat.default", sizes, dtype);
            tensor->setRole(Role::KvCache);
        }
        ++index;
    }
}

std::vector<std::uint64_t> KvCache::bytesOfLayers() const
{
    // A slice keeps the whole storage that it is a part of.
    std::vector<std::uint64_t> result;
    for (const Layer& layer : m_layers) {
        std::uint64_t sum = 0;
        for (const Tensor* tensor :
            {&layer.keys, &layer.values, &layer.crossKeys, &layer.crossValues}) {
            if (*tensor && tensor->storage()->number != Storage::kUntracked)
                sum += tensor->engine().ledger.births()[tensor->storage()->number].bytes;
        }
        result.push_back(sum);
    }
    return result;
}

} // namespace headroom::architectures
