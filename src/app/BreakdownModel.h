// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/BreakdownRows.h"
#include "headroom/base/Bytes.h"
#include "headroom/core/Estimate.h"
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Scenario.h"

#include <QAbstractItemModel>
#include <QString>

#include <vector>

namespace headroom::app {

/// The page's table: a row for each component, the total below; of an architecture, above it, what
/// is alive at the peak. A part's row unfolds to where its number comes from; that explanation is
/// made when it is asked for. A new result changes the rows that differ and keeps the others.
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
        HeadingRole, ///< bool: of a block
        NoteRole, ///< bool: a sentence across all columns
    };

    explicit BreakdownModel(QObject* parent = nullptr);

    /// `view` is of the scenario, stays until the next call, and is nullptr where there is none.
    void setResult(const MemoryModel& model, const Scenario& scenario, const Estimate& estimate,
        UnitSystem units, const StepView* view = nullptr);

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
    struct Row {
        BreakdownRow shown;
        bool fetched = false;
        std::vector<BreakdownDetail> details;
    };

    [[nodiscard]] std::vector<BreakdownDetail> explain(const Row& row) const;
    void removeRowsWithout(const std::vector<BreakdownRow>& rows);
    void updateDetails(int row);
    [[nodiscard]] QVariant rowData(const BreakdownRow& row, Column column, int role) const;
    [[nodiscard]] QVariant detailData(const BreakdownDetail& detail, Column column, int role) const;

    MemoryModel m_model;
    Scenario m_scenario;
    Estimate m_estimate;
    const StepView* m_view = nullptr;
    UnitSystem m_units = UnitSystem::Binary;
    std::vector<Row> m_rows;
};

} // namespace headroom::app
