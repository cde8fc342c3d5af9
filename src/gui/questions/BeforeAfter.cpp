// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/BeforeAfter.h"

#include "gui/results/StackedBar.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace headroom::gui {

BeforeAfter::BeforeAfter(QWidget* parent)
    : QWidget(parent)
    , m_now{new StackedBar(this), new QLabel(this)}
    , m_then{new StackedBar(this), new QLabel(this)}
{
    m_now.bar->setObjectName(QStringLiteral("nowBar"));
    m_then.bar->setObjectName(QStringLiteral("thenBar"));
    m_now.bar->setAccessibleName(tr("Memory now"));
    m_then.bar->setAccessibleName(tr("Memory after the change"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    int row = 0;
    for (const auto& [line, word] : {std::pair(m_now, tr("now")), std::pair(m_then, tr("then"))}) {
        grid->addWidget(new QLabel(word, this), row, 0);
        grid->addWidget(line.bar, row, 1);
        grid->addWidget(line.size, row, 2);
        line.size->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        ++row;
    }
    grid->setColumnStretch(1, 1);
}

void BeforeAfter::setBreakdowns(const app::Breakdown& now, const app::Breakdown& then)
{
    const Bytes scale = std::max({now.total, then.total, now.capacity.value_or(Bytes())});
    show(m_now, now, scale);
    show(m_then, then, scale);
}

void BeforeAfter::show(const Line& line, const app::Breakdown& breakdown, Bytes scale)
{
    line.bar->setScale(scale);
    line.bar->setBreakdown(breakdown);
    line.size->setText(breakdown.totalSize);
}

} // namespace headroom::gui
