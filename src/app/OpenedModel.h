// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Scenario.h"
#include "headroom/formats/ModelFile.h"

#include <QString>

#include <memory>

namespace headroom::app {

/// A model file that the user opened.
struct OpenedModel {
    QString path; ///< absolute
    std::shared_ptr<const ModelFile> file;
    /// What the file alone makes of a scenario; or why it makes none: a list of names, say, can be
    /// looked at and not estimated.
    Result<Scenario> settled;
};

/// Reads it; `again` from the disk, where it was read before. An error changes nothing.
[[nodiscard]] Result<OpenedModel> readOpenedModel(const QString& path, bool again = false);

/// The scenario with the model of a file that has one, and with the fields that follow from it:
/// quantization and weights' type (where they are still what `before`, the file as it was read
/// before, settled), inference where its weights do not train, and a sequence that the model takes.
[[nodiscard]] Scenario withModelFile(
    Scenario scenario, const OpenedModel& opened, const OpenedModel* before);

} // namespace headroom::app
