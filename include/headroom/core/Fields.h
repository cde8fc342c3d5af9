// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/base/Value.h"
#include "headroom/core/Scenario.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace headroom {

enum class FieldType : std::uint8_t {
    Count, ///< a whole number in [minimum, maximum]
    Decimal, ///< an exact decimal in [minimum, maximum]
    Bytes, ///< a whole number of bytes in [minimum, maximum]
    Flag, ///< true or false
    Choice, ///< one of `choices`
    Text,
    TextList, ///< a list of texts
    TextOrList, ///< a text or a list of texts
    Tree, ///< an object or list that another reader checks
};

/// Which of the page's two questions a field belongs to.
enum class FieldMode : std::uint8_t { Both, Training, Inference };

/// What this version does with a field that is set.
enum class FieldUse : std::uint8_t {
    Estimate, ///< the estimate depends on it
    Label, ///< a name for people
    Decided, ///< other fields decide it: another value is an error that says which
    Served, ///< a server's plan depends on it (Serving.h); `estimate` warns that it has no effect
    Later, ///< kept and written back; `estimate` warns that it has no effect yet
};

/// One member of Scenario: the only place that says what it is called, what it may be and what it
/// means. Files, `--set`, the form, undo texts, `headroom fields` and the tests that go through
/// every field read this table.
struct Field {
    std::string_view key; ///< "workload.batch_size"
    FieldType type;
    bool nullable; ///< null (not given) is a value
    std::string_view nullWord; ///< the word that means null in files: "same"; empty: null itself
    std::uint64_t minimum;
    std::uint64_t maximum;
    std::span<const std::string_view> choices;
    const char* unit; ///< "sequences"; empty: none. Marked for translation, as the next two
    const char* label;
    const char* help;
    FieldMode mode;
    FieldUse use; ///< in the closed form
    FieldUse ledgerUse; ///< where an architecture is run
    /// Whether the field is of use in this scenario at all (a form hides it else); the mode is
    /// looked at besides.
    bool (*applies)(const Scenario&);
    Value (*get)(const Scenario&);
    /// Stores a value that has passed the checks of the table.
    void (*set)(Scenario&, const Value&);
};

/// Every field, in the order of the scenario file.
[[nodiscard]] std::span<const Field> allFields();

/// The field of that key; nullptr where there is none.
[[nodiscard]] const Field* findField(std::string_view key);

/// The field of that key, or an UnknownName error that offers the nearest.
[[nodiscard]] Result<const Field*> requireField(std::string_view key);

/// The field's value, null words in place of null: what a file holds.
[[nodiscard]] Value fieldValue(const Scenario& scenario, const Field& field);

/// Checks the value against the table and stores it. Setting a field of another kind of model
/// changes the model to that kind. On error the scenario is unchanged.
[[nodiscard]] Result<void> setField(Scenario& scenario, const Field& field, const Value& value);

/// The value that a scenario has which nobody edited, null words in place of null.
[[nodiscard]] Value defaultValue(const Field& field);

/// Whether a form shows the field for this scenario.
[[nodiscard]] bool fieldApplies(const Field& field, const Scenario& scenario);

/// What the estimate of this scenario does with the field: it depends on whether an architecture is
/// run.
[[nodiscard]] FieldUse fieldUse(const Field& field, const Scenario& scenario);

/// The first two words of a model field's key: "model.manual"; empty for other fields.
[[nodiscard]] std::string_view modelKind(std::string_view key);
/// The kind of the scenario's model: "manual", "transformers", …
[[nodiscard]] std::string_view modelKindName(const Model& model);

} // namespace headroom
