// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ModulesModel.h"

#include "app/Breakdown.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace headroom::app {
namespace {

std::optional<Bytes> columnBytes(const ModuleMemory& module, int column)
{
    switch (static_cast<ModulesModel::Column>(column)) {
    case ModulesModel::Weights:
        return module.weights;
    case ModulesModel::Gradients:
        return module.gradients;
    case ModulesModel::OptimizerState:
        return module.optimizerState;
    case ModulesModel::Activations:
        return module.activations;
    case ModulesModel::Peak:
        return module.peak;
    case ModulesModel::Module:
    case ModulesModel::Parameters:
    case ModulesModel::Trainable:
    case ModulesModel::ColumnCount:
        break;
    }
    return std::nullopt;
}

} // namespace

ModulesModel::ModulesModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

bool ModulesModel::hasSameTree(const std::vector<ModuleMemory>& modules) const
{
    return std::equal(m_modules.begin(), m_modules.end(), modules.begin(), modules.end(),
        [](const ModuleMemory& a, const ModuleMemory& b) {
            return a.parent == b.parent && a.name == b.name;
        });
}

void ModulesModel::setModules(std::vector<ModuleMemory> modules, UnitSystem units)
{
    m_units = units;
    if (hasSameTree(modules)) {
        m_modules = std::move(modules);
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            const int last = static_cast<int>(m_places[i].children.size()) - 1;
            if (last < 0)
                continue;
            const QModelIndex above = createIndex(m_places[i].row, 0, i);
            Q_EMIT dataChanged(index(0, Parameters, above), index(last, Peak, above));
        }
        if (!m_modules.empty())
            Q_EMIT dataChanged(index(0, Parameters), index(0, Peak));
        return;
    }
    beginResetModel();
    m_modules = std::move(modules);
    m_places.assign(m_modules.size(), {});
    for (std::size_t i = 1; i < m_modules.size(); ++i) {
        Place& above = m_places[m_modules[i].parent];
        m_places[i].row = static_cast<int>(above.children.size());
        above.children.push_back(i);
    }
    endResetModel();
}

QModelIndex ModulesModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr{0});
    return createIndex(
        row, column, m_places[parent.internalId()].children[static_cast<std::size_t>(row)]);
}

QModelIndex ModulesModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    const std::size_t above = m_modules[child.internalId()].parent;
    return createIndex(m_places[above].row, 0, above);
}

int ModulesModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return m_modules.empty() ? 0 : 1;
    return parent.column() == 0 ? static_cast<int>(m_places[parent.internalId()].children.size())
                                : 0;
}

int ModulesModel::columnCount(const QModelIndex& /*parent*/) const { return ColumnCount; }

QString ModulesModel::path(std::size_t module) const
{
    QString text = QString::fromStdString(m_modules[module].name);
    for (std::size_t i = m_modules[module].parent; i != 0 && i != ModuleMemory::kNoParent;
         i = m_modules[i].parent)
        text = QString::fromStdString(m_modules[i].name) + u'.' + text;
    return text;
}

QVariant ModulesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ModuleMemory& module = m_modules[index.internalId()];
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (index.column() == Module ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const std::optional<Bytes> bytes = columnBytes(module, index.column());
    if (role == SortRole) {
        if (bytes)
            return static_cast<qulonglong>(bytes->value);
        // In the model's own order, in which blocks count up.
        return index.column() == Parameters ? static_cast<qulonglong>(module.parameters)
            : index.column() == Trainable   ? static_cast<qulonglong>(module.trainable)
                                            : static_cast<qulonglong>(index.internalId());
    }
    if (role == Qt::ToolTipRole && bytes)
        return exactBytes(*bytes);
    if (role == Qt::ToolTipRole && index.column() == Module)
        return index.internalId() == 0 ? tr("The model itself") : path(index.internalId());
    if (role != Qt::DisplayRole)
        return {};
    if (bytes)
        return sizeText(*bytes, m_units);
    if (index.column() == Parameters)
        return countText(module.parameters);
    // The mark of what trains: a number; of what does not, none.
    if (index.column() == Trainable)
        return module.trainable == 0 ? QStringLiteral("–") : countText(module.trainable);
    return index.internalId() == 0 ? tr("Whole model") : QString::fromStdString(module.name);
}

QVariant ModulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (section == Module ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (static_cast<Column>(section)) {
        case Trainable:
            return tr("Parameters that get a gradient: what adapters and frozen parts leave");
        case Gradients:
            return tr("After the backward pass");
        case OptimizerState:
            return tr("With master weights, where there are");
        case Activations:
            return tr("What the module made and backward needs, after the forward pass");
        case Peak:
            return tr("The most that the module's own tensors take at one time. Modules peak at "
                      "different moments, so this column does not add up.");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Module:
        return tr("Module");
    case Parameters:
        return tr("Parameters");
    case Trainable:
        return tr("Trainable");
    case Weights:
        return tr("Weights");
    case Gradients:
        return tr("Gradients");
    case OptimizerState:
        return tr("Optimizer state");
    case Activations:
        return tr("Activations");
    case Peak:
        return tr("Own peak");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
