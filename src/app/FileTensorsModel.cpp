// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/FileTensorsModel.h"

#include "app/Breakdown.h"
#include "app/NaturalOrder.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace headroom::app {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// As the filter compares: letters of ASCII alone, which names are made of.
void appendLower(std::string& to, std::string_view text)
{
    for (const char c : text)
        to += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The block that a tensor is of, "model.layers.0"; outside of blocks its module.
std::string_view moduleOf(std::string_view name)
{
    for (std::size_t start = 0; start < name.size();) {
        const std::size_t end = std::min(name.find('.', start), name.size());
        const std::string_view part = name.substr(start, end - start);
        if (!part.empty() && std::all_of(part.begin(), part.end(), isDigit))
            return name.substr(0, end);
        start = end + 1;
    }
    const std::size_t last = name.rfind('.');
    return last == name.npos ? std::string_view() : name.substr(0, last);
}

std::uint64_t figure(const FileTensor& tensor, FileTensorsModel::Column column)
{
    return column == FileTensorsModel::Elements ? tensor.elements : tensor.bytes;
}

QString shapeText(const FileTensor& tensor)
{
    QStringList sizes;
    for (const std::uint64_t size : tensor.shape)
        sizes += QString::number(size);
    return sizes.join(QStringLiteral(" × "));
}

} // namespace

FileTensorsModel::FileTensorsModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void FileTensorsModel::setFile(std::shared_ptr<const ModelFile> file, UnitSystem units)
{
    beginResetModel();
    m_units = units;
    const bool same = file == m_file;
    m_file = std::move(file);
    if (!same) {
        listModules();
        rankNames();
        sortAll();
    }
    choose();
    endResetModel();
}

void FileTensorsModel::setGrouped(bool grouped)
{
    if (grouped == m_grouped)
        return;
    m_grouped = grouped;
    rebuild();
}

void FileTensorsModel::filter(const QString& text)
{
    m_words.clear();
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString& word : words)
        appendLower(m_words.emplace_back(), word.toStdString());
    rebuild();
}

void FileTensorsModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    m_column = static_cast<Column>(column);
    m_direction = order;
    beginResetModel();
    sortAll();
    choose();
    endResetModel();
}

Bytes FileTensorsModel::shownBytes() const
{
    // A file's sum fits 64 bits, so that of some of its tensors does.
    return Bytes{std::accumulate(m_shown.begin(), m_shown.end(), std::uint64_t{0},
        [this](std::uint64_t sum, std::uint32_t i) { return sum + m_file->tensors[i].bytes; })};
}

void FileTensorsModel::listModules()
{
    m_search.clear();
    m_searchEnds.clear();
    m_modules.clear();
    m_moduleOf.clear();
    if (!m_file)
        return;
    std::vector<std::string_view> names;
    for (const FileTensor& tensor : m_file->tensors) {
        appendLower(m_search, tensor.name);
        m_search += ' ';
        appendLower(m_search, tensor.dtype);
        m_searchEnds.push_back(m_search.size());
        names.push_back(moduleOf(tensor.name));
    }
    std::vector<std::string_view> sorted = names;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    m_moduleOf.reserve(names.size());
    for (const std::string_view name : names)
        m_moduleOf.push_back(static_cast<std::uint32_t>(
            std::lower_bound(sorted.begin(), sorted.end(), name) - sorted.begin()));
    m_modules.assign(sorted.begin(), sorted.end());
}

void FileTensorsModel::rankNames()
{
    const std::size_t count = m_file ? m_file->tensors.size() : 0;
    m_order.resize(count);
    std::iota(m_order.begin(), m_order.end(), 0U);
    std::stable_sort(m_order.begin(), m_order.end(), [this](std::uint32_t a, std::uint32_t b) {
        return comesBefore(m_file->tensors[a].name, m_file->tensors[b].name);
    });
    m_rank.resize(count);
    for (std::uint32_t i = 0; i < count; ++i)
        m_rank[m_order[i]] = i;
}

void FileTensorsModel::sortAll()
{
    const auto before = [this](std::uint32_t a, std::uint32_t b) {
        const FileTensor& left = m_file->tensors[a];
        const FileTensor& right = m_file->tensors[b];
        switch (m_column) {
        case Shape:
            if (left.shape != right.shape)
                return left.shape < right.shape;
            break;
        case Type:
            if (left.dtype != right.dtype)
                return left.dtype < right.dtype;
            break;
        case Elements:
        case Size:
            if (figure(left, m_column) != figure(right, m_column))
                return figure(left, m_column) < figure(right, m_column);
            break;
        case Name:
        case ColumnCount:
            break;
        }
        return m_rank[a] < m_rank[b];
    };
    if (m_direction == Qt::AscendingOrder)
        std::sort(m_order.begin(), m_order.end(), before);
    else
        std::sort(m_order.begin(), m_order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return before(b, a); });
}

bool FileTensorsModel::accepts(std::uint32_t tensor) const
{
    const std::size_t start = tensor == 0 ? 0 : m_searchEnds[tensor - 1];
    const std::string_view text =
        std::string_view(m_search).substr(start, m_searchEnds[tensor] - start);
    return std::all_of(m_words.begin(), m_words.end(),
        [&](const std::string& word) { return text.find(word) != text.npos; });
}

