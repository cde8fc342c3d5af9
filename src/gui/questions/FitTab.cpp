// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/FitTab.h"

#include "app/DeviceChoice.h"
#include "app/DeviceText.h"
#include "app/FitModel.h"
#include "app/Session.h"
#include "app/WordFilter.h"
#include "gui/questions/CapacityDelegate.h"
#include "headroom/core/FitSearch.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>

namespace headroom::gui {

using Fits = app::FitModel;

namespace {

/// What a fit depends on: each device stands in for the scenario's own.
Scenario withoutHardware(Scenario scenario)
{
    scenario.name.clear();
    scenario.hardware.device.reset();
    scenario.hardware.memoryBytes.reset();
    return scenario;
}

/// The rows that fit, or all of them, that have the words of the search.
class FitFilter : public app::WordFilter {
public:
    explicit FitFilter(QObject* parent)
        : WordFilter(Fits::SortRole, Fits::SearchRole, parent)
    {
    }
    void setOnlyFitting(bool only)
    {
        m_onlyFitting = only;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        if (m_onlyFitting && !sourceModel()->index(row, 0, parent).data(Fits::FitsRole).toBool())
            return false;
        return WordFilter::filterAcceptsRow(row, parent);
    }

private:
    bool m_onlyFitting = false;
};

} // namespace

FitTab::FitTab(app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
{
}

void FitTab::build()
{
    m_fits = new Fits(this);
    auto* filter = new FitFilter(this);
    filter->setSourceModel(m_fits);
    m_found = filter;
    m_settle = new QTimer(this);
    m_settle->setSingleShot(true);
    constexpr int kSettleMilliseconds = 60;
    m_settle->setInterval(kSettleMilliseconds);
    auto* layout = new QVBoxLayout(this);
    constexpr int kFitTop = 8;
    layout->setContentsMargins(0, kFitTop, 0, 0);
    layout->addWidget(makeSearchLine());
    makeTable();
    layout->addWidget(m_table, 1);
    connect(m_settle, &QTimer::timeout, this, &FitTab::search);
    connect(m_onlyFitting, &QCheckBox::toggled, this, [this, filter](bool only) {
        filter->setOnlyFitting(only);
        showState();
    });
    connect(&m_search, &app::Background::finished, this, &FitTab::showState);
}

QWidget* FitTab::makeSearchLine()
{
    auto* line = new QWidget;
    auto* search = new QLineEdit(line);
    search->setObjectName(QStringLiteral("fitFilterEdit"));
    search->setPlaceholderText(tr("Filter by name, vendor or memory: “nvidia 24gb”"));
    search->setAccessibleName(tr("Filter the devices"));
    search->setClearButtonEnabled(true);
    m_onlyFitting = new QCheckBox(tr("Only where it fits"), line);
    m_onlyFitting->setObjectName(QStringLiteral("onlyFittingCheckBox"));
    m_state = new QLabel(line);
    m_state->setObjectName(QStringLiteral("fitStateLabel"));
    m_state->setMinimumWidth(1);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(search, 1);
    layout->addWidget(m_onlyFitting);
    layout->addWidget(m_state);
    connect(search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_found->search(text);
        showState();
    });
    return line;
}

void FitTab::makeTable()
{
    m_table = new QTreeView;
    m_table->setObjectName(QStringLiteral("fitTreeView"));
    m_table->setAccessibleName(tr("Devices, and whether the scenario fits"));
    m_table->setModel(m_found);
    m_table->setItemDelegate(new CapacityDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setRootIsDecorated(false);
    m_table->setAlternatingRowColors(true);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(Fits::Verdict, Qt::AscendingOrder);
    m_table->setToolTip(tr("Double-click or press Enter to take the device"));
    m_table->header()->setStretchLastSection(false);
    const int character = fontMetrics().averageCharWidth();
    constexpr std::array<int, Fits::ColumnCount> kCharacters{28, 17, 13, 20, 13, 16, 19};
    for (int column = 0; column < Fits::ColumnCount; ++column)
        m_table->header()->resizeSection(
            column, character * kCharacters[static_cast<std::size_t>(column)]);
    connect(m_table, &QTreeView::activated, this, &FitTab::take);
}

void FitTab::refresh()
{
    m_outdated = true;
    if (!isVisible())
        return;
    m_outdated = false;
    if (m_fits == nullptr)
        build();
    m_table->setEnabled(m_session.estimate() && !m_session.isStale());
    m_fits->setUnits(m_session.units());
    const Scenario& scenario = m_session.estimatedScenario();
    m_fits->setCurrent(QString::fromStdString(scenario.hardware.device.value_or(std::string())));
    Scenario wanted = withoutHardware(scenario);
    if (m_session.estimate() && m_searched != wanted) {
        m_search.stop();
        m_searched = std::move(wanted);
        m_fits->expectFits(
            scenario.workload.mode == Mode::Inference && scenario.workload.contextLength);
        m_settle->start();
    }
    showState();
}

void FitTab::search()
{
    m_search.start(
        [this, model = m_session.model(), scenario = *m_searched](const app::Background::Job& job) {
            FitSearch fits(model, scenario);
            int row = 0;
            for (const Device* device : app::devicesToFit()) {
                if (job.isStopped())
                    return;
                if (const Result<DeviceFit> fit = fits.on(*device))
                    job.post([this, row, found = *fit] { m_fits->setFit(row, found); });
                ++row;
            }
        });
    showState();
}

void FitTab::showState()
{
    if (m_search.isBusy() || m_settle->isActive())
        m_state->setText(tr("Working…"));
    else
        m_state->setText(tr("fits %1 of %2").arg(m_fits->fitting()).arg(m_fits->rowCount()));
}

void FitTab::take(const QModelIndex& index)
{
    const QString said = app::chooseDevice(m_session, index.data(Fits::IdRole).toString());
    if (!said.isEmpty())
        Q_EMIT notice(said);
}

void FitTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_outdated)
        refresh();
}

void FitTab::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_fits == nullptr || m_fits->pending() == 0)
        return;
    m_settle->stop();
    m_search.stop();
    m_searched.reset();
    m_outdated = true;
}

} // namespace headroom::gui
