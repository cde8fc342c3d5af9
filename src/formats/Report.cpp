// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Report.h"

#include "formats/ReportDocument.h"
#include "headroom/base/Decimal.h"
#include "headroom/base/Wide.h"
#include "headroom/core/Fields.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Optimizers.h"
#include "headroom/formats/Models.h"

#include <algorithm>

namespace headroom {
namespace {

std::uint64_t mega(UnitSystem units) { return units == UnitSystem::Binary ? kMiB : 1'000'000; }
std::uint64_t giga(UnitSystem units) { return units == UnitSystem::Binary ? kGiB : 1'000'000'000; }

/// Fields whose default says only that something is not used.
bool isSilentDefault(std::string_view key)
{
    static constexpr auto kKeys = std::to_array<std::string_view>({
        "workload.gradient_accumulation_steps",
        "precision.master_weights",
        "memory_savers.activation_checkpointing",
        "frozen",
    });
    return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

/// Fields that follow the weights where they are not given, and are worth a line all the same.
bool followsWeights(std::string_view key)
{
    static constexpr auto kKeys = std::to_array<std::string_view>(
        {"precision.gradients", "precision.activations", "precision.kv_cache"});
    return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

std::string wholeText(std::string_view number, const TextRenderer& renderer)
{
    const Decimal::Parsed parsed = Decimal::parse(number);
    if (!parsed.value)
        return std::string(number);
    return renderer.number(
        parsed.value->isWhole() ? grouped(parsed.value->digits()) : parsed.value->toString());
}

std::string inputText(
    const Field& field, const Scenario& scenario, const TextRenderer& renderer, UnitSystem units)
{
    const Value value = fieldValue(scenario, field);
    if (field.get(scenario).isNull())
        return fillPattern(renderer.pattern(HEADROOM_TEXT("formats", "{0} (as the weights)")),
            {std::string(toString(scenario.precision.weights))});
    if (field.key == "optimizer.id") {
        const OptimizerInfo* optimizer = findOptimizer(scenario.optimizer.id);
        return optimizer != nullptr ? std::string(optimizer->name) : scenario.optimizer.id;
    }
    if (const Value::Number* number = value.asNumber()) {
        const std::string text = wholeText(number->text, renderer);
        if (field.type == FieldType::Bytes) {
            const Decimal::Parsed parsed = Decimal::parse(number->text);
            const FormattedBytes parts = formatBytesParts(Bytes{parsed.value->digits()}, units);
            return renderer.number(parts.number) + " " + parts.unit + " (" + text + " B)";
        }
        return field.unit[0] == '\0' ? text : text + " " + renderer.pattern(field.unit);
    }
    const std::string* text = value.asString();
    return text != nullptr ? plainLine(*text) : describe(value);
}

} // namespace

std::string sizeText(std::optional<Bytes> bytes, UnitSystem units, const TextRenderer& renderer)
{
    return bytes ? renderer.number(formatRatio(bytes->value, mega(units), 2)) : kUnknownSize;
}

std::string sharePercent(Bytes part, Bytes whole, const TextRenderer& renderer)
{
    constexpr std::uint64_t kHundredths = 100 * 100;
    if (whole.value == 0)
        return renderer.number("0.00") + "%";
    const Wide hundredths =
        (Wide{part.value} * kHundredths * 2 + whole.value) / (Wide{whole.value} * 2);
    return renderer.number(formatRatio(static_cast<std::uint64_t>(hundredths), 100, 2)) + "%";
}

std::string verdict(const Fit& fit, UnitSystem units, const TextRenderer& renderer)
{
    const FormattedBytes parts = formatBytesParts(fit.difference(), units);
    const char* pattern = fit.fits ? HEADROOM_TEXT("formats", "fits, {0} left")
                                   : HEADROOM_TEXT("formats", "does not fit, {0} over");
    return fillPattern(
        renderer.pattern(pattern), {renderer.number(parts.number) + " " + parts.unit});
}

std::string headlineText(Bytes bytes, UnitSystem units, const TextRenderer& renderer)
{
    const bool binary = units == UnitSystem::Binary;
    return renderer.number(formatRatio(bytes.value, mega(units), 2)) + (binary ? " MiB (" : " MB (")
        + renderer.number(formatRatio(bytes.value, giga(units), 2)) + (binary ? " GiB)" : " GB)");
}

std::vector<ReportRow> reportRows(const Scenario& scenario, const Estimate& estimate,
    UnitSystem units, const TextRenderer& renderer)
{
    const MemoryModel model(&builtinCatalogue());
    const Bytes sum = estimate.bytes.sum.value_or(Bytes());
    std::vector<ReportRow> rows;
    for (const ComponentInfo& component : sumComponents()) {
        const std::optional<Bytes> bytes = estimate.bytes.*component.member;
        const Result<Explanation> explanation = model.explain(scenario, estimate, component.role);
        const bool hasFormula = explanation && explanation->formula.has_value();
        if (!bytes && component.role == Role::Buffer)
            continue;
        if (bytes && bytes->value == 0 && !hasFormula)
            continue;
        ReportRow row;
        row.component = &component;
        row.label = renderer.pattern(component.label);
        row.bytes = bytes;
        row.size = sizeText(bytes, units, renderer);
        row.share = bytes ? sharePercent(*bytes, sum, renderer) : kUnknownSize;
        row.formula = hasFormula ? explanation->formula->substituted(renderer) : std::string();
        rows.push_back(std::move(row));
    }
    ReportRow total;
    total.label = renderer.pattern(
        estimate.bytes.peak ? HEADROOM_TEXT("formats", "Sum") : HEADROOM_TEXT("formats", "Total"));
    total.bytes = estimate.bytes.sum;
    total.size = sizeText(estimate.bytes.sum, units, renderer);
    total.share = estimate.bytes.sum ? renderer.number("100.00") + "%" : kUnknownSize;
    rows.push_back(std::move(total));
    return rows;
}

std::vector<ReportInput> reportInputs(
    const Scenario& scenario, const TextRenderer& renderer, UnitSystem units)
{
    std::vector<ReportInput> inputs;
    for (const Field& field : allFields()) {
        if (fieldUse(field, scenario) != FieldUse::Estimate || !fieldApplies(field, scenario))
            continue;
        const bool isNull = field.get(scenario).isNull();
        if ((isNull && !followsWeights(field.key))
            || (isSilentDefault(field.key) && fieldValue(scenario, field) == defaultValue(field)))
            continue;
        inputs.push_back(
            {renderer.pattern(field.label), inputText(field, scenario, renderer, units)});
    }
    return inputs;
}

std::string writeReport(ReportFormat format, const Scenario& scenario, const Estimate& estimate,
    const ReportOptions& options, const TextRenderer& renderer)
{
    if (format == ReportFormat::Json)
        return writeJsonReport(estimate);
    const ReportDocument document = reportDocument(scenario, estimate, options, renderer);
    switch (format) {
    case ReportFormat::Text:
        return writeTextReport(document, estimate, options.colour);
    case ReportFormat::Csv:
        return writeCsvReport(document, scenario, estimate, options.units);
    case ReportFormat::Markdown:
        return writeMarkdownReport(document);
    case ReportFormat::Html:
        return writeHtmlReport(document);
    case ReportFormat::Latex:
        return writeLatexReport(document);
    case ReportFormat::Json:
        break;
    }
    return {};
}

} // namespace headroom
