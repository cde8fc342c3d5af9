// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AliveModel.h"

#include "app/Breakdown.h"
#include "app/StepText.h"
#include "headroom/base/Dtype.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace headroom::app {
namespace {

// The id of an index: 0 at the top, else one more than its group's row.
constexpr quintptr kNoGroup = 0;

bool isFigure(int column) { return column == AliveModel::Count || column == AliveModel::Size; }

QString tensorType(Dtype dtype)
{
    const std::string_view name = toString(dtype);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

AliveModel::AliveModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void AliveModel::setTensors(std::vector<AliveTensors> tensors, UnitSystem units)
{
    beginResetModel();
    m_tensors = std::move(tensors);
    m_units = units;
    m_total = {};
    for (const AliveTensors& tensor : m_tensors)
        m_total.value += tensor.allocated.value;
    regroup();
    endResetModel();
}

void AliveModel::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    beginResetModel();
    m_grouping = grouping;
    regroup();
    endResetModel();
}

void AliveModel::regroup()
{
    m_groups.clear();
    if (m_grouping == Grouping::None)
        return;
    QHash<QString, std::size_t> places;
    for (std::size_t i = 0; i < m_tensors.size(); ++i) {
        const AliveTensors& tensor = m_tensors[i];
        const QString name =
            m_grouping == Grouping::Kind ? roleText(tensor.role) : moduleText(tensor.module);
        if (!places.contains(name)) {
            places.insert(name, m_groups.size());
            m_groups.push_back({name, {}, 0, {}, true});
        }
        Group& group = m_groups[places.value(name)];
        group.sameKind = group.tensors.empty()
            || (group.sameKind && m_tensors[group.tensors.front()].role == tensor.role);
        group.tensors.push_back(i);
        group.count += tensor.count;
        group.allocated.value += tensor.allocated.value;
    }
    std::stable_sort(m_groups.begin(), m_groups.end(),
        [](const Group& a, const Group& b) { return a.allocated > b.allocated; });
}

const AliveTensors* AliveModel::tensorAt(const QModelIndex& index) const
{
    const auto row = static_cast<std::size_t>(index.row());
    if (index.internalId() != kNoGroup)
        return &m_tensors[m_groups[index.internalId() - 1].tensors[row]];
    return m_grouping == Grouping::None ? &m_tensors[row] : nullptr;
}

QModelIndex AliveModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return createIndex(
        row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : kNoGroup);
}

QModelIndex AliveModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == kNoGroup)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, kNoGroup);
}

int AliveModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_grouping == Grouping::None ? m_tensors.size() : m_groups.size());
    if (parent.internalId() != kNoGroup || parent.column() != 0 || m_grouping == Grouping::None)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].tensors.size());
}

int AliveModel::columnCount(const QModelIndex& /*parent*/) const { return ColumnCount; }

QVariant AliveModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (isFigure(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (const AliveTensors* tensor = tensorAt(index))
        return tensorData(*tensor, column, role);
    return groupData(m_groups[static_cast<std::size_t>(index.row())], column, role);
}

QVariant AliveModel::tensorData(const AliveTensors& tensor, Column column, int role) const
{
    if (role == MemoryRole)
        return static_cast<int>(tensor.role);
    if (role == Qt::ToolTipRole && column == Size)
        return tr("%1 each, %2 as allocated")
            .arg(exactBytes(tensor.each), exactBytes(tensor.allocated));
    if (role == SortRole && column == Count)
        return static_cast<qulonglong>(tensor.count);
    if (role == SortRole && column == Size)
        return static_cast<qulonglong>(tensor.allocated.value);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SortRole)
        return {};
    switch (column) {
    case Tensor:
        return moduleText(tensor.name);
    case Kind:
        return roleText(tensor.role);
    case Shape:
        return tensor.shape.empty() && tensor.dtype == Dtype::Uint8 ? QString()
                                                                    : shapeText(tensor.shape);
    case Type:
        return tensorType(tensor.dtype);
    case Count:
        return countText(tensor.count);
    case Size:
        return sizeText(tensor.allocated, m_units);
    case Operator:
        return operatorText(tensor.op);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AliveModel::groupData(const Group& group, Column column, int role) const
{
    if (role == GroupRole)
        return group.name;
    if (role == MemoryRole)
        return group.sameKind ? QVariant(static_cast<int>(m_tensors[group.tensors.front()].role))
                              : QVariant();
    if (role == Qt::ToolTipRole && column == Size)
        return tr("%1 as allocated").arg(exactBytes(group.allocated));
    if (role == SortRole && column == Count)
        return static_cast<qulonglong>(group.count);
    if (role == SortRole && column == Size)
        return static_cast<qulonglong>(group.allocated.value);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SortRole)
        return {};
    switch (column) {
    case Tensor:
        return group.name;
    case Count:
        return countText(group.count);
    case Size:
        return sizeText(group.allocated, m_units);
    case Kind:
        return group.sameKind ? roleText(m_tensors[group.tensors.front()].role) : tr("several");
    case Shape:
    case Type:
    case Operator:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AliveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (isFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Tensor:
        return tr("Tensor");
    case Kind:
        return tr("Kind");
    case Shape:
        return tr("Shape");
    case Type:
        return tr("Type");
    case Count:
        return tr("Count");
    case Size:
        return tr("Size");
    case Operator:
        return tr("Made by");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
