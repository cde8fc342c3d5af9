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
    switch (role) {
    case Role::Batch:
        return HEADROOM_TEXT("core", "Batch");
    case Role::Workspace:
        return HEADROOM_TEXT("core", "Workspace");
    case Role::Convolutions:
        return HEADROOM_TEXT("core", "Convolutions' workspace");
    case Role::Kept:
        return HEADROOM_TEXT("core", "Kept by allocator");
    case Role::Context:
        return HEADROOM_TEXT("core", "Context");
    case Role::Communication:
        return HEADROOM_TEXT("core", "Communication");
    default:
        return HEADROOM_TEXT("core", "Temporaries");
    }
}

Estimate::Differences Estimate::differences() const
{
    Differences all;
    if (!peak)
        return all;
    // What the allocator's blocks add to many small tensors is no difference to speak of.
    const auto isRounding = [](std::uint64_t more, std::uint64_t of) {
        constexpr std::uint64_t kThousandth = 1000;
        return more < kMiB || more < of / kThousandth;
    };
    for (std::size_t i = 0; i < kRoleCount; ++i) {
        const auto role = static_cast<Role>(i);
        const ComponentInfo* component = findComponent(role);
        const Bytes inSum =
            component != nullptr ? (bytes.*component->member).value_or(Bytes()) : Bytes();
        const Bytes atPeak = peak->byRole[i];
        if (component != nullptr && atPeak >= inSum
            && isRounding(atPeak.value - inSum.value, inSum.value))
            all.rounding.value += atPeak.value - inSum.value;
        else if (atPeak != inSum)
            all.roles.push_back({role, inSum, atPeak});
    }
    return all;
}

Bytes Estimate::headline() const
{
    if (bytes.used)
        return *bytes.used;
    return bytes.peak ? *bytes.peak : bytes.sum.value_or(Bytes());
}

} // namespace headroom
