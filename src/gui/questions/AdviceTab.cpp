// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/AdviceTab.h"

#include "app/AdviceModel.h"
#include "app/Breakdown.h"
#include "app/Session.h"
#include "gui/questions/BeforeAfter.h"
#include "gui/results/EmptyPage.h"
#include "headroom/core/Advice.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>

namespace headroom::gui {

using Changes = app::AdviceModel;

AdviceTab::AdviceTab(app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
{
}

void AdviceTab::build()
{
    m_advice = new Changes(this);
    m_settle = new QTimer(this);
    m_settle->setSingleShot(true);
    constexpr int kSettleMilliseconds = 60;
    m_settle->setInterval(kSettleMilliseconds);
    m_state = new QLabel;
    m_state->setObjectName(QStringLiteral("adviceStateLabel"));
    m_state->setWordWrap(true);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    m_table = makeTable();
    column->addWidget(m_table, 1);
    m_detail = makeDetail();
    column->addWidget(m_detail);
    auto* none = new EmptyPage(tr("Advice needs a device to fit"),
        tr("Choose a device, or enter its memory in the form. Each change is then estimated: what "
           "it saves, whether the scenario then fits, and what it costs."),
        tr("Choose a Device…"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(page);
    m_pages->addWidget(none);
    auto* layout = new QVBoxLayout(this);
    constexpr int kAdviceTop = 8;
    layout->setContentsMargins(0, kAdviceTop, 0, 0);
    layout->addWidget(m_pages);
    connect(none, &EmptyPage::asked, this, &AdviceTab::deviceRequested);
    connect(m_settle, &QTimer::timeout, this, &AdviceTab::look);
}

QTreeView* AdviceTab::makeTable()
{
    auto* table = new QTreeView;
    table->setObjectName(QStringLiteral("adviceTreeView"));
    table->setAccessibleName(tr("Changes that take less memory"));
    table->setModel(m_advice);
    table->setFrameShape(QFrame::NoFrame);
    table->setRootIsDecorated(false);
    table->setAlternatingRowColors(true);
    table->setUniformRowHeights(true);
    table->setAllColumnsShowFocus(true);
    table->setTextElideMode(Qt::ElideRight);
    table->setToolTip(tr("Double-click or press Enter to apply a change"));
    const int character = fontMetrics().averageCharWidth();
    constexpr std::array<int, Changes::ColumnCount> kCharacters{50, 21, 13, 13, 60};
    for (int column = 0; column < Changes::ColumnCount; ++column)
        table->header()->resizeSection(
            column, character * kCharacters[static_cast<std::size_t>(column)]);
    connect(table, &QTreeView::activated, this, &AdviceTab::apply);
    connect(table->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &AdviceTab::showChange);
    return table;
}

QWidget* AdviceTab::makeDetail()
{
    auto* detail = new QWidget;
    detail->setObjectName(QStringLiteral("adviceDetail"));
    m_title = new QLabel(detail);
    m_title->setObjectName(QStringLiteral("adviceTitleLabel"));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    QFont bold;
    bold.setBold(true); // the size stays the window's, so that it follows the zoom
    m_title->setFont(bold);
    m_cost = new QLabel(detail);
    m_cost->setObjectName(QStringLiteral("adviceCostLabel"));
    m_cost->setWordWrap(true);
    m_cost->setTextFormat(Qt::PlainText);
    m_bars = new BeforeAfter(detail);
    m_apply = new QPushButton(tr("Apply"), detail);
    m_apply->setObjectName(QStringLiteral("applyAdviceButton"));
    m_apply->setToolTip(tr("Change the scenario so, as one step that can be undone"));
    auto* line = new QHBoxLayout;
    line->addWidget(m_title, 1);
    line->addWidget(m_apply, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(line);
    column->addWidget(m_cost);
    column->addWidget(m_bars);
    connect(m_apply, &QPushButton::clicked, this, &AdviceTab::apply);
    return detail;
}

void AdviceTab::refresh()
{
    m_outdated = true;
    if (!isVisible())
        return;
    m_outdated = false;
    if (m_pages == nullptr)
        build();
    const bool hasDevice = m_session.estimate() && !m_session.estimate()->fits.empty();
    m_pages->setCurrentIndex(hasDevice ? 0 : 1);
    m_table->setEnabled(!m_session.isStale());
    m_advice->setUnits(m_session.units());
    if (!hasDevice) {
        m_work.stop();
        m_settle->stop();
        m_advised.reset();
        return;
    }
    if (m_advised != m_session.estimatedScenario()) {
        m_work.stop();
        m_advised = m_session.estimatedScenario();
        m_known = false;
        m_settle->start();
    }
    showAdvice();
}

void AdviceTab::look()
{
    m_work.start(
        [this, model = m_session.model(), scenario = *m_advised](const app::Background::Job& job) {
            Result<Advice> advice = advise(model, scenario, [&job] { return job.isStopped(); });
            if (!advice)
                return;
            job.post([this, found = std::move(*advice)] {
                m_known = true;
                m_advice->setAdvice(found, m_session.units());
                m_table->setCurrentIndex(m_advice->index(0, 0));
                showAdvice();
            });
        });
}

void AdviceTab::showAdvice()
{
    m_state->setText(m_known ? app::adviceText(m_advice->advice(), m_session.units())
                             : tr("Estimating what each change would save…"));
    showChange();
}

void AdviceTab::showChange()
{
    const Change* change = m_advice->change(m_table->currentIndex().row());
    const bool ready = m_known && !m_session.isStale() && change != nullptr;
    m_apply->setEnabled(ready);
    m_detail->setVisible(change != nullptr);
    if (!ready)
        return;
    const MemoryModel& model = m_session.model();
    const Result<Estimate> estimate =
        withSettings(*m_advised, change->set).and_then([&](const Scenario& then) {
            return model.estimate(then);
        });
    m_title->setText(app::changeText(*change, m_session.units()));
    m_cost->setText(tr("It costs: %1.").arg(app::costText(*change)));
    if (estimate)
        m_bars->setBreakdowns(app::makeBreakdown(*m_session.estimate(), m_session.units()),
            app::makeBreakdown(*estimate, m_session.units()));
}

void AdviceTab::apply()
{
    const Change* change = m_advice->change(m_table->currentIndex().row());
    if (change == nullptr || !m_apply->isEnabled())
        return;
    std::vector<std::pair<const Field*, Value>> values;
    for (const Setting& setting : change->set)
        values.emplace_back(setting.field, setting.value);
    const QString words = app::changeText(*change, m_session.units());
    static_cast<void>(m_session.setFields(values, tr("Apply Advice")));
    Q_EMIT notice(tr("Applied: %1").arg(words));
}

void AdviceTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_outdated)
        refresh();
}

void AdviceTab::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_known || m_settle == nullptr)
        return;
    m_settle->stop();
    m_work.stop();
    m_advised.reset();
    m_outdated = true;
}

} // namespace headroom::gui
