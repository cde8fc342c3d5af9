// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace headroom::app {
class CompareModel;
class Comparison;
class Session;
} // namespace headroom::app

namespace headroom::gui {

/// The current scenario beside those that were kept: their bars on one scale, the fields that
/// differ, and their bytes.
class CompareTab : public QWidget {
    Q_OBJECT

public:
    explicit CompareTab(app::Session& session, QWidget* parent = nullptr);

    /// Keeps the current scenario; a notice says so, or why not.
    void keepCurrent();
    /// The session has another result, or other units.
    void refresh();

Q_SIGNALS:
    void notice(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QTreeView* makeTable();
    void showBars();

    app::Session& m_session;
    app::Comparison* m_comparison;
    app::CompareModel* m_model = nullptr; ///< none before the tab is first seen
    QStackedWidget* m_pages = nullptr;
    QWidget* m_bars = nullptr;
    QGridLayout* m_grid = nullptr;
    QTreeView* m_table = nullptr;
    bool m_outdated = true;
};

} // namespace headroom::gui
