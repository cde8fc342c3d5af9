// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

class QDropEvent;
class QWidget;

namespace headroom::gui {

/// Files dropped anywhere on a window. While they hover over it, the window says that it takes
/// them.
class FileDrop : public QObject {
    Q_OBJECT

public:
    explicit FileDrop(QWidget& window);

Q_SIGNALS:
    void dropped(const QList<QUrl>& urls);

protected:
    /// Sees the events of the window, and those of its surface, before a text field below takes a
    /// file's name as text.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool take(QDropEvent* event);
    void showHint(bool shown);

    QWidget& m_window;
    QWidget* m_hint;
};

} // namespace headroom::gui
