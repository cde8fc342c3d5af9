// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QTreeView;

namespace headroom::app {
class WordFilter;
}

namespace headroom::gui {

/// A model of the catalogue by search: the keys of the list work while the search is typed.
class ModelChooser : public QDialog {
    Q_OBJECT

public:
    /// `current` is selected at first, where it is one of them.
    explicit ModelChooser(const QString& current, QWidget* parent = nullptr);

    /// The chosen model's id; empty where none is selected.
    [[nodiscard]] QString id() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search(const QString& text);
    void select(const QString& id);
    void showState();

    app::WordFilter* m_found;
    QLineEdit* m_search;
    QTreeView* m_list;
    QLabel* m_count;
    QDialogButtonBox* m_buttons;
};

} // namespace headroom::gui
