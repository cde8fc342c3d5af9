// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/WhatIfTab.h"

#include "app/LocaleText.h"
#include "app/Session.h"
#include "gui/form/CountEdit.h"
#include "gui/questions/FitMap.h"
#include "gui/questions/SweepPlot.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::gui {
namespace {

constexpr std::size_t kCurvePoints = 25;
constexpr std::size_t kMapPoints = 16; ///< along each side

const Field& batchField() { return *findField("workload.batch_size"); }

/// The scenario with that field at its least: so two that differ in it alone are one.
Scenario without(Scenario scenario, const Field& field)
{
    static_cast<void>(
        setField(scenario, field, Value::number(std::max<std::uint64_t>(1, field.minimum))));
    return scenario;
}

bool canMap(const Scenario& scenario)
{
    const std::vector<const Field*> fields = app::sweepFields(scenario);
    const auto has = [&](const Field& field) {
        return std::find(fields.begin(), fields.end(), &field) != fields.end();
    };
    return has(batchField()) && has(app::lengthField(scenario));
}

} // namespace

WhatIfTab::WhatIfTab(app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_field(&batchField())
{
}

void WhatIfTab::build()
{
    m_settle = new QTimer(this);
    m_redraw = new QTimer(this);
    constexpr int kSettleMilliseconds = 60;
    constexpr int kRedrawMilliseconds = 40;
    m_settle->setInterval(kSettleMilliseconds);
    m_redraw->setInterval(kRedrawMilliseconds);
    for (QTimer* timer : {m_settle, m_redraw})
        timer->setSingleShot(true);
    m_plot = new SweepPlot;
    m_plot->setObjectName(QStringLiteral("sweepPlot"));
    m_map = new FitMap;
    m_map->setObjectName(QStringLiteral("fitMap"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_plot);
    m_pages->addWidget(m_map);
    auto* layout = new QVBoxLayout(this);
    constexpr int kWhatIfTop = 8;
    layout->setContentsMargins(0, kWhatIfTop, 0, 0);
    layout->addWidget(makeChoices());
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_state);
    connect(m_settle, &QTimer::timeout, this, &WhatIfTab::look);
    connect(m_redraw, &QTimer::timeout, this, &WhatIfTab::showFigures);
    connect(m_plot, &SweepPlot::selectionChanged, this, &WhatIfTab::showState);
    connect(m_map, &FitMap::selectionChanged, this, &WhatIfTab::showState);
    connect(m_plot, &SweepPlot::taken, this, [this](quint64 value) {
        take({{m_field, Value::number(value)}},
            tr("Change %1").arg(app::LocaleText().toString(m_field->label)));
    });
    connect(m_map, &FitMap::taken, this, [this](quint64 batch, quint64 length) {
        take({{&batchField(), Value::number(batch)},
                 {&app::lengthField(m_session.scenario()), Value::number(length)}},
            tr("Change Batch and Length"));
    });
    connect(&m_work, &app::Background::finished, this, [this] {
        m_whole = true;
        showFigures();
    });
}

QWidget* WhatIfTab::makeChoices()
{
    auto* line = new QWidget;
    auto* label = new QLabel(tr("Memory over"), line);
    m_fields = new QComboBox(line);
    m_fields->setObjectName(QStringLiteral("sweepFieldComboBox"));
    m_fields->setAccessibleName(tr("What is swept"));
    label->setBuddy(m_fields);
    m_rangeEdits = new QWidget(line);
    m_from = new CountEdit;
    m_from->setObjectName(QStringLiteral("sweepFromCountEdit"));
    m_from->setAccessibleName(tr("From"));
    m_to = new CountEdit;
    m_to->setObjectName(QStringLiteral("sweepToCountEdit"));
    m_to->setAccessibleName(tr("To"));
    auto* range = new QHBoxLayout(m_rangeEdits);
    range->setContentsMargins(0, 0, 0, 0);
    range->addWidget(new QLabel(tr("from"), m_rangeEdits));
    range->addWidget(m_from);
    range->addWidget(new QLabel(tr("to"), m_rangeEdits));
    range->addWidget(m_to);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_fields);
    layout->addWidget(m_rangeEdits);
    layout->addStretch();
    m_state = new QLabel;
    m_state->setObjectName(QStringLiteral("whatIfStateLabel"));
    m_state->setWordWrap(true);
    connect(m_fields, &QComboBox::activated, this, &WhatIfTab::fieldChosen);
    connect(m_from, &NumberEdit::committed, this, &WhatIfTab::rangeEdited);
    connect(m_to, &NumberEdit::committed, this, &WhatIfTab::rangeEdited);
    return line;
}

