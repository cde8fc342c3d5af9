// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/BreakdownModel.h"

#include <algorithm>
#include <utility>

namespace headroom::app {
namespace {

// A detail's index carries what its row is, so that it stays right when rows come and go. 0: a row
// of the table.
constexpr quintptr kTopLevel = 0;
quintptr idOf(const BreakdownRow& part)
{
    return 1 + 2 * static_cast<quintptr>(*part.role)
        + (part.block == BreakdownRow::Block::Peak ? 1 : 0);
}

/// Numbers stand at the right; the percentages are followed by their bars.
QVariant alignment(int column)
{
    const Qt::Alignment side = column == BreakdownModel::Size ? Qt::AlignRight : Qt::AlignLeft;
    return static_cast<int>(side | Qt::AlignVCenter);
}

} // namespace

BreakdownModel::BreakdownModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void BreakdownModel::setResult(const MemoryModel& model, const Scenario& scenario,
    const Estimate& estimate, UnitSystem units, const StepView* view)
{
    const bool otherUnits = units != m_units;
    m_model = model;
    m_scenario = scenario;
    m_estimate = estimate;
    m_view = view;
    m_units = units;
    std::vector<BreakdownRow> rows = breakdownRows(scenario, estimate, view, units);
    removeRowsWithout(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int row = static_cast<int>(i);
        if (i == m_rows.size() || !m_rows[i].shown.isSameRow(rows[i])) {
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, Row{std::move(rows[i]), false, {}});
            endInsertRows();
            continue;
        }
        if (m_rows[i].shown != rows[i]) {
            m_rows[i].shown = std::move(rows[i]);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
        updateDetails(row);
    }
    if (otherUnits)
        Q_EMIT headerDataChanged(Qt::Horizontal, Size, Size);
}

void BreakdownModel::removeRowsWithout(const std::vector<BreakdownRow>& rows)
{
    for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
        const BreakdownRow& shown = m_rows[static_cast<std::size_t>(row)].shown;
        if (std::any_of(rows.begin(), rows.end(),
                [&](const BreakdownRow& kept) { return kept.isSameRow(shown); }))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
}

std::vector<BreakdownDetail> BreakdownModel::explain(const Row& row) const
{
    return breakdownDetails(row.shown, m_model, m_scenario, m_estimate, m_view, m_units);
}

void BreakdownModel::updateDetails(int row)
{
    Row& changed = m_rows[static_cast<std::size_t>(row)];
    if (!changed.fetched)
        return;
    std::vector<BreakdownDetail> details = explain(changed);
    if (details == changed.details)
        return;
    const QModelIndex parent = index(row, 0);
    const int before = static_cast<int>(changed.details.size());
    const int after = static_cast<int>(details.size());
    if (after < before) {
        beginRemoveRows(parent, after, before - 1);
        changed.details.resize(details.size());
        endRemoveRows();
    }
    const int common = std::min(before, after);
    std::move(details.begin(), details.begin() + common, changed.details.begin());
    if (common > 0)
        Q_EMIT dataChanged(index(0, 0, parent), index(common - 1, ColumnCount - 1, parent));
    if (after > before) {
        beginInsertRows(parent, before, after - 1);
        std::move(details.begin() + common, details.end(), std::back_inserter(changed.details));
        endInsertRows();
    }
}

QModelIndex BreakdownModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, kTopLevel);
    return createIndex(row, column, idOf(m_rows[static_cast<std::size_t>(parent.row())].shown));
}

QModelIndex BreakdownModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == kTopLevel)
        return {};
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].shown.role && idOf(m_rows[i].shown) == child.internalId())
            return createIndex(static_cast<int>(i), 0, kTopLevel);
    }
    return {};
}

int BreakdownModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_rows.size());
    if (parent.internalId() != kTopLevel || parent.column() != 0)
        return 0;
    return static_cast<int>(m_rows[static_cast<std::size_t>(parent.row())].details.size());
}

int BreakdownModel::columnCount(const QModelIndex& /*parent*/) const { return ColumnCount; }

bool BreakdownModel::hasChildren(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return !m_rows.empty();
    if (parent.internalId() != kTopLevel || parent.column() != 0)
        return false;
    const Row& row = m_rows[static_cast<std::size_t>(parent.row())];
    return row.shown.role && (!row.fetched || !row.details.empty());
}

bool BreakdownModel::canFetchMore(const QModelIndex& parent) const
{
    if (!parent.isValid() || parent.internalId() != kTopLevel || parent.column() != 0)
        return false;
    const Row& row = m_rows[static_cast<std::size_t>(parent.row())];
    return row.shown.role && !row.fetched;
}

void BreakdownModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    Row& row = m_rows[static_cast<std::size_t>(parent.row())];
    std::vector<BreakdownDetail> details = explain(row);
    row.fetched = true;
    if (details.empty())
        return;
    beginInsertRows(parent, 0, static_cast<int>(details.size()) - 1);
    row.details = std::move(details);
    endInsertRows();
}

QVariant BreakdownModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto column = static_cast<Column>(index.column());
    if (index.internalId() == kTopLevel)
        return rowData(m_rows[static_cast<std::size_t>(index.row())].shown, column, role);
    const QModelIndex row = parent(index);
    if (!row.isValid())
        return {};
    const std::vector<BreakdownDetail>& details =
        m_rows[static_cast<std::size_t>(row.row())].details;
    return detailData(details[static_cast<std::size_t>(index.row())], column, role);
}

QVariant BreakdownModel::rowData(const BreakdownRow& row, Column column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Component:
            return row.label;
        case Size:
            return row.size;
        case Percentage:
            return row.share;
        case How:
            return row.how;
        case ColumnCount:
            break;
        }
        return {};
    case Qt::TextAlignmentRole:
        return alignment(column);
    case Qt::ToolTipRole:
        if (column == How)
            return row.how;
        return row.exact.isEmpty() ? row.label : tr("%1: %2").arg(row.label, row.exact);
    case Qt::AccessibleTextRole:
        return column == Size && row.fraction ? QVariant(row.size + u' '
                   + (m_units == UnitSystem::Binary ? QStringLiteral("MiB") : QStringLiteral("MB")))
                                              : QVariant();
    case MemoryRole:
        return row.role ? QVariant(static_cast<int>(*row.role)) : QVariant();
    case ShareRole:
        return row.fraction ? QVariant(*row.fraction) : QVariant();
    case GuideRole:
        return row.guide;
    case TotalRole:
        return row.kind == BreakdownRow::Kind::Total;
    case HeadingRole:
        return row.kind == BreakdownRow::Kind::Heading;
    case NoteRole:
        return row.kind == BreakdownRow::Kind::Note;
    default:
        return {};
    }
}

QVariant BreakdownModel::detailData(const BreakdownDetail& detail, Column column, int role) const
{
    if (column != Component)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return tr("%1: %2").arg(detail.caption, detail.text);
    case CaptionRole:
        return detail.caption;
    case GuideRole:
        return detail.guide.isEmpty() ? QVariant() : QVariant(detail.guide);
    case DetailRole:
    case Qt::ToolTipRole:
        return detail.text;
    default:
        return {};
    }
}

QVariant BreakdownModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Component:
        return tr("Component");
    case Size:
        return m_units == UnitSystem::Binary ? tr("Size (MiB)") : tr("Size (MB)");
    case Percentage:
        return tr("Percentage");
    case How:
        return tr("How");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
