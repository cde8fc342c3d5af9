// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/FitModel.h"

#include "app/Breakdown.h"
#include "app/DeviceText.h"

#include <algorithm>
#include <limits>

namespace headroom::app {
namespace {

const Device& fitDevice(int row) { return *devicesToFit()[static_cast<std::size_t>(row)]; }

std::uint64_t bytesBetween(const DeviceFit& fit)
{
    return fit.fits ? fit.capacity.value - fit.used.value : fit.used.value - fit.capacity.value;
}

QString limitText(const std::optional<std::uint64_t>& count)
{
    if (!count)
        return FitModel::tr("any");
    return *count == 0 ? FitModel::tr("none") : countText(*count);
}

} // namespace

FitModel::FitModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_rows(devicesToFit().size())
{
}

void FitModel::changed()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(
            index(0, 0), index(static_cast<int>(m_rows.size()) - 1, ColumnCount - 1));
}

void FitModel::expectFits(bool byContext)
{
    for (Row& row : m_rows)
        row.pending = true;
    changed();
    if (byContext == m_byContext)
        return;
    m_byContext = byContext;
    Q_EMIT headerDataChanged(Qt::Horizontal, LargestSequence, LargestSequence);
}

void FitModel::setFit(int row, const DeviceFit& fit)
{
    m_rows[static_cast<std::size_t>(row)] = {fit, false};
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void FitModel::setUnits(UnitSystem units)
{
    if (units == m_units)
        return;
    m_units = units;
    changed();
}

void FitModel::setCurrent(const QString& device)
{
    if (device == m_current)
        return;
    m_current = device;
    changed();
}

int FitModel::pending() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.pending; }));
}

int FitModel::fitting() const
{
    return static_cast<int>(std::count_if(
        m_rows.begin(), m_rows.end(), [](const Row& row) { return row.fit && row.fit->fits; }));
}

int FitModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FitModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FitModel::sortKey(const Row& row, int column) const
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    constexpr std::uint64_t kMissing = std::uint64_t{1} << 63U;
    if (!row.fit)
        return static_cast<qulonglong>(kMost);
    const DeviceFit& fit = *row.fit;
    const std::uint64_t between = std::min(bytesBetween(fit), kMissing - 1);
    switch (static_cast<Column>(column)) {
    case Verdict:
        // What fits, the tightest first; then what does not, the nearest first.
        return static_cast<qulonglong>(fit.fits ? between : kMissing | between);
    case Used:
        return static_cast<qulonglong>(fit.used.value);
    case Capacity:
        return static_cast<qulonglong>(fit.capacity.value);
    case Headroom:
        // From the most missing to the most left.
        return static_cast<qulonglong>(fit.fits ? kMissing | between : kMissing - 1 - between);
    case LargestBatch:
        return static_cast<qulonglong>(fit.largestBatch.value_or(kMost));
    case LargestSequence:
        return static_cast<qulonglong>(fit.largestSequence.value_or(kMost));
    case Name:
    case ColumnCount:
        break;
    }
    return {};
}

QString FitModel::text(const Row& row, int column) const
{
    if (!row.fit)
        return QStringLiteral("…");
    const DeviceFit& fit = *row.fit;
    switch (static_cast<Column>(column)) {
    case Verdict:
        return fit.fits ? tr("✓ fits") : tr("✗ does not fit");
    case Used:
        return sizeText(fit.used, m_units);
    case Capacity:
        return sizeText(fit.capacity, m_units);
    case Headroom:
        return (fit.fits ? QString() : QStringLiteral("−"))
            + sizeText(Bytes{bytesBetween(fit)}, m_units);
    case LargestBatch:
        return limitText(fit.largestBatch);
    case LargestSequence:
        return limitText(fit.largestSequence);
    case Name:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FitModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const Device& device = fitDevice(index.row());
    const int column = index.column();
    const bool isName = column == Name;
    switch (role) {
    case Qt::DisplayRole:
        return isName ? QString::fromStdString(device.name) : text(row, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            (isName || column == Verdict ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (column == Capacity)
            return tr("%1, %2").arg(exactBytes(device.capacity), capacitySourceText(device));
        if (column == Used && row.fit)
            return exactBytes(row.fit->used);
        if (column == Headroom && row.fit)
            return exactBytes(Bytes{bytesBetween(*row.fit)});
        return isName ? QVariant(tr("%1, %2, %3 as sold")
                                     .arg(QString::fromStdString(device.id),
                                         deviceKindText(device.kind), soldText(device)))
                      : QVariant();
    case IdRole:
        return QString::fromStdString(device.id);
    case SortRole:
        return isName ? QVariant(QString::fromStdString(device.name)) : sortKey(row, column);
    case SearchRole:
        return deviceSearchText(device);
    case ShareRole:
        return row.fit && row.fit->capacity.value != 0
            ? QVariant(static_cast<double>(row.fit->used.value)
                / static_cast<double>(row.fit->capacity.value))
            : QVariant();
    case FitsRole:
        return row.fit ? QVariant(row.fit->fits) : QVariant();
    case PendingRole:
        return row.pending;
    case CurrentRole:
        return QString::fromStdString(device.id) == m_current;
    default:
        return {};
    }
}

QVariant FitModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (section == Name || section == Verdict ? Qt::AlignLeft : Qt::AlignRight)
            | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (static_cast<Column>(section)) {
        case LargestBatch:
            return tr("The largest batch size that fits, all else as it is");
        case LargestSequence:
            return m_byContext ? tr("The longest context that fits, all else as it is")
                               : tr("The longest sequence that fits, all else as it is");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Device");
    case Verdict:
        return tr("Fits");
    case Used:
        return tr("Takes");
    case Capacity:
        return tr("of");
    case Headroom:
        return tr("Headroom");
    case LargestBatch:
        return tr("Largest batch");
    case LargestSequence:
        return m_byContext ? tr("Longest context") : tr("Longest sequence");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
