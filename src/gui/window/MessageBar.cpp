// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/MessageBar.h"

#include "gui/window/SymbolicIcon.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

QPushButton* addButton(QHBoxLayout* row, const QString& text, const char* name)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(true);
    row->addWidget(button, 0, Qt::AlignTop);
    return button;
}

} // namespace

MessageBar::MessageBar(const MessageBars::Message& message, QWidget* parent)
    : QFrame(parent)
    , m_id(message.id)
    , m_text(new QLabel(message.text))
{
    const bool warns = message.severity == MessageBars::Message::Severity::Warning;
    setFrameStyle(QFrame::StyledPanel | QFrame::Raised);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setAccessibleName(warns ? tr("Warning") : tr("Note"));
    setAccessibleDescription(message.text);

    auto* column = new QVBoxLayout(this);
    auto* row = new QHBoxLayout;
    column->addLayout(row);

    auto* mark = new QLabel;
    const int side = fontMetrics().height();
    mark->setPixmap(symbolicIcon(warns ? QStringLiteral("warning") : QStringLiteral("information"))
                        .pixmap(side, side));
    row->addWidget(mark, 0, Qt::AlignTop);

    m_text->setObjectName(QStringLiteral("messageLabel"));
    m_text->setForegroundRole(QPalette::ToolTipText);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(m_text, 1);

    for (const MessageBars::Action& action : message.actions) {
        QPushButton* button = addButton(row, action.text, "messageActionButton");
        // The action may show another message in this one's place.
        connect(button, &QPushButton::clicked, this, [this, run = action.run] {
            Q_EMIT closed();
            if (run)
                run();
        });
    }
    if (!message.details.isEmpty())
        addDetails(message.details, row, column);

    auto* close = new QToolButton;
    close->setObjectName(QStringLiteral("messageCloseButton"));
    close->setAutoRaise(true);
    close->setIcon(symbolicIcon(QStringLiteral("close")));
    close->setToolTip(tr("Close the message"));
    close->setAccessibleName(close->toolTip());
    close->setFocusPolicy(Qt::TabFocus);
    connect(close, &QToolButton::clicked, this, &MessageBar::closed);
    row->addWidget(close, 0, Qt::AlignTop);
}

void MessageBar::addDetails(const QString& details, QHBoxLayout* buttons, QVBoxLayout* column)
{
    constexpr int kLines = 4;
    auto* edit = new QPlainTextEdit(details);
    edit->setObjectName(QStringLiteral("messageDetailsTextEdit"));
    edit->setAccessibleName(tr("Details"));
    edit->setReadOnly(true);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(kLines * fontMetrics().lineSpacing() + edit->frameWidth() * 2);
    edit->hide();
    column->addWidget(edit);

    QPushButton* show = addButton(buttons, tr("Show &Details"), "messageDetailsButton");
    QPushButton* copy = addButton(buttons, tr("C&opy"), "messageCopyButton");
    copy->setToolTip(tr("Copy the message with its details"));
    connect(show, &QPushButton::clicked, this, [this, show, edit] {
        edit->setVisible(edit->isHidden());
        show->setText(edit->isHidden() ? tr("Show &Details") : tr("Hide &Details"));
        Q_EMIT resized();
    });
    connect(copy, &QPushButton::clicked, this,
        [this, details] { QGuiApplication::clipboard()->setText(text() + u'\n' + details); });
}

QString MessageBar::text() const { return m_text->text(); }

void MessageBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QFrame::keyPressEvent(event);
}

} // namespace headroom::gui
