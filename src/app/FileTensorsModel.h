// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/formats/ModelFile.h"

#include <QAbstractItemModel>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace headroom::app {

/// The tensors of a model file, one below the other or below the module that they are of. It sorts
/// and filters by itself, over lists of indices: 100,000 tensors follow each key.
class FileTensorsModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, Shape, Type, Elements, Size, ColumnCount };

    explicit FileTensorsModel(QObject* parent = nullptr);

    void setFile(std::shared_ptr<const ModelFile> file, UnitSystem units);
    /// With a row for each block (model.layers.0) or other module, and its sums.
    void setGrouped(bool grouped);
    [[nodiscard]] bool isGrouped() const { return m_grouped; }
    /// The tensors whose name or type has every word of the text, in any order and case.
    void filter(const QString& text);
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    [[nodiscard]] std::uint64_t shownTensors() const { return m_shown.size(); }
    [[nodiscard]] Bytes shownBytes() const;

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
    /// A module with some of its tensors shown: [first, first + count) of m_shown.
    struct Group {
        std::uint32_t module = 0; ///< its place in m_modules
        std::size_t first = 0;
        std::size_t count = 0;
        std::uint64_t elements = 0;
        std::uint64_t bytes = 0;
        std::string_view type; ///< of all of them; empty: of several
        bool sameType = true;
        bool isKnown = false; ///< the shape of any of them
    };
    void listModules();
    void rankNames();
    void sortAll();
    void choose();
    void group();
    void rebuild();
    [[nodiscard]] bool accepts(std::uint32_t tensor) const;
    [[nodiscard]] const FileTensor& tensorAt(const QModelIndex& index) const;
    [[nodiscard]] QVariant tensorData(const FileTensor& tensor, Column column, int role) const;
    [[nodiscard]] QVariant groupData(const Group& group, Column column, int role) const;

    std::shared_ptr<const ModelFile> m_file;
    UnitSystem m_units = UnitSystem::Binary;
    std::string m_search; ///< all names and types in lower case
    std::vector<std::size_t> m_searchEnds; ///< of each tensor's part
    std::vector<std::string> m_modules;
    std::vector<std::uint32_t> m_moduleOf; ///< of each tensor
    std::vector<std::uint32_t> m_rank; ///< of each tensor among the names in order
    std::vector<std::uint32_t> m_order; ///< all tensors, sorted
    std::vector<std::uint32_t> m_shown; ///< those that pass the filter; group by group
    std::vector<Group> m_groups;
    std::vector<std::string> m_words;
    Column m_column = Name;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
    bool m_grouped = false;
};

} // namespace headroom::app
