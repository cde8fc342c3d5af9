// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Comparison.h"
#include "headroom/base/Bytes.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace headroom::app {

/// Scenarios side by side: the fields that differ, then the bytes of each kind, the total, and
/// whether it fits. A column a scenario.
class CompareModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum DataRole {
        MemoryRole = Qt::UserRole + 1, ///< the int of a headroom::Role, for a row of bytes
        HeadingRole, ///< the row is a heading
        TotalRole,
    };

    explicit CompareModel(QObject* parent = nullptr);

    void setScenarios(const std::vector<Comparison::Entry>& entries, UnitSystem units);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        QString label;
        QStringList cells;
        QStringList exact; ///< the cells' bytes, for tool tips
        std::optional<Role> role;
        bool heading = false;
        bool total = false;
    };
    void addFields(const std::vector<Comparison::Entry>& entries, UnitSystem units);
    void addBytes(const std::vector<Comparison::Entry>& entries, UnitSystem units);

    QStringList m_names;
    std::vector<Row> m_rows;
};

} // namespace headroom::app
