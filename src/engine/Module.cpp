// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Module.h"

namespace headroom::engine {

Module::Module(Module& parent, std::string_view name, std::int32_t layer)
    : m_model(parent.m_model)
    , m_path(parent.fullName(name))
    , m_id(parent.engine().ledger.addModule(m_path))
    , m_layer(layer == kNoLayer ? parent.m_layer : layer)
{
}

std::string Module::fullName(std::string_view name) const
{
    std::string full;
    full.reserve(m_path.size() + name.size() + 1);
    full = m_path;
    if (!full.empty())
        full += '.';
    full += name;
    return full;
}

Tensor Module::parameter(std::string_view name, const Dims& sizes)
{
    const InModule where(engine(), m_id);
    const InLayer block(engine(), m_layer);
    Parameter& parameter = m_model.parameters().emplace_back();
    parameter.name = fullName(name);
    parameter.module = m_id;
    parameter.tensor = engine().make("parameter", sizes, m_model.weights());
    parameter.tensor.setRole(Role::Parameter);
    parameter.leaf.layer = m_layer;
    makeLeaf(parameter.tensor, parameter.leaf, true);
    return parameter.tensor;
}

Tensor Module::buffer(std::string_view name, const Dims& sizes, Dtype dtype)
{
    const InModule where(engine(), m_id);
    const InLayer block(engine(), m_layer);
    Buffer& buffer = m_model.buffers().emplace_back();
    buffer.name = fullName(name);
    buffer.tensor = engine().make("buffer", sizes, dtype);
    buffer.tensor.setRole(Role::Buffer);
    return buffer.tensor;
}

void Module::replaceBuffer(std::string_view name, const Tensor& tensor) const
{
    const std::string full = fullName(name);
    for (Buffer& buffer : m_model.buffers()) {
        if (buffer.name == full)
            buffer.tensor = tensor;
    }
    tensor.setRole(Role::Buffer);
}

} // namespace headroom::engine
