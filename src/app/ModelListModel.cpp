// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ModelListModel.h"

#include "app/Breakdown.h"
#include "app/LocaleText.h"
#include "headroom/base/Bytes.h"
#include "headroom/formats/Models.h"

#include <array>

namespace headroom::app {
namespace {

const CatalogueEntry& catalogueRow(int row)
{
    return catalogueModels()[static_cast<std::size_t>(row)];
}

} // namespace

QString shortCount(quint64 count)
{
    struct Unit {
        quint64 size;
        const char* name;
    };
    constexpr std::array<Unit, 4> kUnits{
        {{1'000'000'000'000, "T"}, {1'000'000'000, "B"}, {1'000'000, "M"}, {1'000, "K"}}};
    for (const Unit& unit : kUnits) {
        if (count >= unit.size)
            return QString::fromStdString(LocaleText().number(formatRatio(count, unit.size, 2)))
                + QLatin1String(unit.name);
    }
    return countText(count);
}

ModelListModel::ModelListModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

int ModelListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(catalogueModels().size());
}

int ModelListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ModelListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const CatalogueEntry& entry = catalogueRow(index.row());
    const auto column = static_cast<Column>(index.column());
    const bool number = column == Parameters || column == Context;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == IdRole)
        return QString::fromStdString(entry.id);
    if (role == SearchRole)
        return QString(
            QString::fromStdString(entry.name + ' ' + entry.id + ' ' + entry.family + ' ')
            + shortCount(entry.parameters));
    if (role == SortRole && number)
        return static_cast<qulonglong>(
            column == Parameters ? entry.parameters : entry.contextLength);
    if (role == Qt::ToolTipRole)
        return column == Parameters ? countText(entry.parameters)
                                    : QString::fromStdString(entry.source);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (column) {
    case Name:
        return QString::fromStdString(entry.name);
    case Family:
        return QString::fromStdString(entry.family);
    case Parameters:
        return shortCount(entry.parameters);
    case Type:
        return QString::fromStdString(entry.dtype);
    case Context:
        return countText(entry.contextLength);
    case Id:
        return QString::fromStdString(entry.id);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ModelListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<Column>(section);
    const bool number = column == Parameters || column == Context;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Name:
        return tr("Name");
    case Family:
        return tr("Family");
    case Parameters:
        return tr("Parameters");
    case Type:
        return tr("Type");
    case Context:
        return tr("Context");
    case Id:
        return tr("Id");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