void WhatIfTab::fillFields()
{
    const Scenario& scenario = m_session.estimatedScenario();
    const std::vector<const Field*> fields = app::sweepFields(scenario);
    QStringList keys;
    for (const Field* field : fields)
        keys += QString::fromUtf8(field->key.data(), static_cast<qsizetype>(field->key.size()));
    if (canMap(scenario))
        keys += QString();
    QStringList before;
    for (int i = 0; i < m_fields->count(); ++i)
        before += m_fields->itemData(i).toString();
    if (keys != before) {
        m_fields->clear();
        const app::LocaleText locale;
        for (std::size_t i = 0; i < fields.size(); ++i)
            m_fields->addItem(locale.toString(fields[i]->label), keys[static_cast<qsizetype>(i)]);
        if (canMap(scenario))
            m_fields->addItem(tr("Batch size and length (map)"), QString());
    }
    const bool there = m_field == nullptr
        ? canMap(scenario)
        : std::find(fields.begin(), fields.end(), m_field) != fields.end();
    if (!there) {
        m_field = fields.empty() ? nullptr : fields.front();
        forgetRange();
    }
    m_fields->setCurrentIndex(m_fields->findData(m_field == nullptr
            ? QString()
            : QString::fromUtf8(m_field->key.data(), static_cast<qsizetype>(m_field->key.size()))));
    m_rangeEdits->setVisible(m_field != nullptr);
    m_pages->setCurrentWidget(
        m_field != nullptr ? static_cast<QWidget*>(m_plot) : static_cast<QWidget*>(m_map));
    if (m_field == nullptr)
        return;
    const std::uint64_t now = app::countOf(*m_field, scenario).value_or(m_range.from);
    if (!m_ownRange && (m_range == app::SweepRange{} || now < m_range.from || now > m_range.to))
        m_range = app::usualRange(*m_field, scenario);
    for (CountEdit* edit : {m_from, m_to})
        edit->setRange(std::max<std::uint64_t>(1, m_field->minimum), m_field->maximum);
    m_from->setCount(m_range.from);
    m_to->setCount(m_range.to);
}

void WhatIfTab::fieldChosen()
{
    const Field* chosen = findField(m_fields->currentData().toString().toStdString());
    if (chosen != m_field)
        forgetRange();
    m_field = chosen;
    refresh();
}

void WhatIfTab::forgetRange()
{
    m_range = {};
    m_ownRange = false;
}

void WhatIfTab::rangeEdited()
{
    const std::optional<std::uint64_t> from = m_from->count();
    const std::optional<std::uint64_t> to = m_to->count();
    if (!from || !to)
        return;
    const app::SweepRange edited{std::min(*from, *to), std::max(*from, *to)};
    if (edited == m_range)
        return;
    m_range = edited;
    m_ownRange = true;
    refresh();
}

WhatIfTab::Question WhatIfTab::question() const
{
    Question question{m_field, m_range, m_session.estimatedScenario()};
    question.scenario.name.clear();
    if (m_field != nullptr) {
        question.scenario = without(std::move(question.scenario), *m_field);
        return question;
    }
    const Field& length = app::lengthField(question.scenario);
    question.scenario = without(without(std::move(question.scenario), batchField()), length);
    return question;
}

void WhatIfTab::refresh()
{
    m_outdated = true;
    if (!isVisible())
        return;
    m_outdated = false;
    if (m_pages == nullptr)
        build();
    const bool sound = m_session.estimate() && !m_session.isStale();
    m_pages->setEnabled(sound);
    if (!sound)
        return;
    fillFields();
    if (m_fields->count() == 0)
        return;
    if (Question now = question(); m_asked != now || lacksCurrent())
        ask(std::move(now));
    showFigures();
}

bool WhatIfTab::lacksCurrent() const
{
    const Scenario& scenario = m_session.estimatedScenario();
    const auto lacks = [&](const std::vector<std::uint64_t>& values, const Field& field) {
        const std::optional<std::uint64_t> now = app::countOf(field, scenario);
        return now && std::find(values.begin(), values.end(), *now) == values.end();
    };
    if (m_field == nullptr)
        return lacks(m_map->axes().batches, batchField())
            || lacks(m_map->axes().lengths, app::lengthField(scenario));
    const std::optional<std::uint64_t> now = app::countOf(*m_field, scenario);
    return lacks(m_values, *m_field) && now >= m_range.from && now <= m_range.to;
}

