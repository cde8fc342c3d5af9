// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Breakdown.h"

#include <QWidget>

class QLabel;

namespace headroom::gui {

class StackedBar;

/// Two stacked bars on one scale: what a scenario takes now, and what it would take.
class BeforeAfter : public QWidget {
    Q_OBJECT

public:
    explicit BeforeAfter(QWidget* parent = nullptr);

    void setBreakdowns(const app::Breakdown& now, const app::Breakdown& then);

private:
    struct Line {
        StackedBar* bar;
        QLabel* size;
    };
    static void show(const Line& line, const app::Breakdown& breakdown, Bytes scale);

    Line m_now;
    Line m_then;
};

} // namespace headroom::gui
