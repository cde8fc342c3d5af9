// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTreeView;

namespace headroom::app {
class AliveModel;
class Session;
} // namespace headroom::app

namespace headroom::gui {

class ElidedLabel;
class TimelineChart;

/// Live memory over one step, and the tensors alive at the moment that is chosen there. It works
/// only while it is in sight.
class TimelineTab : public QWidget {
    Q_OBJECT

public:
    explicit TimelineTab(const app::Session& session, QWidget* parent = nullptr);

    /// The session has another result, or other units.
    void refresh();

Q_SIGNALS:
    /// From the page that stands here where the model has no step.
    void modelRequested();

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    QWidget* makeStepPage();
    QWidget* makeTable();
    void show(quint64 position);
    void restoreUnfolded();

    const app::Session& m_session;
    QStackedWidget* m_pages = nullptr; ///< none before the tab is first seen
    TimelineChart* m_chart = nullptr;
    ElidedLabel* m_place = nullptr;
    ElidedLabel* m_happening = nullptr;
    QPushButton* m_toPeak = nullptr;
    QComboBox* m_grouping = nullptr;
    QLineEdit* m_filter = nullptr;
    QTreeView* m_table = nullptr;
    app::AliveModel* m_tensors = nullptr;
    QSortFilterProxyModel* m_sorted = nullptr;
    QSet<QString> m_unfolded; ///< groups that the user has opened
    bool m_atPeak = true; ///< and stays there when the result changes
    bool m_outdated = true;
};

} // namespace headroom::gui
