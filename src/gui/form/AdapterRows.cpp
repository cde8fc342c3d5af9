// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/AdapterRows.h"

#include "app/Breakdown.h"
#include "app/LocaleText.h"
#include "app/Session.h"
#include "gui/dialogs/TargetsDialog.h"
#include "gui/form/FieldRow.h"
#include "headroom/base/Bytes.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>

namespace headroom::gui {
namespace {

const Field& targetsField() { return *findField("adapter.targets"); }
const Field& savedField() { return *findField("adapter.modules_to_save"); }

FieldRow* makeRow(QWidget* editor, const Field& field, const QString& name, QWidget* parent)
{
    const app::LocaleText words;
    constexpr int kNoteLines = 2;
    return new FieldRow(editor, {words.toString(field.label), words.toString(field.help), {}},
        kNoteLines, name, parent);
}

QString joined(const std::vector<std::string>& names)
{
    QStringList texts;
    for (const std::string& name : names)
        texts += QString::fromStdString(name);
    return texts.join(QStringLiteral(", "));
}

} // namespace

AdapterRows::AdapterRows(app::Session& session, QWidget* parent)
    : QObject(parent)
    , m_session(session)
    , m_targets(new QPushButton)
    , m_saved(new QLineEdit)
    , m_targetsRow(makeRow(m_targets, targetsField(), QStringLiteral("adapterTargets"), parent))
    , m_savedRow(makeRow(m_saved, savedField(), QStringLiteral("modulesToSave"), parent))
    , m_rows{m_targetsRow, m_savedRow}
{
    m_targets->setObjectName(QStringLiteral("adapterTargetsButton"));
    m_saved->setObjectName(QStringLiteral("modulesToSaveEdit"));
    m_saved->setPlaceholderText(tr("none"));
    connect(m_targets, &QPushButton::clicked, this, &AdapterRows::chooseTargets);
    connect(m_saved, &QLineEdit::textEdited, this, &AdapterRows::storeSaved);
    connect(m_saved, &QLineEdit::editingFinished, &m_session, &app::Session::sealEdit);
    const auto offer = [this](FieldRow* row, const Field& field) {
        connect(row, &FieldRow::resetRequested, this, [this, &field] {
            m_session.sealEdit();
            static_cast<void>(m_session.setField(field, defaultValue(field)));
            m_session.sealEdit();
        });
    };
    offer(m_targetsRow, targetsField());
    offer(m_savedRow, savedField());
}

bool AdapterRows::shows() const
{
    return m_session.scenario().adapter.method != AdapterMethod::None;
}

bool AdapterRows::owns(const FieldRow* row) const
{
    return std::find(m_rows.begin(), m_rows.end(), row) != m_rows.end();
}

void AdapterRows::followScenario()
{
    const Adapter& adapter = m_session.scenario().adapter;
    QString text;
    if (const Value::List* names = adapter.targets.asList())
        text = tr("%n names…", nullptr, static_cast<int>(names->size()));
    else if (const std::string* word = adapter.targets.asString())
        text = *word == "all-linear" ? tr("all linear layers…")
            : *word == "attention"   ? tr("attention…")
                                     : QString::fromStdString(*word);
    m_targets->setText(text.replace(u'&', QStringLiteral("&&")));
    if (!m_saved->hasFocus())
        m_saved->setText(joined(adapter.modulesToSave));
    m_targetsRow->setDefault(
        tr("all linear layers"), adapter.targets != defaultValue(targetsField()));
    m_savedRow->setDefault(tr("none"), !adapter.modulesToSave.empty());
}

QString AdapterRows::shareNote() const
{
    if (!m_session.estimate() || m_session.isStale() || !shows())
        return {};
    const ParameterCounts& counts = m_session.estimate()->parameters;
    if (counts.trainable == 0 || counts.total == 0)
        return {};
    constexpr int kPlaces = 2;
    const app::LocaleText words;
    const QString share = QString::fromStdString(
        words.number(formatRatio(counts.trainable * 100, counts.total, kPlaces)));
    return tr("%1 of %2 parameters train (%3 %)")
        .arg(app::countText(counts.trainable), app::countText(counts.total), share);
}

void AdapterRows::followResult()
{
    showProblem(targetsField(), *m_targetsRow);
    showProblem(savedField(), *m_savedRow);
    m_targetsRow->setNote(shareNote());
}

void AdapterRows::showProblem(const Field& field, FieldRow& row)
{
    const app::LocaleText words;
    const std::vector<Error> problems = m_session.problems();
    const auto found = std::find_if(problems.begin(), problems.end(),
        [&](const Error& error) { return error.where == field.key; });
    row.setProblem(found == problems.end() ? QString() : words.toString(*found));
}

void AdapterRows::chooseTargets()
{
    auto* dialog = new TargetsDialog(m_session.model(), m_session.scenario(), m_targets->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_session.sealEdit();
        static_cast<void>(m_session.setField(targetsField(), dialog->targets()));
        m_session.sealEdit();
    });
    dialog->open();
}

void AdapterRows::storeSaved(const QString& text)
{
    static const QRegularExpression kBetween(QStringLiteral("[,;\\s]+"));
    Value::List names;
    const QStringList parts = text.split(kBetween, Qt::SkipEmptyParts);
    for (const QString& part : parts)
        names.emplace_back(part.toStdString());
    static_cast<void>(m_session.setField(savedField(), Value(std::move(names))));
}

} // namespace headroom::gui
