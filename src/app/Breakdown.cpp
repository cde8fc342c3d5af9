// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Breakdown.h"

#include "app/LocaleText.h"
#include "headroom/formats/Report.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace headroom::app {

Breakdown makeBreakdown(const Estimate& estimate, UnitSystem units)
{
    const LocaleText locale;
    Breakdown breakdown;
    breakdown.total = estimate.headline();
    breakdown.totalSize = sizeText(breakdown.total, units);
    breakdown.units = units;
    if (!estimate.fits.empty())
        breakdown.capacity = estimate.fits.front().capacity;
    const auto add = [&](Role role, const char* label, Bytes bytes) {
        if (bytes.value != 0)
            breakdown.items.push_back(
                {role, locale.toString(label), bytes, sizeText(bytes, units), exactBytes(bytes),
                    QString::fromStdString(sharePercent(bytes, breakdown.total, locale))});
    };
    breakdown.isPeak = estimate.peak.has_value();
    breakdown.isUse = estimate.bytes.used.has_value();
    if (estimate.peak) {
        for (std::size_t i = 0; i < kRoleCount; ++i) {
            const auto role = static_cast<Role>(i);
            add(role, roleLabel(role), estimate.peak->byRole[i]);
        }
        for (const Overhead& row : estimate.overheads)
            add(row.role, roleLabel(row.role), row.bytes);
        return breakdown;
    }
    for (const ComponentInfo& component : sumComponents())
        add(component.role, component.label, (estimate.bytes.*component.member).value_or(Bytes()));
    return breakdown;
}

QString roleText(Role role) { return LocaleText().toString(roleLabel(role)); }

QString countText(std::uint64_t count)
{
    return QString::fromStdString(LocaleText().number(grouped(count)));
}

QString exactBytes(Bytes bytes) { return countText(bytes.value) + QStringLiteral(" B"); }

QString sizeText(Bytes bytes, UnitSystem units)
{
    const FormattedBytes parts = formatBytesParts(bytes, units);
    return QString::fromStdString(LocaleText().number(parts.number)) + u' '
        + QString::fromStdString(parts.unit);
}

QString describe(const Breakdown& breakdown)
{
    constexpr std::ptrdiff_t kLargest = 3;
    std::vector<BreakdownItem> items = breakdown.items;
    std::stable_sort(items.begin(), items.end(),
        [](const BreakdownItem& a, const BreakdownItem& b) { return a.bytes > b.bytes; });
    QStringList largest;
    for (const BreakdownItem& item : items) {
        if (largest.size() == kLargest)
            break;
        largest += QCoreApplication::translate("Breakdown", "%1 %2 (%3)")
                       .arg(item.label, item.size, item.share);
    }
    QString text = (breakdown.isUse ? QCoreApplication::translate("Breakdown", "Used %1.")
            : breakdown.isPeak      ? QCoreApplication::translate("Breakdown", "Peak %1.")
                                    : QCoreApplication::translate("Breakdown", "Total %1."))
                       .arg(breakdown.totalSize);
    if (!largest.isEmpty())
        text += u' '
            + QCoreApplication::translate("Breakdown", "Largest: %1.")
                  .arg(largest.join(QStringLiteral(", ")));
    if (breakdown.capacity)
        text += u' '
            + QCoreApplication::translate("Breakdown", "Device memory %1.")
                  .arg(sizeText(*breakdown.capacity, breakdown.units));
    return text;
}

} // namespace headroom::app
