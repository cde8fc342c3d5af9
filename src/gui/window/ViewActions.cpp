// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/ViewActions.h"

#include "app/Session.h"
#include "app/Settings.h"

#include <QAction>
#include <QActionGroup>
#include <QWidget>

#include <algorithm>

namespace headroom::gui {
namespace {

constexpr int kZoomStep = 10;
constexpr int kPlain = 100;

QString unitWord(UnitSystem units)
{
    return QLatin1String(app::settings::kUnitWords[units == UnitSystem::Binary ? 0 : 1]);
}

} // namespace

ViewActions::ViewActions(
    QWidget& window, app::Session& session, app::Settings& settings, const Actions& actions)
    : QObject(&window)
    , m_window(window)
    , m_session(session)
    , m_settings(settings)
    , m_actions(actions)
    , m_font(window.font())
{
    auto* units = new QActionGroup(this);
    units->addAction(actions.unitsBinary);
    units->addAction(actions.unitsDecimal);
    const auto showUnits = [this] {
        const bool binary = m_session.units() == UnitSystem::Binary;
        (binary ? m_actions.unitsBinary : m_actions.unitsDecimal)->setChecked(true);
    };
    connect(&session, &app::Session::unitsChanged, this, [this, showUnits] {
        showUnits();
        m_settings.set(app::settings::kUnits, unitWord(m_session.units()));
    });
    connect(actions.unitsBinary, &QAction::triggered, this,
        [this] { m_session.setUnits(UnitSystem::Binary); });
    connect(actions.unitsDecimal, &QAction::triggered, this,
        [this] { m_session.setUnits(UnitSystem::Decimal); });
    const bool decimal = settings.value(app::settings::kUnits) == unitWord(UnitSystem::Decimal);
    session.setUnits(decimal ? UnitSystem::Decimal : UnitSystem::Binary);
    showUnits();

    connect(actions.zoomIn, &QAction::triggered, this,
        [this] { setZoomPercent(m_zoomPercent + kZoomStep); });
    connect(actions.zoomOut, &QAction::triggered, this,
        [this] { setZoomPercent(m_zoomPercent - kZoomStep); });
    connect(actions.zoomReset, &QAction::triggered, this, [this] { setZoomPercent(kPlain); });
    connect(actions.fullScreen, &QAction::triggered, this, &ViewActions::setFullScreen);
    setZoomPercent(settings.value(app::settings::kZoomPercent));
}

void ViewActions::setZoomPercent(int percent)
{
    const app::NumberSetting& range = app::settings::kZoomPercent;
    percent = std::clamp(percent, range.minimum, range.maximum);
    m_actions.zoomIn->setEnabled(percent < range.maximum);
    m_actions.zoomOut->setEnabled(percent > range.minimum);
    if (percent == m_zoomPercent)
        return;
    m_zoomPercent = percent;
    QFont font = m_font;
    if (percent != kPlain && m_font.pointSizeF() > 0)
        font.setPointSizeF(m_font.pointSizeF() * percent / kPlain);
    else if (percent != kPlain)
        font.setPixelSize(std::max(1, m_font.pixelSize() * percent / kPlain));
    m_window.setFont(percent == kPlain ? QFont() : font);
    m_settings.set(range, percent);
    Q_EMIT notice(tr("Text at %L1 %").arg(percent));
}

void ViewActions::setFullScreen(bool full)
{
    m_window.setWindowState(m_window.windowState().setFlag(Qt::WindowFullScreen, full));
}

void ViewActions::windowStateChanged()
{
    m_actions.fullScreen->setChecked(m_window.isFullScreen());
}

} // namespace headroom::gui
