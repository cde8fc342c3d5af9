// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/DeviceListModel.h"

#include "app/DeviceText.h"
#include "app/LocaleText.h"

namespace headroom::app {
namespace {

const Device& listedDevice(int row) { return *devicesToChoose()[static_cast<std::size_t>(row)]; }

bool isDeviceFigure(int column)
{
    return column == DeviceListModel::Sold || column == DeviceListModel::Usable
        || column == DeviceListModel::Year;
}

} // namespace

DeviceListModel::DeviceListModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

int DeviceListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(devicesToChoose().size());
}

int DeviceListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeviceListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Device& device = listedDevice(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (isDeviceFigure(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == IdRole)
        return QString::fromStdString(device.id);
    if (role == SearchRole)
        return deviceSearchText(device);
    if (role == SortRole && isDeviceFigure(column))
        return static_cast<qulonglong>(column == Sold ? device.memory.value
                : column == Usable                    ? device.capacity.value
                                                      : device.year.value_or(0));
    if (role == Qt::ToolTipRole)
        return column == Usable ? capacitySourceText(device)
                                : QString::fromStdString(device.source);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (column) {
    case Name:
        return QString::fromStdString(device.name);
    case Sold:
        return soldText(device);
    case Usable:
        return QString(
            QString::fromStdString(LocaleText().number(formatRatio(device.capacity.value, kGiB, 2)))
            + QStringLiteral(" GiB"));
    case Kind:
        return deviceKindText(device.kind);
    case Year:
        return device.year ? QString::number(*device.year) : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant DeviceListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (isDeviceFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Device");
    case Sold:
        return tr("As sold");
    case Usable:
        return tr("Usable");
    case Kind:
        return tr("Kind");
    case Year:
        return tr("Year");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
