// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/BreakdownRows.h"

#include "app/Breakdown.h"
#include "app/Guide.h"
#include "app/LocaleText.h"
#include "app/StepText.h"
#include "headroom/base/Dtype.h"
#include "headroom/formats/Report.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace headroom::app {
namespace {

using RowBlock = BreakdownRow::Block;
using RowKind = BreakdownRow::Kind;

QString tableWords(const char* text, int n = -1)
{
    return QCoreApplication::translate("headroom::app::BreakdownModel", text, nullptr, n);
}

double fractionOf(Bytes part, Bytes whole)
{
    return whole.value == 0 ? 0.0
                            : static_cast<double>(part.value) / static_cast<double>(whole.value);
}

/// The size in the unit of the column.
QString columnSize(Bytes bytes, UnitSystem units)
{
    constexpr std::uint64_t kMega = 1'000'000;
    return QString::fromStdString(LocaleText().number(
        formatRatio(bytes.value, units == UnitSystem::Binary ? kMiB : kMega, 2)));
}

BreakdownRow sizedRow(RowKind kind, Bytes bytes, Bytes whole, UnitSystem units)
{
    BreakdownRow row;
    row.block = RowBlock::Peak;
    row.kind = kind;
    row.size = columnSize(bytes, units);
    row.exact = exactBytes(bytes);
    row.share = QString::fromStdString(sharePercent(bytes, whole, LocaleText()));
    row.fraction = fractionOf(bytes, whole);
    return row;
}

BreakdownRow headingRow(RowBlock block, const QString& label)
{
    BreakdownRow row;
    row.block = block;
    row.kind = RowKind::Heading;
    row.label = label;
    return row;
}

using TensorCounts = std::array<std::uint64_t, kRoleCount>;

TensorCounts countTensors(const StepView* view)
{
    TensorCounts counts{};
    if (view != nullptr) {
        for (const AliveTensors& tensors : view->alive(view->peak()))
            counts[static_cast<std::size_t>(tensors.role)] += tensors.count;
    }
    return counts;
}

void addPeak(std::vector<BreakdownRow>& rows, const Estimate& estimate, const StepView* view,
    UnitSystem units)
{
    rows.push_back(headingRow(RowBlock::Peak,
        tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Alive at the peak"))));
    const Bytes whole = estimate.headline();
    const TensorCounts counts = countTensors(view);
    for (std::size_t i = 0; i < kRoleCount; ++i) {
        const Bytes bytes = estimate.peak->byRole[i];
        if (bytes.value == 0)
            continue;
        BreakdownRow row = sizedRow(RowKind::Part, bytes, whole, units);
        row.role = static_cast<Role>(i);
        row.label = roleText(*row.role);
        if (counts[i] != 0)
            row.how = counts[i] == 1
                ? tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "1 tensor"))
                : tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "%1 tensors"))
                      .arg(countText(counts[i]));
        if (const ComponentInfo* component = findComponent(*row.role))
            row.guide = QString::fromUtf8(component->guide);
        rows.push_back(std::move(row));
    }
    const auto addTotal = [&](const QString& label, Bytes bytes, const QString& how) {
        BreakdownRow total = sizedRow(RowKind::Total, bytes, whole, units);
        total.label = label;
        total.how = how;
        rows.push_back(std::move(total));
    };
    const QString fit =
        tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "what must fit"));
    addTotal(tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Peak")),
        estimate.bytes.peak.value_or(Bytes()), estimate.bytes.used ? QString() : fit);
    for (const Overhead& overhead : estimate.overheads) {
        if (overhead.role == Role::Kept)
            addTotal(tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Allocated")),
                *estimate.bytes.peakAllocated,
                tableWords(QT_TRANSLATE_NOOP(
                    "headroom::app::BreakdownModel", "torch.cuda.max_memory_allocated")));
        BreakdownRow row = sizedRow(RowKind::Part, overhead.bytes, whole, units);
        row.role = overhead.role;
        row.label = roleText(overhead.role);
        if (overhead.low != overhead.high)
            row.how = tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "%1 to %2"))
                          .arg(sizeText(overhead.low, units), sizeText(overhead.high, units));
        rows.push_back(std::move(row));
        if (overhead.role == Role::Kept)
            addTotal(tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Reserved")),
                *estimate.bytes.peakReserved,
                tableWords(QT_TRANSLATE_NOOP(
                    "headroom::app::BreakdownModel", "torch.cuda.max_memory_reserved")));
    }
    if (estimate.bytes.used)
        addTotal(tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Used")),
            *estimate.bytes.used, fit);
    BreakdownRow gap;
    gap.block = RowBlock::Peak;
    gap.kind = RowKind::Gap;
    rows.push_back(std::move(gap));
    rows.push_back(headingRow(RowBlock::Step,
        tableWords(QT_TRANSLATE_NOOP(
            "headroom::app::BreakdownModel", "Over the whole step, never all alive together"))));
}

