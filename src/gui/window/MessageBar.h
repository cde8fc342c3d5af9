// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/MessageBars.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;

namespace headroom::gui {

/// One message: a mark, the text, its actions, the details when asked for.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(const MessageBars::Message& message, QWidget* parent = nullptr);

    [[nodiscard]] const QString& id() const { return m_id; }
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void closed();
    void resized();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addDetails(const QString& details, class QHBoxLayout* buttons, class QVBoxLayout* column);

    QString m_id;
    QLabel* m_text;
};

} // namespace headroom::gui
