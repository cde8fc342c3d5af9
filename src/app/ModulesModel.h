// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/core/StepView.h"

#include <QAbstractItemModel>

#include <vector>

namespace headroom::app {

/// The module tree of an architecture with what each module takes. Where only figures changed, the
/// rows stay.
class ModulesModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column {
        Module,
        Parameters,
        Trainable,
        Weights,
        Gradients,
        OptimizerState,
        Activations,
        Peak,
        ColumnCount
    };
    enum DataRole { SortRole = Qt::UserRole + 1 };

    explicit ModulesModel(QObject* parent = nullptr);

    void setModules(std::vector<ModuleMemory> modules, UnitSystem units);

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
    /// Where a module stands in the tree; its place here is that in m_modules.
    struct Place {
        int row = 0;
        std::vector<std::size_t> children;
    };
    [[nodiscard]] bool hasSameTree(const std::vector<ModuleMemory>& modules) const;
    [[nodiscard]] QString path(std::size_t module) const;

    std::vector<ModuleMemory> m_modules;
    std::vector<Place> m_places;
    UnitSystem m_units = UnitSystem::Binary;
};

} // namespace headroom::app
