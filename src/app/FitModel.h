// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/FitSearch.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace headroom::app {

/// What a scenario takes on each device that is known (devicesToFit()). The rows are there from the
/// start; their figures come one after the other, and those of before stand until then, as pending.
class FitModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Name,
        Verdict,
        Used,
        Capacity,
        Headroom,
        LargestBatch,
        LargestSequence,
        ColumnCount
    };
    enum DataRole {
        IdRole = Qt::UserRole + 1,
        SortRole,
        SearchRole, ///< all that is searched, of a row
        ShareRole, ///< used / capacity; none before it is known
        FitsRole, ///< none before it is known
        PendingRole, ///< the figures are of an earlier scenario, or not there yet
        CurrentRole, ///< the scenario's own device
    };

    explicit FitModel(QObject* parent = nullptr);

    /// All rows are pending from now on. `byContext`: the last column is about the context.
    void expectFits(bool byContext);
    void setFit(int row, const DeviceFit& fit);
    void setUnits(UnitSystem units);
    void setCurrent(const QString& device);

    [[nodiscard]] int pending() const;
    [[nodiscard]] int fitting() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        std::optional<DeviceFit> fit;
        bool pending = true;
    };
    [[nodiscard]] QVariant sortKey(const Row& row, int column) const;
    [[nodiscard]] QString text(const Row& row, int column) const;
    void changed();

    std::vector<Row> m_rows;
    QString m_current;
    UnitSystem m_units = UnitSystem::Binary;
    bool m_byContext = false;
};

} // namespace headroom::app
