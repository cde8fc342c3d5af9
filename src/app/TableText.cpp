// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/TableText.h"

#include <QAbstractItemModel>
#include <QStringList>

namespace headroom::app {

std::unique_ptr<QMimeData> tableMimeData(const QModelIndexList& rows)
{
    auto data = std::make_unique<QMimeData>();
    if (rows.isEmpty())
        return data;
    const QAbstractItemModel& model = *rows.front().model();
    QStringList header;
    for (int column = 0; column < model.columnCount(); ++column)
        header += model.headerData(column, Qt::Horizontal).toString();
    QString text = header.join(u'\t') + u'\n';
    QString html = QStringLiteral("<table><tr><th>") + header.join(QStringLiteral("</th><th>"))
        + QStringLiteral("</th></tr>");
    for (const QModelIndex& row : rows) {
        int depth = 0;
        for (QModelIndex above = row.parent(); above.isValid(); above = above.parent())
            ++depth;
        constexpr int kIndent = 2;
        text += QString(depth * kIndent, u' ');
        html += QStringLiteral("<tr>");
        for (int column = 0; column < model.columnCount(); ++column) {
            const QString cell = row.siblingAtColumn(column).data().toString();
            text += column == 0 ? cell : u'\t' + cell;
            const bool number =
                (row.siblingAtColumn(column).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight)
                != 0;
            html += number ? QStringLiteral("<td align=\"right\">") : QStringLiteral("<td>");
            html += (column == 0 ? QStringLiteral("&nbsp;&nbsp;").repeated(depth) : QString())
                + cell.toHtmlEscaped() + QStringLiteral("</td>");
        }
        text += u'\n';
        html += QStringLiteral("</tr>");
    }
    data->setText(text);
    data->setHtml(html + QStringLiteral("</table>"));
    return data;
}

} // namespace headroom::app
