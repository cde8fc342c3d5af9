// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ResultsPanel.h"

#include "app/Breakdown.h"
#include "app/LocaleText.h"
#include "app/PresetLibrary.h"
#include "app/ResultsClipboard.h"
#include "app/Session.h"
#include "gui/file/FileTab.h"
#include "gui/guide/GuideTab.h"
#include "gui/network/NetworkTab.h"
#include "gui/questions/AdviceTab.h"
#include "gui/questions/CompareTab.h"
#include "gui/questions/FitTab.h"
#include "gui/questions/MeasuredTab.h"
#include "gui/questions/WhatIfTab.h"
#include "gui/results/BreakdownTab.h"
#include "gui/results/ChartActions.h"
#include "gui/results/HeadlinePanel.h"
#include "gui/results/LayersTab.h"
#include "gui/results/TimelineTab.h"

#include <QAction>
#include <QTabWidget>
#include <QVBoxLayout>

namespace headroom::gui {

ResultsPanel::ResultsPanel(app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_clipboard(&app::systemClipboard())
    , m_headline(new HeadlinePanel(this))
    , m_tabs(new QTabWidget(this))
    , m_breakdown(new BreakdownTab)
    , m_timeline(new TimelineTab(session))
    , m_layers(new LayersTab(session))
    , m_file(new FileTab(session))
    , m_network(new NetworkTab(session))
    , m_fit(new FitTab(session))
    , m_advice(new AdviceTab(session))
    , m_whatIf(new WhatIfTab(session))
    , m_compare(new CompareTab(session))
    , m_measured(new MeasuredTab(session))
    , m_guide(new GuideTab)
    , m_chartActions(new ChartActions([this] { return chartDocument(); }, this))
{
    constexpr int kMargin = 16;
    constexpr int kSpacing = 8;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kSpacing);
    layout->setSpacing(kSpacing);
    layout->addWidget(m_headline);
    layout->addWidget(m_tabs, 1);
    m_tabs->setObjectName(QStringLiteral("resultsTabWidget"));
    m_tabs->setDocumentMode(true);
    addTab("network", tr("&Network"), m_network);
    addTab("breakdown", tr("&Breakdown"), m_breakdown);
    addTab("timeline", tr("&Timeline"), m_timeline);
    addTab("layers", tr("&Layers"), m_layers);
    addTab("file", tr("File"), m_file);
    addTab("fit", tr("Fit"), m_fit);
    addTab("advice", tr("A&dvice"), m_advice);
    addTab("what-if", tr("&What If"), m_whatIf);
    addTab("compare", tr("&Compare"), m_compare);
    addTab("measured", tr("Measured"), m_measured);
    addTab("guide", tr("Gu&ide"), m_guide);

    makeCopyActions();
    connect(m_chartActions, &ChartActions::notice, this, &ResultsPanel::notice);
    connect(m_chartActions, &ChartActions::kindChosen, m_breakdown, &BreakdownTab::setChartKind);
    connect(m_breakdown, &BreakdownTab::chartKindChanged, m_chartActions, &ChartActions::setKind);
    connect(m_breakdown, &BreakdownTab::guideRequested, this, &ResultsPanel::showGuide);
    connect(m_timeline, &TimelineTab::modelRequested, this, &ResultsPanel::modelRequested);
    connect(m_layers, &LayersTab::modelRequested, this, &ResultsPanel::modelRequested);
    connect(m_layers, &LayersTab::notice, this, &ResultsPanel::notice);
    connect(m_file, &FileTab::openRequested, this, &ResultsPanel::openRequested);
    connect(m_file, &FileTab::readAgainRequested, this, &ResultsPanel::readAgainRequested);
    connect(m_file, &FileTab::notice, this, &ResultsPanel::notice);
    connect(m_fit, &FitTab::notice, this, &ResultsPanel::notice);
    connect(m_advice, &AdviceTab::notice, this, &ResultsPanel::notice);
    connect(m_advice, &AdviceTab::deviceRequested, this, &ResultsPanel::deviceRequested);
    connect(m_compare, &CompareTab::notice, this, &ResultsPanel::notice);
    connect(m_measured, &MeasuredTab::notice, this, &ResultsPanel::notice);
    connect(m_guide, &GuideTab::presetRequested, this, &ResultsPanel::presetRequested);
    connect(&m_session, &app::Session::scenarioChanged, this, &ResultsPanel::showNetwork);
    connect(&m_session, &app::Session::resultChanged, this, &ResultsPanel::refresh);
    connect(&m_session, &app::Session::unitsChanged, this, &ResultsPanel::refresh);
    showNetwork();
    m_tabs->setCurrentWidget(m_breakdown);
    refresh();
}

ResultsPanel::~ResultsPanel() = default;

void ResultsPanel::addTab(const char* name, const QString& title, QWidget* tab)
{
    tab->setObjectName(QLatin1String(name));
    m_tabs->addTab(tab, title);
}

void ResultsPanel::showNetwork()
{
    m_tabs->setTabVisible(m_tabs->indexOf(m_network), m_network->applies());
}

void ResultsPanel::makeCopyActions()
{
    m_copyResults = new QAction(tr("&Copy Results"), this);
    m_copyResults->setObjectName(QStringLiteral("actionCopyResults"));
    m_copyResults->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    m_copyResults->setToolTip(tr("Copy the results as text, table and CSV"));
    connect(m_copyResults, &QAction::triggered, this, &ResultsPanel::copyResults);
    const auto add = [this](const QString& text, const char* name, ReportFormat format,
                         const QString& done) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, format, done] { copyAs(format, done); });
        m_copyAs += action;
    };
    add(tr("&Markdown"), "actionCopyMarkdown", ReportFormat::Markdown,
        tr("Results copied as Markdown"));
    add(tr("&JSON"), "actionCopyJson", ReportFormat::Json, tr("Results copied as JSON"));
    add(tr("&LaTeX"), "actionCopyLatex", ReportFormat::Latex, tr("Results copied as LaTeX"));
}

