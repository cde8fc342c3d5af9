// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace headroom::gui {

/// What stands in a tab that a model known only by its size has nothing for.
class NoStepPage : public QWidget {
    Q_OBJECT

public:
    NoStepPage(const QString& title, const QString& text, QWidget* parent = nullptr);

Q_SIGNALS:
    void modelRequested();
};

} // namespace headroom::gui
