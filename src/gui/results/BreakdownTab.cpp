// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/BreakdownTab.h"

#include "ui_BreakdownTab.h"

#include "app/BreakdownModel.h"
#include "app/Session.h"
#include "gui/results/BreakdownDelegate.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>

namespace headroom::gui {

using Model = app::BreakdownModel;

BreakdownTab::BreakdownTab(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<::Ui::BreakdownTab>())
    , m_model(new Model(this))
{
    m_ui->setupUi(this);
    m_delegate = new BreakdownDelegate(m_ui->breakdownTreeView);
    m_ui->breakdownSplitter->setStretchFactor(0, 1);
    m_ui->breakdownSplitter->setStretchFactor(1, 0);
    m_ui->breakdownSplitter->setCollapsible(0, false);
    QComboBox* kinds = m_ui->chartKindComboBox;
    kinds->addItem(tr("Pie chart"), static_cast<int>(BreakdownChart::Kind::Pie));
    kinds->addItem(tr("Bar chart"), static_cast<int>(BreakdownChart::Kind::Bars));
    connect(kinds, &QComboBox::currentIndexChanged, this, [this, kinds] {
        setChartKind(static_cast<BreakdownChart::Kind>(kinds->currentData().toInt()));
    });
    setUpTable();
}

BreakdownTab::~BreakdownTab() = default;

void BreakdownTab::setUpTable()
{
    QTreeView* view = m_ui->breakdownTreeView;
    view->setModel(m_model);
    view->setItemDelegate(m_delegate);
    view->header()->setStretchLastSection(false);
    view->header()->setSectionResizeMode(Model::How, QHeaderView::Stretch);
    view->header()->setSectionsMovable(false);
    constexpr int kNarrowest = 24;
    view->header()->setMinimumSectionSize(kNarrowest);
    view->viewport()->installEventFilter(this);
    connect(view->header(), &QHeaderView::sectionResized, this, [this] {
        m_columnsChosen = m_columnsChosen
            || (QApplication::mouseButtons() != Qt::NoButton
                && m_ui->breakdownTreeView->header()->underMouse());
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &BreakdownTab::spanDetails);
    connect(view, &QTreeView::doubleClicked, this, &BreakdownTab::openGuide);
    connect(view, &QTreeView::clicked, this, &BreakdownTab::followLink);
    connect(view, &QTreeView::customContextMenuRequested, this, &BreakdownTab::showMenu);
}

void BreakdownTab::spanDetails(const QModelIndex& parent, int first, int last)
{
    if (!parent.isValid())
        return;
    for (int row = first; row <= last; ++row)
        m_ui->breakdownTreeView->setFirstColumnSpanned(row, parent, true);
}

void BreakdownTab::spanSentences()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        const bool spans =
            index.data(Model::NoteRole).toBool() || index.data(Model::HeadingRole).toBool();
        if (m_ui->breakdownTreeView->isFirstColumnSpanned(row, {}) != spans)
            m_ui->breakdownTreeView->setFirstColumnSpanned(row, {}, spans);
    }
}

void BreakdownTab::setResult(const app::Session& session, const app::Breakdown& breakdown)
{
    const Estimate& estimate = *session.estimate();
    m_model->setResult(
        session.model(), session.estimatedScenario(), estimate, session.units(), session.view());
    spanSentences();
    m_ui->breakdownChart->setBreakdown(breakdown);
    m_ui->notesView->setNotes(estimate.warnings, estimate.assumptions);
    setStale(session.isStale());
}

void BreakdownTab::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    m_delegate->setStale(stale);
    m_ui->breakdownTreeView->viewport()->update();
    m_ui->breakdownChart->setStale(stale);
    m_ui->notesView->setEnabled(!stale);
}

void BreakdownTab::focusTable()
{
    QTreeView* view = m_ui->breakdownTreeView;
    view->setFocus(Qt::OtherFocusReason);
    if (!view->currentIndex().isValid())
        view->setCurrentIndex(m_model->index(0, 0));
}

BreakdownChart* BreakdownTab::chart() const { return m_ui->breakdownChart; }

void BreakdownTab::setChartKind(BreakdownChart::Kind kind)
{
    m_ui->chartKindComboBox->setCurrentIndex(
        m_ui->chartKindComboBox->findData(static_cast<int>(kind)));
    if (kind == m_ui->breakdownChart->kind())
        return;
    m_ui->breakdownChart->setKind(kind);
    Q_EMIT chartKindChanged(kind);
}

void BreakdownTab::openGuide(const QModelIndex& index)
{
    const QString place = index.siblingAtColumn(0).data(Model::GuideRole).toString();
    if (!place.isEmpty())
        Q_EMIT guideRequested(place);
}

void BreakdownTab::followLink(const QModelIndex& index)
{
    if (index.parent().isValid())
        openGuide(index);
}

void BreakdownTab::showMenu(const QPoint& position)
{
    QTreeView* view = m_ui->breakdownTreeView;
    const QModelIndex at = view->indexAt(position).siblingAtColumn(0);
    const QModelIndex row = at.parent().isValid() ? at.parent() : at;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex kept(row);
    if (!row.data(Model::GuideRole).toString().isEmpty()) {
        QAction* guide =
            menu->addAction(tr("Open in the &Guide"), this, [this, kept] { openGuide(kept); });
        guide->setObjectName(QStringLiteral("actionOpenInGuide"));
        const bool open = view->isExpanded(row);
        menu->addAction(open ? tr("&Fold") : tr("&Unfold"), view,
            [view, kept, open] { view->setExpanded(kept, !open); });
        menu->addSeparator();
    }
    menu->addAction(tr("Unfold &All"), view, &QTreeView::expandAll);
    menu->addAction(tr("Fold A&ll"), view, &QTreeView::collapseAll);
    menu->popup(view->viewport()->mapToGlobal(position));
}

void BreakdownTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_shown, true))
        return;
    const int chart = m_ui->breakdownChart->sizeHint().width();
    m_ui->breakdownSplitter->setSizes({qMax(1, width() - chart), chart});
    fitColumns();
}

void BreakdownTab::fitColumns()
{
    if (m_columnsChosen)
        return;
    const QFontMetrics metrics = fontMetrics();
    const auto characters = [&metrics](int count) { return metrics.averageCharWidth() * count; };
    constexpr int kName = 27;
    constexpr int kSize = 15;
    constexpr int kShare = 22;
    constexpr int kShareAlone = 13; // without its bar
    constexpr int kHow = 20;
    const int wanted = characters(kName + kSize + kShare + kHow);
    const bool narrow = m_ui->breakdownTreeView->viewport()->width() < wanted;
    QHeaderView* header = m_ui->breakdownTreeView->header();
    header->resizeSection(Model::Component, characters(kName));
    header->resizeSection(Model::Size, characters(kSize));
    header->resizeSection(Model::Percentage, characters(narrow ? kShareAlone : kShare));
}

bool BreakdownTab::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) {
        fitColumns();
        // Explanations wrap at the width of the table.
        Q_EMIT m_delegate->sizeHintChanged({});
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace headroom::gui
