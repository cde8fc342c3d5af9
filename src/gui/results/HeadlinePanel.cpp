// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/HeadlinePanel.h"

#include "ui_HeadlinePanel.h"

#include "app/DeviceText.h"
#include "app/LocaleText.h"
#include "app/RoleColours.h"
#include "app/StepText.h"
#include "gui/results/BarLegend.h"
#include "gui/results/ScaledFont.h"
#include "gui/results/StackedBar.h"
#include "headroom/core/Fields.h"
#include "headroom/formats/Report.h"

#include <QEvent>

namespace headroom::gui {
namespace {

/// "in the optimizer step, at model.layers.31.mlp".
QString placeOfPeak(const Peak& peak)
{
    const QString phase = app::phaseText(peak.phase);
    return peak.at.empty()
        ? HeadlinePanel::tr("in the phase: %1").arg(phase)
        : HeadlinePanel::tr("in the phase: %1, at %2").arg(phase, QString::fromStdString(peak.at));
}

/// The total in MiB and GiB, but for the unit that the large figure has: "1,967.53 MiB".
QString otherUnits(const app::Breakdown& breakdown)
{
    const bool binary = breakdown.units == UnitSystem::Binary;
    const app::LocaleText locale;
    const auto text = [&](std::uint64_t unit, const char* name) -> QString {
        return QString::fromStdString(locale.number(formatRatio(breakdown.total.value, unit, 2)))
            + u' ' + QLatin1String(name);
    };
    constexpr std::uint64_t kMB = 1'000'000;
    constexpr std::uint64_t kGB = 1'000'000'000;
    const QString mega = binary ? text(kMiB, "MiB") : text(kMB, "MB");
    const QString giga = binary ? text(kGiB, "GiB") : text(kGB, "GB");
    if (breakdown.totalSize == mega)
        return giga;
    if (breakdown.totalSize == giga)
        return mega;
    return QString(mega + QStringLiteral(", ") + giga);
}

/// "used, 14.68 GiB reserved": the large figure, and the one before it.
QString usedText(const Estimate& estimate, UnitSystem units)
{
    return HeadlinePanel::tr("used, %1 reserved")
        .arg(app::sizeText(*estimate.bytes.peakReserved, units));
}

/// "13.21 GiB allocated, in the phase: backward".
QString allocatedText(const Estimate& estimate, UnitSystem units)
{
    return HeadlinePanel::tr("%1 allocated, %2")
        .arg(app::sizeText(*estimate.bytes.peakAllocated, units), placeOfPeak(*estimate.peak));
}

/// What there is no room for in the line.
QString toolTipOfNumbers(const Estimate& estimate, const app::Breakdown& breakdown)
{
    if (!estimate.errorBand)
        return {};
    const ErrorBand& band = *estimate.errorBand;
    return HeadlinePanel::tr("%1; between %2 and %3. %4")
        .arg(otherUnits(breakdown), app::sizeText(band.low, breakdown.units),
            app::sizeText(band.high, breakdown.units), app::LocaleText().toString(band.source));
}

void setColour(QWidget* widget, const QColor& colour)
{
    QPalette palette = widget->palette();
    if (palette.color(QPalette::WindowText) == colour)
        return;
    palette.setColor(QPalette::WindowText, colour);
    widget->setPalette(palette);
}

} // namespace

HeadlinePanel::HeadlinePanel(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<::Ui::HeadlinePanel>())
{
    m_ui->setupUi(this);
    m_ui->verdictLabel->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    applyFonts();
    setNoResult({});
}

HeadlinePanel::~HeadlinePanel() = default;

void HeadlinePanel::applyFonts()
{
    constexpr qreal kHeadline = 2; // times the body's size
    QFont large = scaledFont(font(), kHeadline);
    large.setBold(true);
    m_ui->totalLabel->setFont(large);
    constexpr qreal kVerdict = 1.1;
    QFont verdict = scaledFont(font(), kVerdict);
    verdict.setBold(true);
    m_ui->verdictLabel->setFont(verdict);
}

void HeadlinePanel::applyColours()
{
    const bool dark = app::isDark(palette());
    const QColor text = palette().color(QPalette::WindowText);
    const QColor muted = palette().color(QPalette::PlaceholderText);
    setColour(m_ui->totalLabel, m_stale ? muted : text);
    setColour(m_ui->detailLabel, m_stale ? muted : text);
    setColour(m_ui->statusLabel, m_stale ? app::verdictColour(false, dark) : muted);
    setColour(m_ui->capacityLabel, muted);
    const bool coloured = !m_stale && m_verdict != Verdict::None;
    setColour(m_ui->verdictLabel,
        coloured ? app::verdictColour(m_verdict == Verdict::Fits, dark) : muted);
}

void HeadlinePanel::setProblems(const std::vector<Error>& problems)
{
    m_stale = !problems.empty();
    m_ui->stackedBar->setStale(m_stale);
    m_ui->barLegend->setStale(m_stale);
    if (!m_stale)
        return;
    const app::LocaleText locale;
    const Error& first = problems.front();
    const Field* field = findField(first.where);
    const QString where = field != nullptr ? locale.toString(field->label) : QString();
    const QString what = locale.toString(first);
    m_ui->statusLabel->setText(where.isEmpty() ? tr("Not up to date: %1").arg(what)
                                               : tr("Not up to date: %1: %2").arg(where, what));
}

void HeadlinePanel::setVerdict(const Estimate& estimate, UnitSystem units)
{
    QFont font = m_ui->verdictLabel->font();
    font.setBold(!estimate.fits.empty());
    m_ui->verdictLabel->setFont(font);
    if (estimate.fits.empty()) {
        m_verdict = Verdict::None;
        m_ui->verdictLabel->setText(tr("Does it fit?"));
        m_ui->capacityLabel->setText(tr("Choose a device to see."));
        return;
    }
    const Fit& fit = estimate.fits.front();
    const QString words = QString::fromStdString(verdict(fit, units, app::LocaleText()));
    m_verdict = fit.fits ? Verdict::Fits : Verdict::DoesNotFit;
    m_ui->verdictLabel->setText((fit.fits ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + words);
    const QString capacity = app::sizeText(fit.capacity, units);
    const QString device = app::deviceName(fit.device);
    m_ui->capacityLabel->setText(device.isEmpty() ? tr("of %1 device memory").arg(capacity)
                                                  : tr("of %1: %2").arg(capacity, device));
}

void HeadlinePanel::setResult(
    const Estimate& estimate, const app::Breakdown& breakdown, const std::vector<Error>& problems)
{
    m_ui->totalLabel->setText(breakdown.totalSize);
    m_ui->totalLabel->setToolTip(app::exactBytes(breakdown.total));
    m_ui->detailLabel->setText(estimate.bytes.used ? usedText(estimate, breakdown.units)
            : estimate.peak ? tr("peak on the device, %1").arg(otherUnits(breakdown))
                            : tr("%1 in total, closed form").arg(otherUnits(breakdown)));
    m_ui->detailLabel->setToolTip(toolTipOfNumbers(estimate, breakdown));
    m_ui->statusLabel->setText(estimate.bytes.used ? allocatedText(estimate, breakdown.units)
            : estimate.peak                        ? placeOfPeak(*estimate.peak)
                                                   : app::exactBytes(breakdown.total));
    m_ui->stackedBar->setBreakdown(breakdown);
    m_ui->barLegend->setBreakdown(breakdown);
    setVerdict(estimate, breakdown.units);
    setProblems(problems);
    applyColours();
}

void HeadlinePanel::setNoResult(const std::vector<Error>& problems)
{
    m_verdict = Verdict::None;
    m_ui->totalLabel->setText(QStringLiteral("—"));
    m_ui->detailLabel->setText(tr("No result yet"));
    m_ui->statusLabel->setText(tr("Choose a preset, or enter the number of parameters."));
    m_ui->verdictLabel->clear();
    m_ui->capacityLabel->clear();
    setProblems(problems);
    applyColours();
}

void HeadlinePanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        applyFonts();
    if (event->type() == QEvent::PaletteChange)
        applyColours();
    QWidget::changeEvent(event);
}

} // namespace headroom::gui
