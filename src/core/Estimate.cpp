// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Estimate.h"

namespace headroom {

std::span<const MemoryField> memoryFields()
{
    static constexpr auto kFields = std::to_array<MemoryField>({
        {"parameters", &MemoryBytes::parameters},
        {"buffers", &MemoryBytes::buffers},
        {"batch", &MemoryBytes::batch},
        {"master_weights", &MemoryBytes::masterWeights},
        {"optimizer_state", &MemoryBytes::optimizerState},
        {"gradients", &MemoryBytes::gradients},
        {"activations", &MemoryBytes::activations},
        {"kv_cache", &MemoryBytes::kvCache},
        {"sum", &MemoryBytes::sum},
        {"peak_forward", &MemoryBytes::peakForward},
        {"peak_backward", &MemoryBytes::peakBackward},
        {"peak_step", &MemoryBytes::peakStep},
        {"peak", &MemoryBytes::peak},
        {"workspace", &MemoryBytes::workspace},
        {"peak_allocated", &MemoryBytes::peakAllocated},
        {"peak_reserved", &MemoryBytes::peakReserved},
        {"used", &MemoryBytes::used},
    });
    return kFields;
}

const std::array<ComponentInfo, 7>& sumComponents()
{
    static constexpr std::array<ComponentInfo, 7> kComponents = {{
        {Role::Parameter, HEADROOM_TEXT("core", "Model parameters"), "parameters",
            "03-formulas#parameters", &MemoryBytes::parameters},
        {Role::Buffer, HEADROOM_TEXT("core", "Buffers"), "buffers", "03-formulas#parameters",
            &MemoryBytes::buffers},
        {Role::MasterWeight, HEADROOM_TEXT("core", "Master weights"), "master_weights",
            "03-formulas#master-weights", &MemoryBytes::masterWeights},
        {Role::OptimizerState, HEADROOM_TEXT("core", "Optimizer state"), "optimizer_state",
            "03-formulas#optimizer-state", &MemoryBytes::optimizerState},
        {Role::Gradient, HEADROOM_TEXT("core", "Gradients"), "gradients", "03-formulas#gradients",
            &MemoryBytes::gradients},
        {Role::Activation, HEADROOM_TEXT("core", "Activations"), "activations",
            "03-formulas#activations", &MemoryBytes::activations},
        {Role::KvCache, HEADROOM_TEXT("core", "KV cache"), "kv_cache", "03-formulas#kv-cache",
            &MemoryBytes::kvCache},
    }};
    return kComponents;
}

const ComponentInfo* findComponent(Role role)
{
    for (const ComponentInfo& component : sumComponents()) {
        if (component.role == role)
            return &component;
    }
    return nullptr;
}

const char* roleLabel(Role role)
{
    if (const ComponentInfo* component = findComponent(role))
        return component->label;
    return role == Role::Batch ? HEADROOM_TEXT("core", "Batch")
                               : HEADROOM_TEXT("core", "Temporaries");
}

Bytes Estimate::headline() const
{
    if (bytes.used)
        return *bytes.used;
    return bytes.peak ? *bytes.peak : bytes.sum.value_or(Bytes());
}

} // namespace headroom
