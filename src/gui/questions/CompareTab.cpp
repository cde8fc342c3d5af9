// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/CompareTab.h"

#include "app/Breakdown.h"
#include "app/CompareModel.h"
#include "app/Comparison.h"
#include "app/Session.h"
#include "gui/questions/CompareDelegate.h"
#include "gui/results/ElidedLabel.h"
#include "gui/results/EmptyPage.h"
#include "gui/results/StackedBar.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::gui {

CompareTab::CompareTab(app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_comparison(new app::Comparison(this))
{
    connect(m_comparison, &app::Comparison::changed, this, &CompareTab::refresh);
}

void CompareTab::keepCurrent()
{
    if (m_comparison->add(m_session))
        Q_EMIT notice(tr("The scenario is kept; change it to compare"));
    else
        Q_EMIT notice(m_session.isStale() ? tr("The scenario cannot be estimated as it is")
                                          : tr("That scenario is kept already"));
}

void CompareTab::build()
{
    m_model = new app::CompareModel(this);
    m_bars = new QWidget;
    m_grid = new QGridLayout(m_bars);
    m_grid->setContentsMargins(0, 0, 0, 0);
    constexpr int kBarColumn = 1;
    m_grid->setColumnStretch(kBarColumn, 1);
    m_table = makeTable();
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bars);
    column->addWidget(m_table, 1);
    auto* none = new EmptyPage(tr("Nothing to compare with yet"),
        tr("Keep the scenario as it is now, then change it: both stand here side by side, with the "
           "fields that differ and where the bytes go. Up to three are kept."),
        tr("Keep This Scenario"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(page);
    m_pages->addWidget(none);
    auto* layout = new QVBoxLayout(this);
    constexpr int kCompareTop = 8;
    layout->setContentsMargins(0, kCompareTop, 0, 0);
    layout->addWidget(m_pages);
    connect(none, &EmptyPage::asked, this, &CompareTab::keepCurrent);
}

QTreeView* CompareTab::makeTable()
{
    auto* table = new QTreeView;
    table->setObjectName(QStringLiteral("compareTreeView"));
    table->setAccessibleName(tr("Scenarios side by side"));
    table->setModel(m_model);
    table->setItemDelegate(new CompareDelegate(table));
    table->setFrameShape(QFrame::NoFrame);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAllColumnsShowFocus(true);
    table->setTextElideMode(Qt::ElideMiddle);
    table->header()->setStretchLastSection(false);
    table->header()->setTextElideMode(Qt::ElideMiddle);
    return table;
}

void CompareTab::showBars()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        // A button may be the one that was just clicked.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const UnitSystem units = m_session.units();
    std::vector<app::Comparison::Entry> all{app::Comparison::current(m_session)};
    all.insert(all.end(), m_comparison->entries().begin(), m_comparison->entries().end());
    std::vector<app::Breakdown> breakdowns;
    Bytes scale;
    for (const app::Comparison::Entry& entry : all) {
        breakdowns.push_back(app::makeBreakdown(entry.estimate, units));
        const app::Breakdown& last = breakdowns.back();
        scale = std::max({scale, last.total, last.capacity.value_or(Bytes())});
    }
    constexpr int kNameCharacters = 24;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const int row = static_cast<int>(i);
        auto* name = new ElidedLabel(m_bars);
        name->setText(all[i].name);
        name->setFixedWidth(fontMetrics().averageCharWidth() * kNameCharacters);
        auto* bar = new StackedBar(m_bars);
        bar->setObjectName(QStringLiteral("compareBar%1").arg(i));
        bar->setAccessibleName(tr("Memory of %1").arg(all[i].name));
        bar->setScale(scale);
        bar->setBreakdown(breakdowns[i]);
        auto* size = new QLabel(breakdowns[i].totalSize, m_bars);
        size->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        int column = 0;
        for (QWidget* widget :
            {static_cast<QWidget*>(name), static_cast<QWidget*>(bar), static_cast<QWidget*>(size)})
            m_grid->addWidget(widget, row, column++);
        if (i == 0) {
            auto* keep = new QPushButton(tr("Keep"), m_bars);
            keep->setObjectName(QStringLiteral("keepScenarioButton"));
            keep->setToolTip(tr("Keep the current scenario to compare with"));
            connect(keep, &QPushButton::clicked, this, &CompareTab::keepCurrent);
            m_grid->addWidget(keep, row, column, 1, 2);
            continue;
        }
        const std::size_t entry = i - 1;
        auto* take = new QPushButton(tr("Take"), m_bars);
        take->setObjectName(QStringLiteral("takeScenarioButton%1").arg(entry));
        take->setToolTip(tr("Make %1 the current scenario").arg(all[i].name));
        take->setAccessibleName(take->toolTip());
        connect(take, &QPushButton::clicked, this, [this, entry] {
            const app::Comparison::Entry chosen = m_comparison->entries()[entry];
            m_session.replaceScenario(chosen.scenario, tr("Take %1").arg(chosen.name));
        });
        auto* remove = new QPushButton(tr("Remove"), m_bars);
        remove->setObjectName(QStringLiteral("removeScenarioButton%1").arg(entry));
        remove->setAccessibleName(tr("Remove %1 from the comparison").arg(all[i].name));
        connect(
            remove, &QPushButton::clicked, this, [this, entry] { m_comparison->remove(entry); });
        m_grid->addWidget(take, row, column++);
        m_grid->addWidget(remove, row, column);
    }
    m_model->setScenarios(all, units);
    const int character = fontMetrics().averageCharWidth();
    constexpr int kLabelCharacters = 32;
    constexpr int kCellCharacters = 26;
    for (int section = 0; section < m_model->columnCount(); ++section)
        m_table->header()->resizeSection(
            section, character * (section == 0 ? kLabelCharacters : kCellCharacters));
}

void CompareTab::refresh()
{
    m_outdated = true;
    if (!isVisible())
        return;
    m_outdated = false;
    if (m_pages == nullptr)
        build();
    const bool some = m_session.estimate() && !m_comparison->entries().empty();
    m_pages->setCurrentIndex(some ? 0 : 1);
    m_pages->setEnabled(!m_session.isStale());
    if (some)
        showBars();
}

void CompareTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_outdated)
        refresh();
}

} // namespace headroom::gui
