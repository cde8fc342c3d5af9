// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Role.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <QAbstractItemModel>
#include <QString>

#include <optional>
#include <vector>

namespace headroom::app {

/// The page's table: a row for each component, the total below. A component's row unfolds to where
/// its number comes from; that explanation is made when it is asked for. A new result changes the
/// rows that differ and keeps the others.
class BreakdownModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Component, Size, Percentage, How, ColumnCount };
    enum DataRole {
        MemoryRole =
            Qt::UserRole + 1, ///< int of headroom::Role; invalid for the total and for details
        ShareRole, ///< double from 0 to 1; invalid where the size is not known
        GuideRole, ///< "03-formulas#activations"; of a detail: only where it is the link to it
        CaptionRole, ///< of a detail: "Source"
        DetailRole, ///< of a detail: its text
        TotalRole, ///< bool
    };

    explicit BreakdownModel(QObject* parent = nullptr);

    void setResult(const MemoryModel& model, const Scenario& scenario, const Estimate& estimate,
        UnitSystem units);

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(
        const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Detail {
        QString caption;
        QString text;
        QString guide; ///< the place that it leads to; empty: none
        friend bool operator==(const Detail&, const Detail&) = default;
    };
    struct Row {
        std::optional<Role> role; ///< none: the total
        QString label;
        QString size;
        QString exact;
        QString share;
        QString how;
        QString guide;
        std::optional<double> fraction;
        [[nodiscard]] bool showsAs(const Row& other) const;
        bool fetched = false;
        std::vector<Detail> details;
    };

    [[nodiscard]] std::vector<Row> makeRows(const Estimate& estimate) const;
    [[nodiscard]] std::vector<Detail> explain(Role role) const;
    void removeRowsWithout(const std::vector<Row>& rows);
    void updateDetails(int row);
    [[nodiscard]] QVariant componentData(const Row& row, Column column, int role) const;
    [[nodiscard]] QVariant detailData(const Detail& detail, Column column, int role) const;

    MemoryModel m_model;
    Scenario m_scenario;
    UnitSystem m_units = UnitSystem::Binary;
    std::vector<Row> m_rows;
};

} // namespace headroom::app
