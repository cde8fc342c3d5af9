// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Result.h"
#include "headroom/core/Device.h"
#include "headroom/core/Fields.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>

namespace headroom {

/// What a scenario takes on a device, and how far it could grow there.
struct DeviceFit {
    const Device* device = nullptr;
    Bytes capacity;
    Bytes used;
    bool fits = false;
    /// The largest batch size and the longest sequence (or context) that still fit, all other
    /// fields as they are; 0: not even one. Empty where the memory does not depend on it.
    std::optional<std::uint64_t> largestBatch;
    std::optional<std::uint64_t> largestSequence;
};

/// Answers for one scenario and any number of devices. Exact: each answer is of an estimate, and
/// so is what is one larger and does not fit. What was estimated for one device serves the others.
class FitSearch {
public:
    /// The model must outlive this, and know devices.
    FitSearch(const MemoryModel& model, Scenario scenario);

    /// Errors are those of the scenario as it is.
    [[nodiscard]] Result<DeviceFit> on(const Device& device);

    /// The field that largestSequence is about; nullptr where the scenario has none.
    [[nodiscard]] const Field* lengthField() const { return m_length; }
    [[nodiscard]] const Field* batchField() const { return m_batch; }

    /// The largest value of a count at which the scenario fits that device; 0: not even the field's
    /// least. Empty where the memory does not depend on it.
    [[nodiscard]] std::optional<std::uint64_t> largest(const Field& field, const Device& device);

private:
    /// Without what the driver takes, which differs from device to device.
    struct Taken {
        Bytes bytes;
        bool driverToAdd = false;
    };
    /// How far an estimate goes: the peak of the tensors is never more than what is reserved, costs
    /// a tenth, and is the same on all devices.
    enum class Reach : std::uint8_t { Peak, Reserved };
    [[nodiscard]] Result<Taken> taken(const Scenario& scenario, Reach reach) const;
    /// Empty where it cannot be estimated: too large, or more than the model takes.
    [[nodiscard]] std::optional<Bytes> usedAt(
        const Field& field, std::uint64_t value, const Device& device, Reach reach);
    [[nodiscard]] Bytes withDriver(const Taken& taken, const Device& device) const;

    struct Point {
        std::uint64_t value = 0;
        std::uint64_t used = 0;
    };
    /// A point that fits, and one above it that does not (used: 0 where that is not known).
    struct Bracket {
        Point good;
        Point bad;
    };
    /// Makes the bracket as narrow as it gets.
    void narrow(const Field& field, const Device& device, Reach reach, Bracket& bracket);
    /// As narrow as what is known of other devices makes it.
    void narrowByKnown(const Field& field, const Device& device, Bracket& bracket) const;
    [[nodiscard]] static std::uint64_t workspaceOf(const Device& device, Reach reach);

    const MemoryModel& m_model;
    Scenario m_scenario;
    const Field* m_batch = nullptr;
    const Field* m_length = nullptr;
    /// By field (nullptr: the scenario as it is), how far, the workspace that the device's library
    /// takes, and the field's value.
    using Key = std::tuple<const Field*, Reach, std::uint64_t, std::uint64_t>;
    std::map<Key, std::optional<Taken>> m_known;
};

} // namespace headroom
