// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Role.h"
#include "headroom/base/Text.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

// What an estimate says; its shape is that of `estimate --format json`. All bytes are of one
// device. What an estimate does not know is empty, never 0; what the mode does not have is 0.

struct ParameterCounts {
    std::uint64_t total = 0;
    std::uint64_t trainable = 0;
    std::uint64_t active = 0; ///< that one token passes through
    friend bool operator==(const ParameterCounts&, const ParameterCounts&) = default;
};

struct MemoryBytes {
    std::optional<Bytes> parameters;
    std::optional<Bytes> buffers;
    std::optional<Bytes> batch;
    std::optional<Bytes> masterWeights;
    std::optional<Bytes> optimizerState;
    std::optional<Bytes> gradients;
    std::optional<Bytes> activations;
    std::optional<Bytes> kvCache;
    std::optional<Bytes> sum; ///< all of the above but the batch; what is empty is not counted
    std::optional<Bytes> peakForward;
    std::optional<Bytes> peakBackward;
    std::optional<Bytes> peakStep;
    std::optional<Bytes> peak; ///< the largest of the three
    std::optional<Bytes> workspace; ///< of libraries
    std::optional<Bytes> peakAllocated; ///< peak + workspace: max_memory_allocated
    std::optional<Bytes> peakReserved; ///< what the caching allocator holds
    std::optional<Bytes> used; ///< reserved + CUDA context: what must fit the device
    friend bool operator==(const MemoryBytes&, const MemoryBytes&) = default;
};

/// A member of MemoryBytes and its key in JSON and in measured records.
struct MemoryField {
    std::string_view key;
    std::optional<Bytes> MemoryBytes::*member;
};
/// All of them, in the order of the struct.
[[nodiscard]] std::span<const MemoryField> memoryFields();

/// One component of the sum.
struct ComponentInfo {
    Role role;
    const char* label; ///< marked for translation
    const char* key; ///< the member of `bytes` in JSON
    const char* guide; ///< its section in the guide: "03-formulas#parameters"
    std::optional<Bytes> MemoryBytes::*member;
};

/// The components in the order they are shown in.
[[nodiscard]] const std::array<ComponentInfo, 7>& sumComponents();
[[nodiscard]] const ComponentInfo* findComponent(Role role);
/// What a kind of memory is called, also where no component counts it. Marked for translation.
[[nodiscard]] const char* roleLabel(Role role);

struct PeakTensor {
    std::string name;
    Role role = Role::Temporary;
    Bytes bytes;
    friend bool operator==(const PeakTensor&, const PeakTensor&) = default;
};

struct Peak {
    std::string phase; ///< forward | backward | step
    std::string at; ///< the module
    /// What is alive there by Role, as the allocator rounds it: adds up to MemoryBytes::peak.
    std::array<Bytes, kRoleCount> byRole{};
    std::vector<PeakTensor> tensors; ///< largest first; only where they were asked for
    friend bool operator==(const Peak&, const Peak&) = default;
};

struct LayerMemory {
    std::string name;
    std::uint64_t parameters = 0;
    std::uint64_t trainable = 0; ///< of them
    Bytes weights;
    Bytes activations;
    friend bool operator==(const LayerMemory&, const LayerMemory&) = default;
};

struct Fit {
    std::string device; ///< an id, or "custom" for a capacity typed in
    Bytes capacity;
    Bytes used;
    bool fits = false;
    friend bool operator==(const Fit&, const Fit&) = default;
    /// The bytes left over, or missing where `fits` is false.
    [[nodiscard]] Bytes difference() const
    {
        return Bytes{fits ? capacity.value - used.value : used.value - capacity.value};
    }
};

/// What is taken beside the tensors at their peak. With that peak they add up to
/// MemoryBytes::used.
struct Overhead {
    Role role = Role::Workspace; ///< one of those that no tensor has
    Bytes bytes;
    Bytes low; ///< the least and the most that is reckoned with
    Bytes high;
    Text source;
    friend bool operator==(const Overhead&, const Overhead&) = default;
};

/// Of MemoryBytes::used.
struct ErrorBand {
    Bytes low;
    Bytes high;
    Text source;
    friend bool operator==(const ErrorBand&, const ErrorBand&) = default;
};

struct Estimate {
    ParameterCounts parameters;
    MemoryBytes bytes;
    std::optional<Peak> peak;
    std::vector<LayerMemory> layers;
    std::vector<Overhead> overheads; ///< where `used` is known
    std::vector<Fit> fits;
    std::vector<Text> assumptions;
    std::vector<Text> warnings;
    std::optional<ErrorBand> errorBand;
    friend bool operator==(const Estimate&, const Estimate&) = default;

    /// Where the sum of the components and what is alive at the peak part: the roles of which more
    /// is in one than in the other, by more than the allocator's rounding (`rounding`, together).
    struct Difference {
        Role role = Role::Parameter;
        Bytes inSum; ///< 0 for what no component counts
        Bytes atPeak;
    };
    struct Differences {
        std::vector<Difference> roles;
        Bytes rounding;
    };
    /// Empty without a peak.
    [[nodiscard]] Differences differences() const;

    /// What must fit: `used` where it is known, else `peak`, else `sum`.
    [[nodiscard]] Bytes headline() const;
};

} // namespace headroom
