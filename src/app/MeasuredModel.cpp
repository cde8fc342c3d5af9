// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/MeasuredModel.h"

#include "app/Breakdown.h"
#include "app/LocaleText.h"

#include <QFont>

#include <utility>

namespace headroom::app {
namespace {

int alignedAs(int column)
{
    const Qt::Alignment side = column == MeasuredModel::What ? Qt::AlignLeft : Qt::AlignRight;
    return static_cast<int>(side | Qt::AlignVCenter);
}

QString sizeOrDash(const std::optional<Bytes>& bytes, UnitSystem units)
{
    return bytes ? sizeText(*bytes, units) : QStringLiteral("—");
}

/// What was measured above the estimate: "+1.25 GiB".
QString differenceText(const ReconciledRow& row, UnitSystem units)
{
    if (!row.estimated || !row.measured)
        return QStringLiteral("—");
    const bool more = *row.measured >= *row.estimated;
    const Bytes bytes{more ? row.measured->value - row.estimated->value
                           : row.estimated->value - row.measured->value};
    return (more ? QStringLiteral("+") : QStringLiteral("−")) + sizeText(bytes, units);
}

} // namespace

MeasuredModel::MeasuredModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void MeasuredModel::setReconciliation(Reconciliation reconciliation, UnitSystem units)
{
    beginResetModel();
    m_rows = std::move(reconciliation.rows);
    m_units = units;
    endResetModel();
}

int MeasuredModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MeasuredModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MeasuredModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ReconciledRow& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return alignedAs(index.column());
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(!row.isPart);
        return font;
    }
    if (role == Qt::ToolTipRole) {
        if (index.column() == Estimated && row.estimated)
            return exactBytes(*row.estimated);
        if (index.column() == Measured && row.measured)
            return exactBytes(*row.measured);
        return {};
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case What:
        return LocaleText().toString(row.label);
    case Estimated:
        return sizeOrDash(row.estimated, m_units);
    case Measured:
        return sizeOrDash(row.measured, m_units);
    case Difference:
        return differenceText(row, m_units);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant MeasuredModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignedAs(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case What:
        return tr("Figure");
    case Estimated:
        return tr("Estimated");
    case Measured:
        return tr("Measured");
    case Difference:
        return tr("Difference");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
