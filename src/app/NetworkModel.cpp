// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/NetworkModel.h"

#include "app/Breakdown.h"
#include "app/LayerList.h"
#include "app/LocaleText.h"
#include "headroom/core/MemoryModel.h"

#include <algorithm>

namespace headroom::app {
namespace {

using architectures::LayerKey;
using architectures::LayerKeyType;
using architectures::LayerType;
using architectures::OwnRow;

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

const LayerType* typeOf(const Value& layer)
{
    const Value* type = layer.find("type");
    const std::string* name = type != nullptr ? type->asString() : nullptr;
    return name != nullptr ? architectures::findLayerType(*name) : nullptr;
}

QString sizesText(const Value::List& sizes)
{
    QStringList parts;
    for (const Value& size : sizes) {
        if (const Value::Number* number = size.asNumber())
            parts += QString::fromStdString(number->text);
    }
    return parts.join(QStringLiteral(" × "));
}

} // namespace

void NetworkModel::setScenario(const Scenario& scenario)
{
    const auto* own = std::get_if<LayersModel>(&scenario.model);
    std::vector<OwnRow> rows = MemoryModel::layerRows(scenario);
    const bool same = rows.size() == m_rows.size()
        && std::equal(rows.begin(), rows.end(), m_rows.begin(),
            [](const OwnRow& a, const OwnRow& b) { return a.pointer == b.pointer; });
    if (!same)
        beginResetModel();
    m_layers = own != nullptr ? own->layers : Value();
    m_rows = std::move(rows);
    if (!same)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::string NetworkModel::place(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].pointer
                                        : std::string();
}

int NetworkModel::rowOf(const std::string& place) const
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [&](const OwnRow& row) { return row.pointer == place; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int NetworkModel::firstProblem() const
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [](const OwnRow& row) { return row.error.has_value(); });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int NetworkModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int NetworkModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString NetworkModel::settings(const OwnRow& row) const
{
    const Value* layer = layerAt(m_layers, row.pointer);
    const LayerType* type = layer != nullptr ? typeOf(*layer) : nullptr;
    if (type == nullptr)
        return {};
    const LocaleText words;
    QStringList parts;
    QString repeat;
    for (const LayerKey& key : type->keys) {
        const Value* value = layer->find(key.name);
        if (value == nullptr || key.type == LayerKeyType::Layers)
            continue;
        if (const Value::Number* number = value->asNumber()) {
            const QString text = QString::fromStdString(number->text);
            if (key.name == architectures::repeatKey().name)
                repeat = number->text == "1" ? QString() : QStringLiteral("× ") + text;
            else
                parts += words.toString(key.label) + u' ' + text;
        } else if (const bool* flag = value->asBool()) {
            parts += *flag ? words.toString(key.label) : tr("no %1").arg(words.toString(key.label));
        } else if (const std::string* word = value->asString()) {
            parts += QString::fromStdString(*word);
        } else if (const Value::List* sizes = value->asList()) {
            parts += sizesText(*sizes);
        }
    }
    if (!repeat.isEmpty())
        parts += repeat;
    return parts.join(QStringLiteral(", "));
}

QString NetworkModel::text(const OwnRow& row, int column) const
{
    const LocaleText words;
    switch (column) {
    case Number:
        return QString::fromStdString(row.number);
    case Layer: {
        const Value* layer = layerAt(m_layers, row.pointer);
        const LayerType* type = layer != nullptr ? typeOf(*layer) : nullptr;
        const Value* name = layer != nullptr ? layer->find("type") : nullptr;
        const QString shown = type != nullptr                ? words.toString(type->label)
            : name != nullptr && name->asString() != nullptr ? fromView(*name->asString())
                                                             : tr("(no type)");
        constexpr int kIndent = 4;
        return QString(row.depth * kIndent, u' ') + shown;
    }
    case Settings:
        return settings(row);
    case Output:
        if (row.error)
            return tr("⚠ %1").arg(words.toString(*row.error));
        return row.output.rank() == 0 ? QStringLiteral("–")
                                      : QString::fromStdString(engine::toString(row.output));
    case Parameters:
        return row.parameters == 0 ? QString() : countText(row.parameters);
    default:
        break;
    }
    return {};
}

QVariant NetworkModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const OwnRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return text(row, index.column()).trimmed();
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            (index.column() == Parameters ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return text(row, index.column()).trimmed();
    case DepthRole:
        return row.depth;
    case ProblemRole:
        return row.error.has_value();
    case PlaceRole:
        return QString::fromStdString(row.pointer);
    default:
        return {};
    }
}

QVariant NetworkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (section == Parameters ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Number:
        return tr("No.");
    case Layer:
        return tr("Layer");
    case Settings:
        return tr("Settings");
    case Output:
        return tr("Gives");
    case Parameters:
        return tr("Parameters");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
