// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/EmptyPage.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace headroom::gui {

EmptyPage::EmptyPage(
    const QString& title, const QString& text, const QString& button, QWidget* parent)
    : QWidget(parent)
{
    auto* heading = new QLabel(title, this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    auto* words = new QLabel(text, this);
    words->setWordWrap(true);
    words->setObjectName(QStringLiteral("emptyPageLabel"));
    auto* ask = new QPushButton(button, this);
    ask->setObjectName(QStringLiteral("emptyPageButton"));
    auto* layout = new QVBoxLayout(this);
    constexpr int kEmptyMargin = 24;
    constexpr int kEmptySpacing = 8;
    layout->setContentsMargins(kEmptyMargin, kEmptyMargin, kEmptyMargin, kEmptyMargin);
    layout->setSpacing(kEmptySpacing);
    layout->addWidget(heading);
    layout->addWidget(words);
    layout->addWidget(ask, 0, Qt::AlignLeft);
    layout->addStretch();
    connect(ask, &QPushButton::clicked, this, &EmptyPage::asked);
}

} // namespace headroom::gui
