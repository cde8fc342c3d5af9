// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/StatusSummary.h"

#include "app/LocaleText.h"
#include "app/Session.h"
#include "headroom/formats/Report.h"

namespace headroom::gui {

StatusSummary::StatusSummary(app::Session& session, QWidget* parent)
    : QLabel(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("statusSummaryLabel"));
    setTextFormat(Qt::PlainText);
    connect(&session, &app::Session::resultChanged, this, &StatusSummary::refresh);
    connect(&session, &app::Session::unitsChanged, this, &StatusSummary::refresh);
    refresh();
}

void StatusSummary::refresh()
{
    const std::optional<Estimate>& estimate = m_session.estimate();
    if (!estimate) {
        clear();
        return;
    }
    const app::LocaleText locale;
    const UnitSystem units = m_session.units();
    const FormattedBytes total = formatBytesParts(estimate->headline(), units);
    QString text = QString::fromStdString(locale.number(total.number)) + u' '
        + QString::fromStdString(total.unit);
    for (const Fit& fit : estimate->fits)
        text += QStringLiteral(" · ") + QString::fromStdString(verdict(fit, units, locale));
    setText(m_session.isStale() ? tr("before the last edit: %1").arg(text) : text);
    setToolTip(tr("%L1 bytes").arg(estimate->headline().value));
    setEnabled(!m_session.isStale());
}

} // namespace headroom::gui
