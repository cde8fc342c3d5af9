// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/Binder.h"

#include "app/Session.h"
#include "gui/form/ChoiceBox.h"
#include "gui/form/NumberEdit.h"

#include <QCheckBox>
#include <QEvent>
#include <QSignalBlocker>

#include <utility>

namespace headroom::gui {

Binder::Binder(app::Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &app::Session::scenarioChanged, this, &Binder::refresh);
}

void Binder::bind(const Field& field, NumberEdit* editor)
{
    editor->setRange(field.minimum, field.maximum);
    add(field, editor, [this, &field, editor](const Value& value) {
        if (value == editor->value() && (!editor->error() || m_session.hasInputError(field)))
            return;
        // A text that was no value gives way to a value that something else has set.
        editor->setValue(value);
        m_session.setInputError(field, std::nullopt);
    });
    connect(editor, &NumberEdit::edited, this, [this, &field, editor] {
        if (const std::optional<Error>& error = editor->error()) {
            Error named = *error;
            named.where = field.key;
            m_session.setInputError(field, std::move(named));
            Q_EMIT edited(&field);
        } else {
            store(field, editor->value());
        }
    });
    connect(editor, &NumberEdit::committed, &m_session, &app::Session::sealEdit);
}

void Binder::bind(const Field& field, ChoiceBox* editor)
{
    add(field, editor, [editor](const Value& value) {
        const std::string* text = value.asString();
        const QString word = text != nullptr ? QString::fromStdString(*text) : QString();
        if (editor->value() != word)
            editor->setValue(word);
    });
    connect(editor, &ChoiceBox::opened, &m_session, &app::Session::sealEdit);
    connect(editor, &ChoiceBox::chosen, this, [this, &field, editor] {
        // The choice without a word is that of null.
        const std::string word = editor->value().toStdString();
        store(field, word.empty() ? Value() : Value(word));
    });
}

void Binder::bind(const Field& field, QCheckBox* editor)
{
    add(field, editor, [editor](const Value& value) {
        const QSignalBlocker blocker(editor);
        const bool* flag = value.asBool();
        editor->setChecked(flag != nullptr && *flag);
    });
    connect(editor, &QCheckBox::clicked, this, [this, &field](bool checked) {
        m_session.sealEdit();
        store(field, Value(checked));
    });
}

QWidget* Binder::editor(std::string_view key) const
{
    for (const Binding& binding : m_bindings) {
        if (binding.field->key == key)
            return binding.editor;
    }
    return nullptr;
}

void Binder::refresh()
{
    for (const Binding& binding : m_bindings)
        binding.show(fieldValue(m_session.scenario(), *binding.field));
}

bool Binder::eventFilter(QObject* watched, QEvent* event)
{
    // What comes after the focus has left is an edit of its own.
    if (event->type() == QEvent::FocusOut)
        m_session.sealEdit();
    return QObject::eventFilter(watched, event);
}

void Binder::add(const Field& field, QWidget* editor, std::function<void(const Value&)> show)
{
    editor->setProperty(
        "field", QString::fromUtf8(field.key.data(), static_cast<qsizetype>(field.key.size())));
    editor->installEventFilter(this);
    m_bindings.push_back({&field, editor, std::move(show)});
    m_bindings.back().show(fieldValue(m_session.scenario(), field));
}

void Binder::store(const Field& field, const Value& value)
{
    if (const Result<void> stored = m_session.setField(field, value); !stored)
        m_session.setInputError(field, stored.error());
    Q_EMIT edited(&field);
}

} // namespace headroom::gui
