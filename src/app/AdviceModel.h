// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Advice.h"

#include <QAbstractTableModel>

namespace headroom::app {

/// "Activation checkpointing: full; Batch size: 2".
[[nodiscard]] QString changeText(const Change& change, UnitSystem units);
/// What it costs, in a sentence.
[[nodiscard]] QString costText(const Change& change);
/// The advice as a whole: "Does not fit: 3.20 GiB over. The cheapest of 7 changes that fit is
/// first."
[[nodiscard]] QString adviceText(const Advice& advice, UnitSystem units);

/// The changes of an advice, best first.
class AdviceModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Words, Verdict, Saves, Takes, Cost, ColumnCount };
    enum DataRole { FitsRole = Qt::UserRole + 1 };

    explicit AdviceModel(QObject* parent = nullptr);

    void setAdvice(Advice advice, UnitSystem units);
    void setUnits(UnitSystem units);
    [[nodiscard]] const Advice& advice() const { return m_advice; }
    /// nullptr where there is no such row.
    [[nodiscard]] const Change* change(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    Advice m_advice;
    UnitSystem m_units = UnitSystem::Binary;
};

} // namespace headroom::app
