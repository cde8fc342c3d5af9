// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/LayersTab.h"

#include "app/ModulesModel.h"
#include "app/ResultsClipboard.h"
#include "app/Session.h"
#include "app/TableText.h"
#include "gui/results/EmptyPage.h"
#include "headroom/core/StepView.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace headroom::gui {

using Modules = app::ModulesModel;

LayersTab::LayersTab(const app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_clipboard(&app::systemClipboard())
{
}

void LayersTab::build()
{
    m_modules = new Modules(this);
    m_sorted = new QSortFilterProxyModel(this);
    m_pages = new QStackedWidget(this);
    m_sorted->setSourceModel(m_modules);
    m_sorted->setSortRole(Modules::SortRole);
    m_table = makeTable();
    m_pages->addWidget(m_table);
    auto* none = new EmptyPage(tr("No layers of a parameter count"),
        tr("What each module takes follows from an architecture. Choose a model of the catalogue, "
           "or open its config.json."),
        tr("Choose a Model…"));
    m_pages->addWidget(none);
    connect(none, &EmptyPage::asked, this, &LayersTab::modelRequested);
    auto* layout = new QVBoxLayout(this);
    constexpr int kLayersTop = 8;
    layout->setContentsMargins(0, kLayersTop, 0, 0);
    layout->addWidget(m_pages);
}

QTreeView* LayersTab::makeTable()
{
    auto* table = new QTreeView;
    table->setObjectName(QStringLiteral("modulesTreeView"));
    table->setAccessibleName(tr("Memory by module"));
    table->setModel(m_sorted);
    table->setFrameShape(QFrame::NoFrame);
    table->setAlternatingRowColors(true);
    table->setUniformRowHeights(true);
    table->setAllColumnsShowFocus(true);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    table->setSortingEnabled(true);
    table->sortByColumn(Modules::Module, Qt::AscendingOrder);
    const int character = fontMetrics().averageCharWidth();
    constexpr int kFigure = 17;
    constexpr int kNarrowest = 12;
    table->header()->setMinimumSectionSize(character * kNarrowest);
    table->header()->setStretchLastSection(false);
    table->header()->setSectionResizeMode(Modules::Module, QHeaderView::Stretch);
    for (int column = 1; column < Modules::ColumnCount; ++column)
        table->header()->resizeSection(
            column, qMax(character * kFigure, table->header()->sectionSizeHint(column)));
    auto* copyRows = new QAction(tr("&Copy Rows"), table);
    copyRows->setObjectName(QStringLiteral("actionCopyModules"));
    copyRows->setShortcut(QKeySequence::Copy);
    copyRows->setShortcutContext(Qt::WidgetShortcut);
    table->addAction(copyRows);
    connect(copyRows, &QAction::triggered, this, &LayersTab::copy);
    connect(table, &QTreeView::customContextMenuRequested, this, &LayersTab::showMenu);
    connect(m_sorted, &QAbstractItemModel::modelReset, this, &LayersTab::unfoldFirst);
    return table;
}

void LayersTab::refresh()
{
    m_outdated = true;
    if (!isVisible())
        return;
    m_outdated = false;
    if (m_pages == nullptr)
        build();
    const StepView* view = m_session.estimate() ? m_session.view() : nullptr;
    m_pages->setCurrentIndex(view != nullptr ? 0 : 1);
    m_table->setEnabled(!m_session.isStale());
    if (view == nullptr)
        return;
    m_modules->setModules(view->modules(), m_session.units());
}

void LayersTab::unfoldFirst()
{
    // The model, what it consists of, and its blocks.
    constexpr int kDeepest = 2;
    m_table->expandToDepth(kDeepest);
}

void LayersTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_outdated)
        refresh();
}

void LayersTab::showMenu(const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_table->actions());
    menu->addSeparator();
    menu->addAction(tr("Unfold &All"), m_table, &QTreeView::expandAll);
    menu->addAction(tr("Fold A&ll"), this, [this] {
        m_table->collapseAll();
        unfoldFirst();
    });
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void LayersTab::copy()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.size() < 2) {
        rows.clear();
        for (QModelIndex index = m_sorted->index(0, 0); index.isValid();
             index = m_table->indexBelow(index))
            rows += index;
    }
    const bool copied = m_clipboard->put(app::tableMimeData(rows));
    Q_EMIT notice(copied ? tr("%n rows copied", nullptr, static_cast<int>(rows.size()))
                         : tr("The clipboard refused the rows"));
}

} // namespace headroom::gui
