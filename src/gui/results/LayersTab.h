// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSortFilterProxyModel;
class QStackedWidget;
class QTreeView;

namespace headroom::app {
class Clipboard;
class ModulesModel;
class Session;
} // namespace headroom::app

namespace headroom::gui {

/// The module tree with what each module takes. It works only while it is in sight.
class LayersTab : public QWidget {
    Q_OBJECT

public:
    explicit LayersTab(const app::Session& session, QWidget* parent = nullptr);

    /// The session has another result, or other units.
    void refresh();
    /// Where copies go; it outlives the tab.
    void setClipboard(app::Clipboard& clipboard) { m_clipboard = &clipboard; }

Q_SIGNALS:
    /// From the page that stands here where the model has no modules.
    void modelRequested();
    void notice(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QTreeView* makeTable();
    void showMenu(const QPoint& position);
    /// The selected rows, or all that are unfolded, as text with tabs and as an HTML table.
    void copy();
    void unfoldFirst();

    const app::Session& m_session;
    app::Clipboard* m_clipboard;
    app::ModulesModel* m_modules = nullptr;
    QSortFilterProxyModel* m_sorted = nullptr;
    QStackedWidget* m_pages = nullptr; ///< none before the tab is first seen
    QTreeView* m_table = nullptr;
    bool m_outdated = true;
};

} // namespace headroom::gui
