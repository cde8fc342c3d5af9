// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/core/Fields.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace headroom::app {

/// The fields with a whole number in the scenario that its estimate depends on.
[[nodiscard]] std::vector<const Field*> sweepFields(const Scenario& scenario);

/// The field that the scenario's length is: the context where an inference has one.
[[nodiscard]] const Field& lengthField(const Scenario& scenario);

struct SweepRange {
    std::uint64_t from = 1;
    std::uint64_t to = 1;
    friend bool operator==(const SweepRange&, const SweepRange&) = default;
};

/// A range around the scenario's value that is worth looking at.
[[nodiscard]] SweepRange usualRange(const Field& field, const Scenario& scenario);

/// At most that many different values of the range, both ends among them: in even steps, or by
/// factors where the range is wide. `with` is one of them where it lies between.
[[nodiscard]] std::vector<std::uint64_t> sweepValues(
    const SweepRange& range, std::size_t count, std::optional<std::uint64_t> with);

/// The scenario's whole number for that field; none where it has none.
[[nodiscard]] std::optional<std::uint64_t> countOf(const Field& field, const Scenario& scenario);

/// The estimate of the scenario with that field set so.
[[nodiscard]] Result<Estimate> estimateAt(
    const MemoryModel& model, Scenario scenario, const Field& field, std::uint64_t value);

/// "20.14 GiB, fits, 3.85 GiB left"; without a device the size alone.
[[nodiscard]] QString pointText(Bytes used, std::optional<Bytes> capacity, UnitSystem units);

} // namespace headroom::app
