// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/file/RemarksView.h"

#include "gui/form/FormColours.h"

#include <QEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::gui {
namespace {

/// More than anybody reads; a file may have one for each tensor.
constexpr std::size_t kMostRemarks = 200;

} // namespace

RemarksView::RemarksView(QWidget* parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Problems of the file"));
}

void RemarksView::setRemarks(std::vector<app::FileRemark> remarks)
{
    m_remarks = std::move(remarks);
    write();
}

void RemarksView::write()
{
    QString html;
    const app::FileRemark* before = nullptr;
    const std::size_t shown = std::min(m_remarks.size(), kMostRemarks);
    for (std::size_t i = 0; i < shown; ++i) {
        const app::FileRemark& remark = m_remarks[i];
        if (before == nullptr || before->severity != remark.severity) {
            const bool grave = remark.severity == ProblemSeverity::Error;
            const QString colour = grave
                ? QStringLiteral(" style='color:%1'").arg(errorColour(palette()).name())
                : QString();
            html += QStringLiteral("<p style='margin:4px 0 0 0'><b%1>%2</b> %3</p>")
                        .arg(colour, app::severityText(remark.severity).toHtmlEscaped(),
                            app::severityMeaning(remark.severity).toHtmlEscaped());
        }
        before = &remark;
        html += QStringLiteral("<p style='margin:2px 0 0 12px'>%1%2</p>")
                    .arg(remark.where.isEmpty()
                            ? QString()
                            : QStringLiteral("<b>%1</b>: ").arg(remark.where.toHtmlEscaped()),
                        remark.text.toHtmlEscaped());
    }
    if (shown < m_remarks.size())
        html += QStringLiteral("<p>%1</p>")
                    .arg(tr("And %n more", nullptr, static_cast<int>(m_remarks.size() - shown)));
    setHtml(html);
    setVisible(!m_remarks.empty());
    fitHeight();
}

void RemarksView::fitHeight()
{
    document()->setTextWidth(viewport()->width());
    const int height = static_cast<int>(std::ceil(document()->size().height()));
    if (height != minimumHeight() || height != maximumHeight())
        setFixedHeight(height);
}

void RemarksView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    fitHeight();
}

void RemarksView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if ((event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        && !m_remarks.empty())
        write();
}

} // namespace headroom::gui
