// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ResultsPanel.h"

namespace headroom::gui {

ResultsPanel::ResultsPanel(app::Session& /*session*/, QWidget* parent)
    : QWidget(parent)
{
}

ResultsPanel::~ResultsPanel() = default;

QStringList ResultsPanel::tabNames() const { return {}; }
QString ResultsPanel::currentTab() const { return {}; }
bool ResultsPanel::setCurrentTab(const QString& /*name*/) { return false; }
void ResultsPanel::focusResults() { }
void ResultsPanel::showGuide(const QString& /*place*/) { }
QAction* ResultsPanel::copyResultsAction() const { return nullptr; }
QList<QAction*> ResultsPanel::copyAsActions() const { return {}; }
QList<QAction*> ResultsPanel::chartActions() const { return {}; }

} // namespace headroom::gui
