// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/Screenshot.h"

#include "app/Background.h"

#include <QApplication>
#include <QEvent>
#include <QImageWriter>
#include <QPainter>
#include <QPixmap>
#include <QSaveFile>
#include <QTimer>
#include <QWidget>

#include <utility>

namespace headroom::gui {
namespace {

QString write(const QPixmap& picture, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    QImageWriter writer(&file, "png");
    if (!writer.write(picture.toImage()))
        return writer.errorString();
    return file.commit() ? QString() : file.errorString();
}

/// Layouts settle before the first paint; what they ask for while it runs has settled soon after,
/// and what is worked on beside the window is there when nothing is worked on for a while.
class FirstPaint : public QObject {
public:
    FirstPaint(QWidget& widget, QString path, std::function<void(const QString&)> done)
        : QObject(&widget)
        , m_widget(widget)
        , m_path(std::move(path))
        , m_done(std::move(done))
    {
        widget.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            m_widget.removeEventFilter(this);
            lookLater();
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void lookLater()
    {
        constexpr int kLookMilliseconds = 100; // tabs wait less before they start to work
        QTimer::singleShot(kLookMilliseconds, this, [this] {
            constexpr int kQuietLooks = 2;
            m_quiet = app::Background::isAnyBusy() ? 0 : m_quiet + 1;
            if (m_quiet < kQuietLooks)
                lookLater();
            else
                finish();
        });
    }
    void finish()
    {
        QPixmap picture = m_widget.grab();
        drawDialog(picture);
        m_done(write(picture, m_path));
        deleteLater();
    }

    /// A window of its own, which the grab leaves out.
    static void drawDialog(QPixmap& picture)
    {
        QWidget* dialog = QApplication::activeModalWidget();
        if (dialog == nullptr)
            dialog = QApplication::activePopupWidget();
        if (dialog == nullptr)
            return;
        const QPixmap content = dialog->grab();
        const QSizeF whole = picture.size() / picture.devicePixelRatio();
        QRectF place(QPointF(), content.size() / content.devicePixelRatio());
        place.moveCenter(QRectF(QPointF(), whole).center());
        QPainter painter(&picture);
        constexpr int kShade = 70;
        painter.fillRect(QRectF(QPointF(), whole), QColor(0, 0, 0, kShade));
        painter.drawPixmap(place.topLeft(), content);
        painter.setPen(dialog->palette().color(QPalette::Shadow));
        painter.drawRect(place);
    }

    QWidget& m_widget;
    int m_quiet = 0; ///< looks in a row at which nothing was worked on
    QString m_path;
    std::function<void(const QString&)> m_done;
};

} // namespace

void takeScreenshot(QWidget& widget, const QString& path, std::function<void(const QString&)> done)
{
    new FirstPaint(widget, path, std::move(done));
    widget.show();
}

} // namespace headroom::gui
