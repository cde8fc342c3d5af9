// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace headroom::gui {

/// What stands in a tab that the scenario has nothing for: why, and a button for what is missing.
class EmptyPage : public QWidget {
    Q_OBJECT

public:
    EmptyPage(const QString& title, const QString& text, const QString& button,
        QWidget* parent = nullptr);

Q_SIGNALS:
    /// The button was clicked.
    void asked();
};

} // namespace headroom::gui
