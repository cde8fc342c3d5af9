// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace headroom::gui {

class MessageBar;

/// Messages that ask for attention and do not stop the work. They lie over the lower edge of
/// another widget, so that nothing moves when one appears.
class MessageBars : public QWidget {
    Q_OBJECT

public:
    explicit MessageBars(QWidget* host);

    struct Action {
        QString text;
        std::function<void()> run; ///< the message goes away then
    };
    struct Message {
        QString id; ///< a message replaces the one with the same id
        enum class Severity { Information, Warning };
        Severity severity = Severity::Warning;
        QString text;
        QString details; ///< more, on demand; can be copied
        std::vector<Action> actions;
    };
    void add(const Message& message);
    void dismiss(const QString& id);

    [[nodiscard]] bool contains(const QString& id) const { return find(id) != nullptr; }
    /// What the message of that id says; empty where there is none.
    [[nodiscard]] QString text(const QString& id) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] MessageBar* find(const QString& id) const;
    void place();

    QVBoxLayout* m_layout;
    std::vector<MessageBar*> m_bars;
};

} // namespace headroom::gui
