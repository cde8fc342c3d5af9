// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace headroom::app {

/// The models of the catalogue, to choose one from.
class ModelListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Family, Parameters, Type, Context, Id, ColumnCount };
    enum DataRole {
        IdRole = Qt::UserRole + 1,
        SortRole, ///< what the column is sorted by
        SearchRole, ///< all that is searched, of a row
    };

    explicit ModelListModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
};

/// "8.03B", "124M": a parameter count as people say it.
[[nodiscard]] QString shortCount(quint64 count);

} // namespace headroom::app