void FileTensorsModel::choose()
{
    m_shown.clear();
    m_groups.clear();
    std::copy_if(m_order.begin(), m_order.end(), std::back_inserter(m_shown),
        [this](std::uint32_t tensor) { return accepts(tensor); });
    if (m_grouped)
        group();
}

void FileTensorsModel::group()
{
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> groupOf(m_modules.size(), kNone);
    for (const std::uint32_t i : m_shown) {
        const FileTensor& tensor = m_file->tensors[i];
        std::size_t& place = groupOf[m_moduleOf[i]];
        if (place == kNone) {
            place = m_groups.size();
            m_groups.push_back({m_moduleOf[i], 0, 0, 0, 0, tensor.dtype, true, false});
        }
        Group& group = m_groups[place];
        ++group.count;
        group.elements += tensor.elements;
        group.bytes += tensor.bytes;
        group.isKnown = group.isKnown || tensor.hasShape;
        group.sameType = group.sameType && group.type == tensor.dtype;
    }
    // By name they came in order; by a figure the sums decide, by shape or type there is none.
    if (m_column == Elements || m_column == Size) {
        const auto sum = [this](const Group& g) {
            return m_column == Elements ? g.elements : g.bytes;
        };
        std::stable_sort(m_groups.begin(), m_groups.end(), [&](const Group& a, const Group& b) {
            return m_direction == Qt::AscendingOrder ? sum(a) < sum(b) : sum(b) < sum(a);
        });
    }
    std::size_t first = 0;
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        m_groups[i].first = first;
        first += m_groups[i].count;
        groupOf[m_groups[i].module] = i;
    }
    std::vector<std::size_t> next;
    for (const Group& group : m_groups)
        next.push_back(group.first);
    std::vector<std::uint32_t> arranged(m_shown.size());
    for (const std::uint32_t i : m_shown)
        arranged[next[groupOf[m_moduleOf[i]]]++] = i;
    m_shown = std::move(arranged);
}

void FileTensorsModel::rebuild()
{
    beginResetModel();
    choose();
    endResetModel();
}

// The internal id of a row is 0 at the top, and of a tensor in a group the group's place from 1.

QModelIndex FileTensorsModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return createIndex(
        row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
}

QModelIndex FileTensorsModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr{0});
}

int FileTensorsModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_grouped ? m_groups.size() : m_shown.size());
    if (!m_grouped || parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].count);
}

int FileTensorsModel::columnCount(const QModelIndex& /*parent*/) const { return ColumnCount; }

const FileTensor& FileTensorsModel::tensorAt(const QModelIndex& index) const
{
    const std::size_t first = index.internalId() == 0 ? 0 : m_groups[index.internalId() - 1].first;
    return m_file->tensors[m_shown[first + static_cast<std::size_t>(index.row())]];
}

QVariant FileTensorsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (column >= Elements ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (m_grouped && index.internalId() == 0)
        return groupData(m_groups[static_cast<std::size_t>(index.row())], column, role);
    return tensorData(tensorAt(index), column, role);
}

QVariant FileTensorsModel::tensorData(const FileTensor& tensor, Column column, int role) const
{
    const bool tip = role == Qt::ToolTipRole;
    switch (column) {
    case Name:
        return QString::fromStdString(tensor.name);
    case Shape:
        if (tip)
            return {};
        return !tensor.hasShape    ? tr("not known")
            : tensor.shape.empty() ? tr("scalar")
                                   : shapeText(tensor);
    case Type:
        if (tip)
            return {};
        return tensor.dtype.empty()
            ? tr("not known")
            : QString::fromUtf8(tensor.dtype.data(), static_cast<qsizetype>(tensor.dtype.size()));
    case Elements:
        if (!tensor.hasShape)
            return {};
        if (tip)
            return tr("%1 parameters").arg(countText(tensor.parameters));
        return countText(tensor.elements);
    case Size:
        if (!tensor.hasShape)
            return {};
        return tip ? exactBytes(Bytes{tensor.bytes}) : sizeText(Bytes{tensor.bytes}, m_units);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FileTensorsModel::groupData(const Group& group, Column column, int role) const
{
    const bool tip = role == Qt::ToolTipRole;
    const std::string& module = m_modules[group.module];
    switch (column) {
    case Name:
        return module.empty() ? tr("(of no module)") : QString::fromStdString(module);
    case Shape:
        if (tip)
            return {};
        return group.count == 1 ? tr("1 tensor") : tr("%1 tensors").arg(countText(group.count));
    case Type:
        if (tip)
            return {};
        return !group.sameType
            ? tr("several")
            : QString::fromUtf8(group.type.data(), static_cast<qsizetype>(group.type.size()));
    case Elements:
        return tip || !group.isKnown ? QVariant() : QVariant(countText(group.elements));
    case Size:
        if (!group.isKnown)
            return {};
        return tip ? exactBytes(Bytes{group.bytes}) : sizeText(Bytes{group.bytes}, m_units);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FileTensorsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (section >= Elements ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Tensor");
    case Shape:
        return tr("Shape");
    case Type:
        return tr("Type");
    case Elements:
        return tr("Elements");
    case Size:
        return tr("Size");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace headroom::app
