// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace headroom::app {

/// The devices of this machine and of the catalogue, to choose one from.
class DeviceListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Sold, Usable, Kind, Year, ColumnCount };
    enum DataRole {
        IdRole = Qt::UserRole + 1,
        SortRole, ///< what the column is sorted by
        SearchRole, ///< all that is searched, of a row
    };

    explicit DeviceListModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
};

} // namespace headroom::app
