// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/Command.h"

#include <memory>

namespace headroom::cli {

// One of each command; CommandLine.cpp lists them.
[[nodiscard]] std::unique_ptr<Command> makeEstimateCommand();
[[nodiscard]] std::unique_ptr<Command> makeInspectCommand();
[[nodiscard]] std::unique_ptr<Command> makeFitCommand();
[[nodiscard]] std::unique_ptr<Command> makeAdviseCommand();
[[nodiscard]] std::unique_ptr<Command> makeServeCommand();
[[nodiscard]] std::unique_ptr<Command> makeSweepCommand();
[[nodiscard]] std::unique_ptr<Command> makeCompareCommand();
[[nodiscard]] std::unique_ptr<Command> makeValidateCommand();
[[nodiscard]] std::unique_ptr<Command> makeMeasuredCommand();
[[nodiscard]] std::unique_ptr<Command> makePresetsCommand();
[[nodiscard]] std::unique_ptr<Command> makeModelsCommand();
[[nodiscard]] std::unique_ptr<Command> makeDevicesCommand();
[[nodiscard]] std::unique_ptr<Command> makeOptimizersCommand();
[[nodiscard]] std::unique_ptr<Command> makeDtypesCommand();
[[nodiscard]] std::unique_ptr<Command> makeFieldsCommand();
[[nodiscard]] std::unique_ptr<Command> makeFormatsCommand();

} // namespace headroom::cli
