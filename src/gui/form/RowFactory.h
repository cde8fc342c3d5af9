// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Fields.h"

#include <QString>

class QWidget;

namespace headroom::gui {

class Binder;
class FieldRow;

/// The groups of the form, in their order.
enum class FormGroup { Model, Workload, Precision, Optimizer, MemorySavers, Device };

/// A row of the form; key empty: the choice of the activations' source, which is no field of its
/// own.
struct RowSpec {
    FormGroup group;
    std::string_view key;
};
/// All rows, in reading order.
[[nodiscard]] std::span<const RowSpec> formRows();

/// The row of a field: the editor that suits it, bound, with the field's words.
[[nodiscard]] FieldRow* makeFieldRow(const Field& field, Binder& binder, QWidget* parent);

/// "workload.batch_size" -> "batchSize": what the object names of a field's widgets start with.
[[nodiscard]] QString widgetName(std::string_view key);

/// A value as the form writes it: "110,000,000", "fp16 · 2 bytes", "24"; the word for null where it
/// is null.
[[nodiscard]] QString valueText(const Field& field, const QWidget& editor, const Value& value);

} // namespace headroom::gui