QString joined(const QStringList& parts)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "%1 and %2"))
        .arg(parts.mid(0, parts.size() - 1).join(QStringLiteral(", ")), parts.back());
}

/// Why peak and sum differ, with the figures that lead from one to the other.
BreakdownRow reasonRow(const Estimate& estimate, UnitSystem units)
{
    QStringList without;
    QStringList with;
    const Estimate::Differences differences = estimate.differences();
    for (const Estimate::Difference& difference : differences.roles) {
        const bool less = difference.atPeak < difference.inSum;
        const Bytes bytes{less ? difference.inSum.value - difference.atPeak.value
                               : difference.atPeak.value - difference.inSum.value};
        (less ? without : with) +=
            tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "%1 (%2)"))
                .arg(roleText(difference.role), sizeText(bytes, units));
    }
    QStringList sentences{tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel",
        "The sum adds terms that are at their fullest at different times; the peak is one "
        "moment."))};
    if (!without.isEmpty())
        sentences += tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel",
                                    "What the sum counts and is not alive at the peak: %1."))
                         .arg(joined(without));
    if (!with.isEmpty())
        sentences += tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel",
                                    "What is alive at the peak beyond the sum: %1."))
                         .arg(joined(with));
    if (differences.rounding.value != 0)
        sentences += tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel",
                                    "The allocator's blocks of 512 bytes add %1."))
                         .arg(sizeText(differences.rounding, units));
    BreakdownRow row;
    row.kind = RowKind::Note;
    row.label = sentences.join(u' ');
    return row;
}

QString detailType(Dtype dtype)
{
    const std::string_view name = toString(dtype);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

/// The largest tensors of that kind alive at that moment, and what is left.
void addTensors(std::vector<BreakdownDetail>& details, const StepView& view, std::uint64_t position,
    Role role, UnitSystem units)
{
    constexpr std::size_t kMost = 12;
    std::size_t shown = 0;
    std::uint64_t others = 0;
    Bytes rest;
    for (const AliveTensors& tensors : view.alive(position)) {
        if (tensors.role != role)
            continue;
        if (shown == kMost) {
            others += tensors.count;
            rest.value += tensors.allocated.value;
            continue;
        }
        ++shown;
        QString text = moduleText(tensors.name) + QStringLiteral(" · ") + shapeText(tensors.shape)
            + QStringLiteral(" · ") + detailType(tensors.dtype) + QStringLiteral(" · ")
            + operatorText(tensors.op);
        if (tensors.count > 1)
            text = tableWords(
                       QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "%1 tensors, each %2"))
                       .arg(countText(tensors.count), sizeText(tensors.each, units))
                + QStringLiteral(": ") + text;
        details.push_back({sizeText(tensors.allocated, units), text, {}});
    }
    if (others != 0)
        details.push_back({sizeText(rest, units),
            tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel",
                           "%1 smaller tensors (see the timeline)"))
                .arg(countText(others)),
            {}});
}

