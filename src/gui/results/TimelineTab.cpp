// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/TimelineTab.h"

#include "app/AliveModel.h"
#include "app/Breakdown.h"
#include "app/Session.h"
#include "app/StepText.h"
#include "gui/results/ElidedLabel.h"
#include "gui/results/EmptyPage.h"
#include "gui/results/SwatchDelegate.h"
#include "gui/results/TimelineChart.h"
#include "headroom/core/StepView.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>

namespace headroom::gui {

using Alive = app::AliveModel;

TimelineTab::TimelineTab(const app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
{
}

void TimelineTab::build()
{
    m_pages = new QStackedWidget(this);
    m_tensors = new Alive(this);
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_tensors);
    m_sorted->setSortRole(Alive::SortRole);
    m_sorted->setFilterKeyColumn(-1);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_sorted->setRecursiveFilteringEnabled(true);
    m_sorted->setAutoAcceptChildRows(true);
    m_pages->addWidget(makeStepPage());
    auto* none = new EmptyPage(tr("No timeline of a parameter count"),
        tr("What is alive when follows from an architecture. Choose a model of the catalogue, or "
           "open its config.json."),
        tr("Choose a Model…"));
    m_pages->addWidget(none);
    connect(none, &EmptyPage::asked, this, &TimelineTab::modelRequested);
    auto* layout = new QVBoxLayout(this);
    constexpr int kTimelineTop = 8;
    layout->setContentsMargins(0, kTimelineTop, 0, 0);
    layout->addWidget(m_pages);
}

QWidget* TimelineTab::makeStepPage()
{
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(QStringLiteral("timelineSplitter"));
    m_chart = new TimelineChart;
    m_chart->setObjectName(QStringLiteral("timelineChart"));
    splitter->addWidget(m_chart);
    splitter->addWidget(makeTable());
    splitter->setChildrenCollapsible(false);
    constexpr int kChart = 11;
    constexpr int kTable = 9;
    splitter->setStretchFactor(0, kChart);
    splitter->setStretchFactor(1, kTable);
    splitter->setSizes({kChart * 32, kTable * 32});
    connect(m_chart, &TimelineChart::moved, this, [this](quint64 position) {
        m_atPeak = position == m_session.view()->peak();
        show(position);
    });
    return splitter;
}

QWidget* TimelineTab::makeTable()
{
    auto* side = new QWidget;
    m_place = new ElidedLabel(side);
    m_place->setObjectName(QStringLiteral("timelinePlaceLabel"));
    m_toPeak = new QPushButton(tr("Go to Peak"), side);
    m_toPeak->setObjectName(QStringLiteral("timelinePeakButton"));
    m_filter = new QLineEdit(side);
    m_filter->setObjectName(QStringLiteral("tensorFilterEdit"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the tensors"));
    m_filter->setToolTip(tr("Tensors that have this in any column"));
    m_filter->setClearButtonEnabled(true);
    constexpr int kFilterCharacters = 18;
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * kFilterCharacters);
    auto* label = new QLabel(tr("Group by"), side);
    m_grouping = new QComboBox(side);
    m_grouping->setObjectName(QStringLiteral("tensorGroupingComboBox"));
    m_grouping->setAccessibleName(tr("Group the tensors by"));
    m_grouping->addItem(tr("nothing"), static_cast<int>(Alive::Grouping::None));
    m_grouping->addItem(tr("module"), static_cast<int>(Alive::Grouping::Module));
    m_grouping->addItem(tr("kind"), static_cast<int>(Alive::Grouping::Kind));
    label->setBuddy(m_grouping);
    auto* line = new QHBoxLayout;
    line->addWidget(m_place, 1);
    line->addWidget(m_toPeak);
    line->addWidget(m_filter);
    line->addWidget(label);
    line->addWidget(m_grouping);
    m_happening = new ElidedLabel(side);
    m_happening->setObjectName(QStringLiteral("timelineHappeningLabel"));
    m_happening->setForegroundRole(QPalette::PlaceholderText);

    m_table = new QTreeView(side);
    m_table->setObjectName(QStringLiteral("tensorTreeView"));
    m_table->setAccessibleName(tr("Tensors alive at that moment"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegateForColumn(
        Alive::Tensor, new SwatchDelegate(Alive::MemoryRole, m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAlternatingRowColors(true);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setRootIsDecorated(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(Alive::Size, Qt::DescendingOrder);
    const int character = fontMetrics().averageCharWidth();
    constexpr std::array<int, Alive::ColumnCount> kCharacters{36, 20, 19, 8, 9, 17, 18};
    m_table->header()->setStretchLastSection(false);
    m_table->viewport()->installEventFilter(this);
    for (int column = 0; column < Alive::ColumnCount; ++column)
        m_table->header()->resizeSection(
            column, character * kCharacters[static_cast<std::size_t>(column)]);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(line);
    layout->addWidget(m_happening);
    layout->addWidget(m_table, 1);

    connect(m_toPeak, &QPushButton::clicked, this, [this] {
        m_atPeak = true;
        show(m_session.view()->peak());
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_sorted->setFilterFixedString(text);
        if (!text.isEmpty())
            m_table->expandAll();
    });
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this] {
        m_tensors->setGrouping(static_cast<Alive::Grouping>(m_grouping->currentData().toInt()));
        m_table->setRootIsDecorated(m_tensors->grouping() != Alive::Grouping::None);
        m_unfolded.clear();
    });
    connect(m_table, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        m_unfolded.insert(index.data(Alive::GroupRole).toString());
    });
    connect(m_table, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
        m_unfolded.remove(index.data(Alive::GroupRole).toString());
    });
    return side;
}

void TimelineTab::refresh()
{
    m_outdated = true;
    if (!isVisible()) {
        // The session's step is another one by now.
        if (m_chart != nullptr)
            m_chart->setStep(nullptr, {}, m_session.units());
        return;
    }
    m_outdated = false;
    if (m_pages == nullptr)
        build();
    const StepView* view = m_session.estimate() ? m_session.view() : nullptr;
    m_pages->setCurrentIndex(view != nullptr ? 0 : 1);
    std::optional<Bytes> capacity;
    if (view != nullptr && !m_session.estimate()->fits.empty())
        capacity = m_session.estimate()->fits.front().capacity;
    m_chart->setStep(view, capacity, m_session.units());
    m_chart->setStale(m_session.isStale());
    m_table->setEnabled(!m_session.isStale());
    if (view != nullptr)
        show(m_atPeak ? view->peak() : m_chart->position());
}

void TimelineTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_outdated)
        refresh();
}

void TimelineTab::show(quint64 position)
{
    const StepView& view = *m_session.view();
    m_chart->setPosition(position);
    m_toPeak->setEnabled(position != view.peak());
    const StepEvent event = view.event(position);
    const QString place = app::placeText(view, event);
    const QString live = app::sizeText(event.moment.live, m_session.units());
    m_place->setText(position == view.peak() ? tr("%1 alive at the peak: %2").arg(live, place)
                                             : tr("%1 alive: %2").arg(live, place));
    m_happening->setText(app::happeningText(event, m_session.units()));
    m_tensors->setTensors(view.alive(position), m_session.units());
    restoreUnfolded();
}

bool TimelineTab::eventFilter(QObject* watched, QEvent* event)
{
    // The names take what the other columns leave, but never too little to tell them apart.
    if (event->type() == QEvent::Resize) {
        constexpr int kNameCharacters = 30;
        const QHeaderView* header = m_table->header();
        const int others = header->length() - header->sectionSize(Alive::Tensor);
        m_table->header()->resizeSection(Alive::Tensor,
            qMax(kNameCharacters * fontMetrics().averageCharWidth(),
                m_table->viewport()->width() - others));
    }
    return QWidget::eventFilter(watched, event);
}

void TimelineTab::restoreUnfolded()
{
    if (m_tensors->grouping() == Alive::Grouping::None || m_unfolded.isEmpty())
        return;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const QModelIndex group = m_sorted->index(row, 0);
        if (m_unfolded.contains(group.data(Alive::GroupRole).toString()))
            m_table->expand(group);
    }
}

} // namespace headroom::gui
