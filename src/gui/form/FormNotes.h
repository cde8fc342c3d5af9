// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Fields.h"
#include "headroom/core/Scenario.h"

#include <QLocale>
#include <QString>

#include <cstdint>
#include <optional>

class QWidget;

namespace headroom::app {
class Session;
}

namespace headroom::gui {

// The small print that stands under some fields.

/// "Effective batch: 16 sequences, 32,768 tokens"; empty where that is beyond 64 bits.
[[nodiscard]] QString effectiveBatchNote(const Scenario& scenario, const QLocale& locale);
/// "2 states per parameter".
[[nodiscard]] QString optimizerNote(const Scenario& scenario);
/// What the states are called, and where that is written: "exp_avg, exp_avg_sq
/// (torch/optim/adamw.py)".
[[nodiscard]] QString optimizerDetail(const Scenario& scenario);
/// "25,769,803,776 bytes"; empty where nothing is given.
[[nodiscard]] QString bytesNote(const std::optional<Bytes>& bytes, const QLocale& locale);

/// The same of the device's memory: what was typed in, else what the chosen device has.
[[nodiscard]] QString deviceMemoryNote(const Scenario& scenario, const QLocale& locale);

/// What says what the model is: "From the file ….". Empty for one described by its size.
[[nodiscard]] QString modelNote(const Scenario& scenario);

/// Of a field that the opened model file settles: "As in the file model.gguf", or what stands there
/// instead, as its editor shows it. Empty for other fields.
[[nodiscard]] QString fileNote(
    const app::Session& session, const Field& field, const QWidget& editor);

/// What the user of a small bare number may have meant: 100 parameters -> 100 million. None for
/// 100,000 and more, and for 0.
[[nodiscard]] std::optional<std::uint64_t> meantParameters(std::optional<std::uint64_t> parameters);

} // namespace headroom::gui
