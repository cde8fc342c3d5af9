// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/NotesView.h"

#include "app/LocaleText.h"

#include <QEvent>

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

QStringList texts(const std::vector<Text>& notes)
{
    const app::LocaleText locale;
    QStringList list;
    for (const Text& note : notes)
        list += locale.toString(note);
    return list;
}

QString section(const QString& title, const QStringList& notes)
{
    if (notes.isEmpty())
        return {};
    QString html = QStringLiteral("<p style='margin:4px 0 0 0'><b>") + title.toHtmlEscaped()
        + QStringLiteral("</b></p><ul style='margin:0; -qt-list-indent:0'>");
    for (const QString& note : notes)
        html += QStringLiteral("<li style='margin-left:16px'>") + note.toHtmlEscaped()
            + QStringLiteral("</li>");
    return QString(html + QStringLiteral("</ul>"));
}

} // namespace

NotesView::NotesView(QWidget* parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setOpenLinks(false);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Warnings and assumptions"));
    hide();
}

void NotesView::setNotes(const std::vector<Text>& warnings, const std::vector<Text>& assumptions)
{
    QStringList warningTexts = texts(warnings);
    QStringList assumptionTexts = texts(assumptions);
    if (warningTexts == m_warnings && assumptionTexts == m_assumptions)
        return;
    m_warnings = std::move(warningTexts);
    m_assumptions = std::move(assumptionTexts);
    showNotes();
}

void NotesView::showNotes()
{
    setHtml(section(tr("Warnings"), m_warnings) + section(tr("Assumptions"), m_assumptions));
    setVisible(!m_warnings.isEmpty() || !m_assumptions.isEmpty());
    fitHeight();
}

void NotesView::fitHeight()
{
    constexpr int kPart = 3; // of the parent
    const int most = parentWidget() != nullptr
        ? std::max(parentWidget()->height() / kPart, minimumSizeHint().height())
        : QWIDGETSIZE_MAX;
    const int wanted = static_cast<int>(std::ceil(document()->size().height()));
    const int height = std::min(wanted, most);
    if (height != this->height() || height != minimumHeight())
        setFixedHeight(height);
}

QSize NotesView::sizeHint() const { return {QTextBrowser::sizeHint().width(), height()}; }

QSize NotesView::minimumSizeHint() const
{
    constexpr int kLines = 3;
    return {fontMetrics().height() * kLines, fontMetrics().height() * kLines};
}

void NotesView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::FontChange && !toPlainText().isEmpty())
        showNotes();
}

void NotesView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    fitHeight();
}

} // namespace headroom::gui
