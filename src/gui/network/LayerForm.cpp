// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/network/LayerForm.h"

#include "app/LocaleText.h"
#include "gui/form/ChoiceBox.h"
#include "gui/form/CountEdit.h"
#include "gui/form/DecimalEdit.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QRegularExpressionValidator>

#include <algorithm>

namespace headroom::gui {
namespace {

using architectures::LayerKey;
using architectures::LayerKeyType;
using architectures::LayerType;

/// What a whole number of a layer may be at most (architectures::Config).
constexpr std::uint64_t kLargest = std::uint64_t{1} << 31;

/// Labels and editors side by side.
constexpr int kPairs = 3;

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Value fallbackOf(const LayerKey& key)
{
    if (key.fallback.empty())
        return {};
    switch (key.type) {
    case LayerKeyType::Count:
    case LayerKeyType::Share:
        return Value::number(std::string(key.fallback));
    case LayerKeyType::Flag:
        return Value(key.fallback == "true");
    default:
        return Value(key.fallback);
    }
}

QString sizesText(const Value& value)
{
    QStringList parts;
    if (const Value::List* list = value.asList()) {
        for (const Value& size : *list)
            parts += size.asNumber() != nullptr ? QString::fromStdString(size.asNumber()->text)
                                                : QString();
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

LayerForm::LayerForm(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setColumnStretch(2 * kPairs, 1);
}

void LayerForm::setLayer(const std::string& place, const Value* layer)
{
    const Value* name = layer != nullptr ? layer->find("type") : nullptr;
    const LayerType* type = name != nullptr && name->asString() != nullptr
        ? architectures::findLayerType(*name->asString())
        : nullptr;
    if (type != m_type || place != m_place) {
        m_place = place;
        m_type = type;
        m_editors.clear();
        while (QLayoutItem* item = m_layout->takeAt(0)) {
            // It may be the one whose key is being handled (Undo).
            QWidget* widget = item->widget();
            widget->disconnect(this);
            widget->setObjectName({});
            widget->hide();
            widget->deleteLater();
            delete item;
        }
        if (type != nullptr)
            build(*type);
    }
    if (type == nullptr)
        return;
    for (const Editor& editor : m_editors)
        show(editor, *layer);
}

void LayerForm::build(const LayerType& type)
{
    const app::LocaleText words;
    auto* help = new QLabel(words.toString(type.help), this);
    help->setWordWrap(true);
    m_layout->addWidget(help, 0, 0, 1, 2 * kPairs + 1);
    int place = 0;
    for (const LayerKey& key : type.keys) {
        if (key.type == LayerKeyType::Layers)
            continue;
        QWidget* editor = makeEditor(key);
        editor->setObjectName(QStringLiteral("layerKey_") + fromView(key.name));
        editor->setToolTip(words.toString(key.help));
        editor->setAccessibleName(words.toString(key.label));
        editor->setAccessibleDescription(words.toString(key.help));
        auto* label = new QLabel(words.toString(key.label), this);
        label->setBuddy(editor);
        label->setToolTip(words.toString(key.help));
        const int row = 1 + place / kPairs;
        const int column = 2 * (place % kPairs);
        m_layout->addWidget(label, row, column, Qt::AlignRight | Qt::AlignVCenter);
        m_layout->addWidget(editor, row, column + 1, Qt::AlignVCenter);
        m_layout->setRowStretch(row + 1, 0);
        ++place;
        m_editors.push_back({&key, editor});
    }
    m_layout->setRowStretch(m_layout->rowCount(), 1);
}

QWidget* LayerForm::makeEditor(const LayerKey& key)
{
    switch (key.type) {
    case LayerKeyType::Count:
    case LayerKeyType::Share:
        return makeNumber(key);
    case LayerKeyType::Flag: {
        auto* box = new QCheckBox(this);
        connect(box, &QCheckBox::clicked, this, [this, &key](bool on) {
            Q_EMIT keyEdited(std::string(key.name), Value(on));
            Q_EMIT committed();
        });
        return box;
    }
    case LayerKeyType::Choice: {
        auto* box = new ChoiceBox(this);
        std::vector<Choice> choices;
        for (const std::string_view word : key.choices)
            choices.push_back({fromView(word), fromView(word), false});
        box->setChoices(choices);
        connect(box, &ChoiceBox::chosen, this, [this, &key, box] {
            Q_EMIT keyEdited(std::string(key.name), Value(box->value().toStdString()));
            Q_EMIT committed();
        });
        return box;
    }
    case LayerKeyType::Sizes:
    case LayerKeyType::Layers:
        break;
    }
    return makeSizes(key);
}

QWidget* LayerForm::makeNumber(const LayerKey& key)
{
    NumberEdit* edit = nullptr;
    if (key.type == LayerKeyType::Count) {
        edit = new CountEdit(CountEdit::Stepping::Unit, this);
        edit->setRange(static_cast<std::uint64_t>(key.minimum), kLargest);
    } else {
        edit = new DecimalEdit(this);
        edit->setRange(0, 1);
    }
    if (!key.required && key.fallback.empty())
        edit->setNullable(true, key.name == "stride" ? tr("as the kernel") : tr("as it comes"));
    connect(edit, &NumberEdit::edited, this, [this, &key, edit] {
        Q_EMIT inputErrorChanged(edit->error());
        if (!edit->error())
            Q_EMIT keyEdited(std::string(key.name), edit->value());
    });
    connect(edit, &NumberEdit::committed, this, &LayerForm::committed);
    return edit;
}

QWidget* LayerForm::makeSizes(const LayerKey& key)
{
    auto* edit = new QLineEdit(this);
    static const QRegularExpression kSizes(
        QStringLiteral("\\s*\\d{1,10}(\\s*[,;x×]\\s*\\d{1,10}){0,2}\\s*"));
    edit->setValidator(new QRegularExpressionValidator(kSizes, edit));
    edit->setPlaceholderText(tr("such as 3, 32, 32"));
    connect(edit, &QLineEdit::textEdited, this, [this, &key, edit](const QString& text) {
        if (!edit->hasAcceptableInput())
            return;
        static const QRegularExpression kBetween(QStringLiteral("\\s*[,;x×]\\s*"));
        Value::List sizes;
        const QStringList parts = text.trimmed().split(kBetween);
        for (const QString& part : parts)
            sizes.push_back(Value::number(std::uint64_t{part.toULongLong()}));
        Q_EMIT keyEdited(std::string(key.name), Value(std::move(sizes)));
    });
    connect(edit, &QLineEdit::editingFinished, this, &LayerForm::committed);
    return edit;
}

void LayerForm::show(const Editor& editor, const Value& layer)
{
    const Value* given = layer.find(editor.key->name);
    const Value value = given != nullptr && !given->isNull() ? *given : fallbackOf(*editor.key);
    if (auto* number = qobject_cast<NumberEdit*>(editor.widget)) {
        if (number->error() || number->value() != value)
            number->setValue(value.asNumber() != nullptr ? value : Value());
    } else if (auto* box = qobject_cast<QCheckBox*>(editor.widget)) {
        box->setChecked(value.asBool() != nullptr && *value.asBool());
    } else if (auto* choice = qobject_cast<ChoiceBox*>(editor.widget)) {
        choice->setValue(
            value.asString() != nullptr ? QString::fromStdString(*value.asString()) : QString());
    } else if (auto* line = qobject_cast<QLineEdit*>(editor.widget)) {
        if (!line->hasFocus())
            line->setText(sizesText(value));
    }
}

void LayerForm::focusFirst()
{
    if (!m_editors.empty())
        m_editors.front().widget->setFocus(Qt::OtherFocusReason);
}

} // namespace headroom::gui
