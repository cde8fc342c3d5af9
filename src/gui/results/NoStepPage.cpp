// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/NoStepPage.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace headroom::gui {

NoStepPage::NoStepPage(const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent)
{
    auto* heading = new QLabel(title, this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    auto* words = new QLabel(text, this);
    words->setWordWrap(true);
    words->setObjectName(QStringLiteral("noStepLabel"));
    auto* choose = new QPushButton(tr("Choose a Model…"), this);
    choose->setObjectName(QStringLiteral("noStepButton"));
    auto* layout = new QVBoxLayout(this);
    constexpr int kEmptyMargin = 24;
    constexpr int kEmptySpacing = 8;
    layout->setContentsMargins(kEmptyMargin, kEmptyMargin, kEmptyMargin, kEmptyMargin);
    layout->setSpacing(kEmptySpacing);
    layout->addWidget(heading);
    layout->addWidget(words);
    layout->addWidget(choose, 0, Qt::AlignLeft);
    layout->addStretch();
    connect(choose, &QPushButton::clicked, this, &NoStepPage::modelRequested);
}

} // namespace headroom::gui
