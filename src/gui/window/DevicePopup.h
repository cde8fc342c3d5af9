// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QTreeView;

namespace headroom::app {
class WordFilter;
}

namespace headroom::gui {

/// The devices of the catalogue by search, as a list that pops up: the keys of the list work while
/// the search is typed. It closes when one is chosen.
class DevicePopup : public QFrame {
    Q_OBJECT

public:
    explicit DevicePopup(QWidget* parent = nullptr);

    /// Opens below (or above) that widget, with the device selected.
    void popUp(const QWidget& below, const QString& current);

Q_SIGNALS:
    void chosen(const QString& id);
    void noneChosen();
    void ownMemoryRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeList();
    void search(const QString& text);
    void select(const QString& id);
    void choose();

    app::WordFilter* m_found;
    QLineEdit* m_search;
    QTreeView* m_list;
    QLabel* m_none;
};

} // namespace headroom::gui
