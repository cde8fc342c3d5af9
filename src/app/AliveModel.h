// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/core/StepView.h"

#include <QAbstractItemModel>

#include <vector>

namespace headroom::app {

/// The tensors alive at one moment, largest first, one below the other or below what they are
/// grouped by.
class AliveModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Tensor, Kind, Shape, Type, Count, Size, Operator, ColumnCount };
    enum class Grouping { None, Module, Kind };
    enum DataRole {
        MemoryRole = Qt::UserRole + 1, ///< int of headroom::Role; invalid for mixed groups
        SortRole, ///< what the column is sorted by
        GroupRole, ///< of a group: its key, which stays the same over moments
    };

    explicit AliveModel(QObject* parent = nullptr);

    void setTensors(std::vector<AliveTensors> tensors, UnitSystem units);
    void setGrouping(Grouping grouping);
    [[nodiscard]] Grouping grouping() const { return m_grouping; }
    /// Of all tensors, as the allocator rounds them.
    [[nodiscard]] Bytes total() const { return m_total; }

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Group {
        QString name;
        std::vector<std::size_t> tensors; ///< their places in m_tensors
        std::uint64_t count = 0;
        Bytes allocated;
        bool sameKind = true;
    };
    void regroup();
    [[nodiscard]] const AliveTensors* tensorAt(const QModelIndex& index) const;
    [[nodiscard]] QVariant tensorData(const AliveTensors& tensor, Column column, int role) const;
    [[nodiscard]] QVariant groupData(const Group& group, Column column, int role) const;

    std::vector<AliveTensors> m_tensors;
    std::vector<Group> m_groups; ///< none where they are not grouped
    Grouping m_grouping = Grouping::None;
    UnitSystem m_units = UnitSystem::Binary;
    Bytes m_total;
};

} // namespace headroom::app
