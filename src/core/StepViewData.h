// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/Step.h"
#include "headroom/core/StepView.h"
#include "headroom/engine/Playback.h"

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// What StepView looks at.
struct StepView::Data {
    Data(architectures::StepLedger ledgerOfStep, bool isTraining);

    architectures::StepLedger step;
    const engine::Ledger& ledger;
    bool training;
    engine::Playback playback;
    std::vector<StepPhase> phases;
    std::vector<const std::string*> names; ///< of each storage; nullptr: none of its own
    std::uint64_t peak = 0;

    /// The module of the birth before an event, which a kernel's own memory belongs to.
    [[nodiscard]] engine::ModuleId moduleBefore(std::uint32_t event) const;
    /// The path of a storage's tensor: the parameter's, else the module's.
    [[nodiscard]] const std::string& pathOf(std::uint32_t storage) const;
    /// The module part of that path.
    [[nodiscard]] std::string_view moduleOf(std::uint32_t storage) const;

    /// The list of blocks that a path leads into; nullptr for other paths.
    [[nodiscard]] const architectures::BlockList* listOf(std::string_view path) const;
    /// The number of a block in a path; empty for other paths.
    [[nodiscard]] std::string_view blockIn(std::string_view path) const;
    /// The path with that in place of its block's number.
    [[nodiscard]] std::string withBlock(std::string_view path, std::string_view block) const;
    /// The number of the real block that a list's block which ran stands for at that position.
    [[nodiscard]] std::uint64_t blockNumber(
        const architectures::BlockList& list, std::uint64_t block, std::uint64_t position) const;
    /// Whether blocks of that list are at work at that position, and not those of another.
    [[nodiscard]] bool isAtWork(const architectures::BlockList& list, std::uint64_t position) const;
};

[[nodiscard]] std::vector<ModuleMemory> makeModuleTable(const StepView::Data& data);

} // namespace headroom
