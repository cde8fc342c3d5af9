// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AdviceModel.h"

#include "app/Breakdown.h"
#include "app/FieldText.h"
#include "app/LocaleText.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace headroom::app {
namespace {

bool isChangeFigure(int column)
{
    return column == AdviceModel::Saves || column == AdviceModel::Takes;
}

} // namespace

QString changeText(const Change& change, UnitSystem units)
{
    const LocaleText locale;
    QStringList parts;
    for (const Setting& setting : change.set)
        parts += AdviceModel::tr("%1: %2").arg(locale.toString(setting.field->label),
            fieldValueText(*setting.field, setting.value, units));
    return parts.join(QStringLiteral("; "));
}

QString costText(const Change& change)
{
    const LocaleText locale;
    QStringList parts;
    for (const Text& cost : change.costs)
        parts += locale.toString(cost);
    return parts.join(QStringLiteral("; "));
}

QString adviceText(const Advice& advice, UnitSystem units)
{
    const auto between = [units](Bytes large, Bytes small) {
        return sizeText(Bytes{large.value - small.value}, units);
    };
    if (advice.fits) {
        const QString left = between(advice.capacity, advice.used);
        return advice.changes.empty()
            ? AdviceModel::tr("It fits, %1 left. No change that is known saves more.").arg(left)
            : AdviceModel::tr("It fits, %1 left. These changes would save more.").arg(left);
    }
    const QString over = between(advice.used, advice.capacity);
    if (advice.changes.empty())
        return AdviceModel::tr(
            "It does not fit, %1 over, and no change that is known saves memory.")
            .arg(over);
    const Change& best = advice.changes.front();
    if (!best.fits)
        return AdviceModel::tr("It does not fit, %1 over. Nothing fits: the nearest is %2 over.")
            .arg(over, between(best.used, advice.capacity));
    return AdviceModel::tr(
        "It does not fit, %1 over. These changes make it fit, the cheapest first.")
        .arg(over);
}

AdviceModel::AdviceModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void AdviceModel::setAdvice(Advice advice, UnitSystem units)
{
    beginResetModel();
    m_advice = std::move(advice);
    m_units = units;
    endResetModel();
}

void AdviceModel::setUnits(UnitSystem units)
{
    if (units == m_units)
        return;
    m_units = units;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const Change* AdviceModel::change(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr
                                        : &m_advice.changes[static_cast<std::size_t>(row)];
}

int AdviceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_advice.changes.size());
}

int AdviceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AdviceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Change& change = m_advice.changes[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (isChangeFigure(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == FitsRole)
        return change.fits;
    if (role == Qt::ToolTipRole) {
        if (isChangeFigure(column))
            return exactBytes(column == Saves ? change.saved : change.used);
        return column == Cost ? costText(change) : changeText(change, m_units);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Words:
        return changeText(change, m_units);
    case Verdict:
        return change.fits
            ? tr("✓ fits")
            : tr("✗ %1 over")
                  .arg(sizeText(Bytes{change.used.value - m_advice.capacity.value}, m_units));
    case Saves:
        return sizeText(change.saved, m_units);
    case Takes:
        return sizeText(change.used, m_units);
    case Cost:
        return costText(change);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AdviceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (isChangeFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Words:
        return tr("Change");
    case Verdict:
        return tr("Then");
    case Saves:
        return tr("Saves");
    case Takes:
        return tr("Takes");
    case Cost:
        return tr("It costs");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
