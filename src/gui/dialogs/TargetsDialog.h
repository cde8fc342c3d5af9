// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Value.h"

#include <QDialog>

#include <string>
#include <vector>

class QDialogButtonBox;
class QLabel;
class QStandardItemModel;
class QTreeView;

namespace headroom {
class MemoryModel;
struct Scenario;
} // namespace headroom

namespace headroom::gui {

class ChoiceBox;

/// Which modules of a model get an adapter: all linear layers, those of the attention, or those
/// ticked in a tree of the model's own names, by their last word.
class TargetsDialog : public QDialog {
    Q_OBJECT

public:
    /// The scenario's model is run once for its names.
    TargetsDialog(const MemoryModel& model, const Scenario& scenario, QWidget* parent = nullptr);

    /// What adapter.targets is set to: a word, or a list of names.
    [[nodiscard]] Value targets() const;

private:
    void fill(const std::vector<std::string>& modules, const Value& targets);
    void showState();

    ChoiceBox* m_way;
    QStandardItemModel* m_names;
    QTreeView* m_tree;
    QLabel* m_state;
    QDialogButtonBox* m_buttons;
};

} // namespace headroom::gui
