// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace headroom::gui {

/// Text in lines that are not too long to read, whatever the width of the window.
class GuideBrowser : public QTextBrowser {
    Q_OBJECT

public:
    explicit GuideBrowser(QWidget* parent = nullptr);

    /// The line that holds the position to the top.
    void scrollToPosition(int position);
    /// Marks all places and the current one; shows that.
    void showMatches(const QList<QTextCursor>& matches, const QTextCursor& current);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void limitWidth();
};

} // namespace headroom::gui