void ResultsPanel::refresh()
{
    const bool some = m_session.estimate().has_value();
    m_copyResults->setEnabled(some);
    for (QAction* action : m_copyAs)
        action->setEnabled(some);
    for (QAction* action : m_chartActions->all())
        action->setEnabled(some);
    if (!some) {
        m_headline->setNoResult(m_session.problems());
        return;
    }
    const app::Breakdown breakdown = app::makeBreakdown(*m_session.estimate(), m_session.units());
    m_headline->setResult(*m_session.estimate(), breakdown, m_session.problems());
    m_breakdown->setResult(m_session, breakdown);
    m_timeline->refresh();
    m_layers->refresh();
    m_fit->refresh();
    m_advice->refresh();
    m_whatIf->refresh();
    m_compare->refresh();
    m_measured->refresh();
}

QStringList ResultsPanel::tabNames() const
{
    QStringList names;
    for (int i = 0; i < m_tabs->count(); ++i)
        names += m_tabs->widget(i)->objectName();
    return names;
}

QString ResultsPanel::currentTab() const { return m_tabs->currentWidget()->objectName(); }

bool ResultsPanel::setCurrentTab(const QString& name)
{
    const auto index = static_cast<int>(tabNames().indexOf(name));
    if (index < 0)
        return false;
    if (m_tabs->isTabVisible(index))
        m_tabs->setCurrentIndex(index);
    return true;
}

void ResultsPanel::focusResults()
{
    m_tabs->setCurrentWidget(m_breakdown);
    m_breakdown->focusTable();
}

void ResultsPanel::compareCurrent()
{
    m_compare->keepCurrent();
    m_tabs->setCurrentWidget(m_compare);
}

void ResultsPanel::showGuide(const QString& place)
{
    m_tabs->setCurrentWidget(m_guide);
    m_guide->open(place);
}

QList<QAction*> ResultsPanel::chartActions() const { return m_chartActions->all(); }

void ResultsPanel::setDialogs(Dialogs& dialogs)
{
    m_chartActions->setDialogs(dialogs);
    m_measured->setDialogs(dialogs);
}

void ResultsPanel::setClipboard(app::Clipboard& clipboard)
{
    m_clipboard = &clipboard;
    m_chartActions->setClipboard(clipboard);
    m_layers->setClipboard(clipboard);
    m_file->setClipboard(clipboard);
}

void ResultsPanel::copyResults()
{
    if (!m_session.estimate())
        return;
    const bool copied = m_clipboard->put(app::resultsMimeData(
        m_session.estimatedScenario(), *m_session.estimate(), m_session.units()));
    Q_EMIT notice(copied ? tr("Results copied") : tr("The clipboard refused the results"));
}

void ResultsPanel::copyAs(ReportFormat format, const QString& done)
{
    if (!m_session.estimate())
        return;
    const bool copied = m_clipboard->put(app::reportMimeData(
        format, m_session.estimatedScenario(), *m_session.estimate(), m_session.units()));
    Q_EMIT notice(copied ? done : tr("The clipboard refused the results"));
}

ChartDocument ResultsPanel::chartDocument() const
{
    ChartDocument document;
    const Scenario& scenario = m_session.estimatedScenario();
    document.breakdown = m_breakdown->chart()->breakdown();
    document.kind = m_breakdown->chart()->kind();
    document.title = scenario.name.empty()
        ? tr("Memory by component")
        : app::presetTitle(QString::fromStdString(scenario.name));
    QStringList inputs;
    for (const ReportInput& input : reportInputs(scenario, app::LocaleText(), m_session.units()))
        inputs += tr("%1: %2").arg(
            QString::fromStdString(input.label), QString::fromStdString(input.value));
    document.caption = inputs.join(QStringLiteral(" · "));
    return document;
}

} // namespace headroom::gui
