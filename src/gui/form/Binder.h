// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/core/Fields.h"

#include <QObject>

#include <functional>
#include <string_view>
#include <vector>

class QCheckBox;

namespace headroom::app {
class Session;
}

namespace headroom::gui {

class ChoiceBox;
class NumberEdit;

/// Keeps editors and the session's scenario alike: one table of fields and their editors. Whatever
/// changes the scenario, the editors follow without a signal; whatever the user does to an editor
/// goes to the session, words that are no value included. An editor whose value is already the
/// scenario's is left as it is, so that a text stays as it was typed.
class Binder : public QObject {
    Q_OBJECT

public:
    explicit Binder(app::Session& session, QObject* parent = nullptr);

    void bind(const Field& field, NumberEdit* editor);
    void bind(const Field& field, ChoiceBox* editor);
    void bind(const Field& field, QCheckBox* editor);

    struct Binding {
        const Field* field;
        QWidget* editor;
        std::function<void(const Value&)> show;
    };
    [[nodiscard]] const std::vector<Binding>& bindings() const { return m_bindings; }
    /// nullptr where there is none.
    [[nodiscard]] QWidget* editor(std::string_view key) const;

    /// Shows the scenario.
    void refresh();

Q_SIGNALS:
    /// The user changed the editor of that field (valid or not); the session knows already.
    void edited(const headroom::Field* field);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add(const Field& field, QWidget* editor, std::function<void(const Value&)> show);
    void store(const Field& field, const Value& value);

    app::Session& m_session;
    std::vector<Binding> m_bindings;
};

} // namespace headroom::gui
