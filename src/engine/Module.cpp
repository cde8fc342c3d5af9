// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Module.h"

#include "headroom/engine/Impossible.h"

namespace headroom::engine {

namespace {

constexpr std::string_view kCopy = ".modules_to_save.default";
constexpr std::string_view kOriginal = ".original_module";

/// PyTorch calls a bias "bias".
bool isBias(std::string_view name) { return name == "bias" || name.ends_with(".bias"); }

std::string joined(std::string_view path, std::string_view name)
{
    std::string full;
    full.reserve(path.size() + name.size() + kCopy.size() + 1);
    full = path;
    if (!full.empty())
        full += '.';
    full += name;
    return full;
}

} // namespace

Dtype Model::restDtype() const
{
    return m_adaptation.restInFp32 && isHalf(m_weights) ? Dtype::Fp32 : m_weights;
}

void Model::shareQuantizationMap()
{
    if (m_quantizationMap)
        return;
    const InModule where(m_engine, 0);
    const InLayer block(m_engine, kNoLayer);
    m_quantizationMap = m_engine.make("aten._to_copy.default", {256}, Dtype::Fp32);
    m_quantizationMap.setRole(Role::Parameter);
}

Module::Module(Module& parent, std::string_view name, std::int32_t layer)
    : m_model(parent.m_model)
    , m_path(joined(parent.m_path, name))
    , m_layer(layer == kNoLayer ? parent.m_layer : layer)
    , m_wrapped(parent.m_wrapped)
{
    if (m_wrapped == 0 && adaptation().saves(m_path)) {
        m_wrapped = m_path.size();
        m_path += kCopy;
    }
    m_model.moduleNames().all.push_back(m_path);
    std::string shown(adaptation().prefix());
    shown += m_path;
    m_id = engine().ledger.addModule(std::move(shown));
}

std::string Module::fullName(std::string_view name) const { return joined(m_path, name); }

std::string Module::originalName(std::string_view name) const
{
    std::string original = fullName(name);
    original.replace(m_wrapped, kCopy.size(), kOriginal);
    return original;
}

Parameter& Module::addParameter(std::string name, const Dims& sizes, Dtype dtype, bool trains)
{
    const InModule where(engine(), m_id);
    const InLayer block(engine(), m_layer);
    return addParameter(std::move(name), engine().make("parameter", sizes, dtype), trains);
}

Parameter& Module::addParameter(std::string name, Tensor tensor, bool trains)
{
    Parameter& parameter = m_model.parameters().emplace_back();
    parameter.module = m_id;
    parameter.count = elements(tensor.sizes());
    parameter.tensor = std::move(tensor);
    parameter.tensor.setRole(Role::Parameter);
    parameter.leaf.layer = m_layer;
    makeLeaf(parameter.tensor, parameter.leaf, trains && !adaptation().freezes(name));
    parameter.name = adaptation().prefix();
    parameter.name += name;
    return parameter;
}

Tensor Module::parameter(std::string_view name, const Dims& sizes)
{
    const Dtype dtype = m_model.restDtype();
    if (m_wrapped != 0) {
        originalParameter(name, sizes, dtype);
        return addParameter(fullName(name), sizes, dtype, true).tensor;
    }
    const std::optional<Adaptation::Lora>& lora = adaptation().lora;
    const bool trains = !lora || (lora->bias == AdapterBias::All && isBias(name));
    return addParameter(fullName(name), sizes, dtype, trains).tensor;
}

std::vector<Tensor> Module::flatParameters(const std::vector<NamedSizes>& parameters)
{
    std::int64_t count = 0;
    for (const NamedSizes& parameter : parameters) {
        if (__builtin_add_overflow(count, elements(parameter.sizes), &count))
            throw Impossible::overflow("the parameters of " + m_path);
    }
    const InModule where(engine(), m_id);
    const InLayer block(engine(), m_layer);
    const Tensor flat = engine().make("parameter", {count}, m_model.restDtype());
    std::vector<Tensor> tensors;
    for (const NamedSizes& parameter : parameters) {
        Tensor part = flat.alias(parameter.sizes, contiguousStrides(parameter.sizes));
        tensors.push_back(addParameter(fullName(parameter.name), std::move(part), true).tensor);
    }
    return tensors;
}

Parameter& Module::ownParameter(std::string_view name, const Dims& sizes, Dtype dtype, bool trains)
{
    return addParameter(fullName(name), sizes, dtype, trains);
}

Parameter& Module::originalParameter(std::string_view name, const Dims& sizes, Dtype dtype)
{
    Parameter& parameter = addParameter(originalName(name), sizes, dtype, false);
    parameter.idle = true;
    return parameter;
}

Tensor Module::buffer(std::string_view name, const Dims& sizes, Dtype dtype)
{
    const InModule where(engine(), m_id);
    const InLayer block(engine(), m_layer);
    const auto add = [&](std::string full) -> Tensor {
        Buffer& buffer = m_model.buffers().emplace_back();
        buffer.name = adaptation().prefix();
        buffer.name += full;
        buffer.tensor = engine().make("buffer", sizes, dtype);
        buffer.tensor.setRole(Role::Buffer);
        return buffer.tensor;
    };
    if (m_wrapped != 0)
        add(originalName(name));
    return add(fullName(name));
}

bool Module::takesAdapter(LayerKind kind)
{
    const std::optional<Adaptation::Lora>& lora = adaptation().lora;
    if (!lora || m_wrapped != 0)
        return false;
    m_model.moduleNames().adaptable.push_back(m_path);
    const bool takes = lora->allLinear ? kind == LayerKind::Linear : adaptation().targets(m_path);
    if (takes)
        m_model.moduleNames().adapted.push_back(m_path);
    return takes;
}

bool Module::takesFormerAdapter(std::string_view layer)
{
    if (!adaptation().lora || m_wrapped != 0)
        return false;
    const bool own = m_path.ends_with(layer);
    std::string name = own ? m_path : fullName(layer);
    m_model.moduleNames().adaptable.push_back(name);
    const bool takes = adaptation().targetsFormer(layer);
    if (takes)
        m_model.moduleNames().adapted.push_back(std::move(name));
    return takes;
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
