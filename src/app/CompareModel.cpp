// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CompareModel.h"

#include "app/Breakdown.h"
#include "app/FieldText.h"
#include "app/LocaleText.h"
#include "headroom/core/Differences.h"
#include "headroom/formats/Report.h"

#include <algorithm>
#include <utility>

namespace headroom::app {

CompareModel::CompareModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void CompareModel::setScenarios(const std::vector<Comparison::Entry>& entries, UnitSystem units)
{
    beginResetModel();
    m_names.clear();
    m_rows.clear();
    for (const Comparison::Entry& entry : entries)
        m_names += entry.name;
    addFields(entries, units);
    addBytes(entries, units);
    endResetModel();
}

void CompareModel::addFields(const std::vector<Comparison::Entry>& entries, UnitSystem units)
{
    std::vector<const Scenario*> scenarios;
    scenarios.reserve(entries.size());
    for (const Comparison::Entry& entry : entries)
        scenarios.push_back(&entry.scenario);
    const LocaleText locale;
    std::vector<Row> rows;
    for (const FieldDifference& difference : fieldDifferences(scenarios)) {
        Row row;
        row.label = locale.toString(difference.field->label);
        for (const Value& value : difference.values)
            row.cells += fieldValueText(*difference.field, value, units);
        rows.push_back(std::move(row));
    }
    Row heading;
    heading.label = rows.empty() ? tr("No field differs") : tr("Fields that differ");
    heading.heading = true;
    m_rows.push_back(std::move(heading));
    std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
}

void CompareModel::addBytes(const std::vector<Comparison::Entry>& entries, UnitSystem units)
{
    std::vector<Breakdown> breakdowns;
    breakdowns.reserve(entries.size());
    for (const Comparison::Entry& entry : entries)
        breakdowns.push_back(makeBreakdown(entry.estimate, units));
    Row heading;
    heading.label = tr("Memory");
    heading.heading = true;
    m_rows.push_back(std::move(heading));
    for (std::size_t i = 0; i < kMemoryRoleCount; ++i) {
        const auto role = static_cast<Role>(i);
        Row row;
        row.label = roleText(role);
        row.role = role;
        bool any = false;
        for (const Breakdown& breakdown : breakdowns) {
            const auto item = std::find_if(breakdown.items.begin(), breakdown.items.end(),
                [role](const BreakdownItem& one) { return one.role == role; });
            const bool has = item != breakdown.items.end();
            any = any || has;
            row.cells += has ? item->size : QStringLiteral("—");
            row.exact += has ? item->exact : QString();
        }
        if (any)
            m_rows.push_back(std::move(row));
    }
    Row total;
    total.label = tr("Total");
    total.total = true;
    Row fits;
    fits.label = tr("Fits");
    for (std::size_t i = 0; i < entries.size(); ++i) {
        total.cells += breakdowns[i].totalSize;
        total.exact += exactBytes(breakdowns[i].total);
        const std::vector<Fit>& all = entries[i].estimate.fits;
        fits.cells += all.empty()
            ? QStringLiteral("—")
            : QString::fromStdString(verdict(all.front(), units, LocaleText()));
    }
    m_rows.push_back(std::move(total));
    m_rows.push_back(std::move(fits));
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_names.size()) + 1;
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int entry = index.column() - 1;
    switch (role) {
    case Qt::DisplayRole:
        return entry < 0 ? row.label : row.cells.value(entry);
    case Qt::ToolTipRole:
        return entry < 0 ? QString() : row.exact.value(entry, row.cells.value(entry));
    case Qt::TextAlignmentRole:
        return static_cast<int>((entry < 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case MemoryRole:
        return row.role ? QVariant(static_cast<int>(*row.role)) : QVariant();
    case HeadingRole:
        return row.heading;
    case TotalRole:
        return row.total;
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    return section == 0 ? QString() : m_names.value(section - 1);
}

} // namespace headroom::app
