// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Measurement.h"

#include <QAbstractTableModel>

namespace headroom::app {

/// What was estimated and what was measured, row by row.
class MeasuredModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { What, Estimated, Measured, Difference, ColumnCount };

    explicit MeasuredModel(QObject* parent = nullptr);

    void setReconciliation(Reconciliation reconciliation, UnitSystem units);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ReconciledRow> m_rows;
    UnitSystem m_units = UnitSystem::Binary;
};

} // namespace headroom::app
