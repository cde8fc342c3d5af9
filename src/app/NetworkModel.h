// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/OwnNetwork.h"
#include "headroom/core/Scenario.h"

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace headroom::app {

/// The layers of an own network as a table: each with its settings, and what goes out of it or what
/// is wrong with it. Layers inside of a residual follow it.
class NetworkModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Layer, Settings, Output, Parameters, ColumnCount };
    enum Role { DepthRole = Qt::UserRole, ProblemRole, PlaceRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Nothing where the scenario's model is no own network.
    void setScenario(const Scenario& scenario);

    /// The place of a row in the list (LayerList.h); empty where there is none.
    [[nodiscard]] std::string place(int row) const;
    /// -1 where there is none.
    [[nodiscard]] int rowOf(const std::string& place) const;
    [[nodiscard]] int firstProblem() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const architectures::OwnRow& row, int column) const;
    [[nodiscard]] QString settings(const architectures::OwnRow& row) const;

    Value m_layers;
    std::vector<architectures::OwnRow> m_rows;
};

} // namespace headroom::app
