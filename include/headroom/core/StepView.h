// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Dtype.h"
#include "headroom/base/Role.h"
#include "headroom/core/Scenario.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace headroom::architectures {
struct StepLedger; // headroom/architectures/Step.h
}

namespace headroom {

/// A stretch of the step.
struct StepPhase {
    std::string name; ///< forward | backward | step | decode
    std::uint64_t begin = 0; ///< its first position
    std::uint64_t end = 0; ///< one past its last
};

/// What is alive after one event, as the allocator rounds it.
struct StepMoment {
    std::uint64_t position = 0;
    Bytes live;
    std::array<Bytes, kRoleCount> byRole{}; ///< adds up to `live`
};

/// What happens at a position.
struct StepEvent {
    enum class Kind : std::uint8_t { Birth, Death, Temporary };
    StepMoment moment;
    Kind kind = Kind::Birth;
    std::string phase; ///< as StepPhase::name
    std::string op; ///< "aten.mm.default"; of a death: what made the tensor
    std::string module; ///< "model.layers.7.mlp.up_proj"
    std::string tensor; ///< the parameter that it is or belongs to; else empty
    Role role = Role::Temporary;
    Bytes bytes; ///< plain; of a temporary as the kernel takes it
    std::vector<std::uint64_t> shape;
    Dtype dtype = Dtype::Fp32;
};

/// Tensors alive at one moment that differ by their block alone.
struct AliveTensors {
    /// The parameter that they are or belong to, else the module that made them; "*" for the
    /// number of a block where they are of several.
    std::string name;
    std::string module; ///< the same without the parameter's own name
    Role role = Role::Temporary;
    std::string op;
    std::vector<std::uint64_t> shape;
    Dtype dtype = Dtype::Fp32;
    std::uint64_t count = 0;
    Bytes each; ///< plain
    Bytes allocated; ///< of all, as the allocator rounds them
};

/// A module and what lies below it. Of all columns but the peak, what the children have and the
/// module's own add up to its figure.
struct ModuleMemory {
    static constexpr std::size_t kNoParent = std::numeric_limits<std::size_t>::max();
    std::string name; ///< the last word of its path; the model itself has none
    std::size_t parent = kNoParent; ///< its place in the table
    std::uint64_t parameters = 0; ///< elements
    std::uint64_t trainable = 0; ///< elements that get a gradient
    Bytes weights;
    Bytes gradients; ///< after backward
    Bytes optimizerState; ///< with master weights
    Bytes activations; ///< after the forward pass
    Bytes peak; ///< the most that its tensors take at one time, as the allocator rounds them
};

/// One step of an architecture over time: every position is a birth or death of a tensor, or a
/// kernel's own memory. Repeated blocks are computed, not kept, so the cost does not grow with
/// their number.
class StepView {
public:
    StepView(architectures::StepLedger step, const Scenario& scenario);
    StepView(StepView&&) noexcept;
    StepView& operator=(StepView&&) noexcept;
    ~StepView();

    [[nodiscard]] const std::vector<StepPhase>& phases() const;
    [[nodiscard]] std::uint64_t begin() const; ///< the first position
    [[nodiscard]] std::uint64_t end() const; ///< one past the last
    /// The position of the peak.
    [[nodiscard]] std::uint64_t peak() const;

    /// The fullest moment of each of `count` equal stretches of [from, to).
    [[nodiscard]] std::vector<StepMoment> columns(
        std::uint64_t from, std::uint64_t to, std::size_t count) const;
    [[nodiscard]] StepEvent event(std::uint64_t position) const;
    /// Largest first; they add up to what is live there.
    [[nodiscard]] std::vector<AliveTensors> alive(std::uint64_t position) const;
    /// The module tree, parents before their children, the model itself first.
    [[nodiscard]] std::vector<ModuleMemory> modules() const;

    struct Data; ///< src/core/StepViewData.h

private:
    std::unique_ptr<const Data> m_data;
};

} // namespace headroom