void WhatIfTab::ask(Question question)
{
    m_work.stop();
    m_whole = false;
    const Scenario& scenario = m_session.estimatedScenario();
    if (question.field != nullptr) {
        m_values = app::sweepValues(m_range, kCurvePoints, app::countOf(*question.field, scenario));
        m_estimates.assign(m_values.size(), std::nullopt);
    } else {
        const auto side = [&](const Field& field) {
            return app::sweepValues(
                app::usualRange(field, scenario), kMapPoints, app::countOf(field, scenario));
        };
        m_map->setAxes({side(batchField()), side(app::lengthField(scenario))});
    }
    m_asked = std::move(question);
    m_settle->start();
}

void WhatIfTab::look()
{
    if (m_asked->field != nullptr)
        sweep();
    else
        map();
}

void WhatIfTab::sweep()
{
    // What was asked: the choice may be another by now, while its scenario has no result.
    m_work.start([this, model = m_session.model(), scenario = m_session.estimatedScenario(),
                     field = m_asked->field, values = m_values](const app::Background::Job& job) {
        for (std::size_t i = 0; i < values.size() && !job.isStopped(); ++i) {
            Result<Estimate> estimate = app::estimateAt(model, scenario, *field, values[i]);
            if (!estimate)
                continue;
            job.post([this, i, found = std::move(*estimate)] {
                m_estimates[i] = found;
                if (!m_redraw->isActive())
                    m_redraw->start();
            });
        }
    });
}

void WhatIfTab::map()
{
    m_work.start([this, model = m_session.model(), scenario = m_session.estimatedScenario(),
                     axes = m_map->axes()](const app::Background::Job& job) {
        const Field& length = app::lengthField(scenario);
        for (std::size_t row = 0; row < axes.batches.size(); ++row) {
            Scenario batch = scenario;
            static_cast<void>(setField(batch, batchField(), Value::number(axes.batches[row])));
            for (std::size_t column = 0; column < axes.lengths.size(); ++column) {
                if (job.isStopped())
                    return;
                const Result<Estimate> estimate =
                    app::estimateAt(model, batch, length, axes.lengths[column]);
                std::optional<Bytes> used;
                if (estimate)
                    used = estimate->headline();
                job.post([this, row, column, used] { m_map->setCell(row, column, used); });
            }
        }
    });
}

std::optional<Bytes> WhatIfTab::capacity() const
{
    const std::vector<Fit>& fits = m_session.estimate()->fits;
    return fits.empty() ? std::nullopt : std::optional(fits.front().capacity);
}

void WhatIfTab::showFigures()
{
    const Scenario& scenario = m_session.estimatedScenario();
    if (m_field != nullptr) {
        std::vector<SweepPoint> points;
        for (std::size_t i = 0; i < m_values.size(); ++i) {
            SweepPoint point{m_values[i], std::nullopt};
            if (m_estimates[i])
                point.breakdown = app::makeBreakdown(*m_estimates[i], m_session.units());
            points.push_back(std::move(point));
        }
        m_plot->setPoints(std::move(points), capacity(), m_session.units(),
            app::LocaleText().toString(m_field->label), app::countOf(*m_field, scenario));
    } else {
        m_map->setDevice(capacity(), m_session.units());
        m_map->setCurrent(scenario.workload.batchSize,
            app::countOf(app::lengthField(scenario), scenario).value_or(0));
    }
    showState();
}

void WhatIfTab::showState()
{
    QString text = m_field != nullptr ? m_plot->textOf(m_plot->selected())
                                      : m_map->textOf(m_map->selected().y(), m_map->selected().x());
    if (text.isEmpty())
        text = tr("Click a point to take its value.");
    else
        text += QStringLiteral(" · ") + tr("click a point, or press Enter, to take it");
    if (!capacity())
        text += QStringLiteral(" · ") + tr("choose a device to see what fits");
    if (!m_whole)
        text += QStringLiteral(" · ") + tr("working…");
    m_state->setText(text);
}

void WhatIfTab::take(const std::vector<std::pair<const Field*, Value>>& values, const QString& step)
{
    if (!m_session.isStale())
        static_cast<void>(m_session.setFields(values, step));
}

void WhatIfTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_outdated)
        refresh();
}

void WhatIfTab::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_whole || m_pages == nullptr)
        return;
    m_settle->stop();
    m_work.stop();
    m_asked.reset();
    m_outdated = true;
}

} // namespace headroom::gui