/// The last position of the forward pass that keeps most for backward: where activations are read.
std::optional<std::uint64_t> endOfForward(const StepView& view)
{
    std::optional<std::uint64_t> end;
    Bytes most;
    for (const StepPhase& phase : view.phases()) {
        if (phase.name != "forward")
            continue;
        const StepMoment last = view.columns(phase.end - 1, phase.end, 1).front();
        const Bytes kept{last.byRole[static_cast<std::size_t>(Role::Activation)].value
            + last.byRole[static_cast<std::size_t>(Role::Temporary)].value};
        if (!end || kept > most) {
            end = phase.end - 1;
            most = kept;
        }
    }
    return end;
}

void addExplanation(std::vector<BreakdownDetail>& details, const Explanation& explanation)
{
    const LocaleText locale;
    if (explanation.formula) {
        details.push_back(
            {tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Formula")),
                QString::fromStdString(explanation.formula->symbolic(locale)), {}});
        details.push_back(
            {tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Your values")),
                QString::fromStdString(substitutedWithResult(explanation, locale)), {}});
    }
    if (!explanation.source.isEmpty())
        details.push_back({tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Source")),
            locale.toString(explanation.source), {}});
    for (const Text& note : explanation.notes)
        details.push_back(
            {tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Assumption")),
                locale.toString(note), {}});
}

} // namespace

std::vector<BreakdownRow> breakdownRows(
    const Scenario& scenario, const Estimate& estimate, const StepView* view, UnitSystem units)
{
    const LocaleText locale;
    const Bytes total = estimate.bytes.sum.value_or(Bytes());
    std::vector<BreakdownRow> rows;
    if (estimate.peak)
        addPeak(rows, estimate, view, units);
    for (const ReportRow& source : reportRows(scenario, estimate, units, locale)) {
        BreakdownRow row;
        row.kind = source.component != nullptr ? RowKind::Part : RowKind::Total;
        row.label = QString::fromStdString(source.label);
        row.how = QString::fromStdString(source.formula);
        if (source.component != nullptr) {
            row.role = source.component->role;
            row.guide = QString::fromUtf8(source.component->guide);
        }
        if (source.bytes) {
            row.size = QString::fromStdString(source.size);
            row.exact = exactBytes(*source.bytes);
            row.share = QString::fromStdString(source.share);
            row.fraction = fractionOf(*source.bytes, total);
        } else {
            row.size =
                tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "not counted"));
            row.how = tableWords(
                QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "not known from what is given"));
        }
        rows.push_back(std::move(row));
    }
    if (estimate.peak)
        rows.push_back(reasonRow(estimate, units));
    return rows;
}

std::vector<BreakdownDetail> breakdownDetails(const BreakdownRow& row, const MemoryModel& model,
    const Scenario& scenario, const Estimate& estimate, const StepView* view, UnitSystem units)
{
    std::vector<BreakdownDetail> details;
    const auto overhead = std::find_if(estimate.overheads.begin(), estimate.overheads.end(),
        [&](const Overhead& one) { return one.role == row.role; });
    if (overhead != estimate.overheads.end()) {
        details.push_back({tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Source")),
            LocaleText().toString(overhead->source), {}});
    } else if (row.block == RowBlock::Peak) {
        if (view != nullptr)
            addTensors(details, *view, view->peak(), *row.role, units);
    } else {
        const Result<Explanation> explanation = model.explain(scenario, estimate, *row.role);
        if (!explanation)
            return {{tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Not known")),
                LocaleText().toString(explanation.error()), {}}};
        addExplanation(details, *explanation);
        if (view != nullptr && row.role == Role::Activation) {
            if (const std::optional<std::uint64_t> end = endOfForward(*view))
                addTensors(details, *view, *end, Role::Activation, units);
        }
    }
    if (!row.guide.isEmpty())
        details.push_back({tableWords(QT_TRANSLATE_NOOP("headroom::app::BreakdownModel", "Guide")),
            guideTitle(GuidePlace::parse(row.guide)), row.guide});
    return details;
}

} // namespace headroom::app
