// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dialogs/ConfigEditor.h"

#include "gui/Dialogs.h"
#include "gui/results/ElidedLabel.h"
#include "gui/window/FileActions.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace headroom::gui {

ConfigEditor::ConfigEditor(const QString& text, Dialogs& dialogs, QWidget* parent)
    : QDialog(parent)
    , m_dialogs(dialogs)
    , m_text(new QPlainTextEdit(this))
    , m_state(new ElidedLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Model from a config.json"));
    setObjectName(QStringLiteral("configEditor"));
    auto* words = new QLabel(tr("&Paste the config.json of a Hugging Face model here:"), this);
    words->setBuddy(m_text);
    m_text->setObjectName(QStringLiteral("configTextEdit"));
    m_text->setAccessibleName(tr("config.json"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(
        QStringLiteral("{\n  \"model_type\": \"llama\",\n  \"num_hidden_layers\": 32,\n  …\n}"));
    m_state->setObjectName(QStringLiteral("configStateLabel"));
    QPushButton* use = m_buttons->button(QDialogButtonBox::Ok);
    use->setText(tr("Use"));
    use->setObjectName(QStringLiteral("useConfigButton"));
    QPushButton* open = m_buttons->addButton(tr("&Open File…"), QDialogButtonBox::ActionRole);
    open->setObjectName(QStringLiteral("openConfigButton"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_state);
    layout->addWidget(m_buttons);
    constexpr int kWide = 90;
    constexpr int kHigh = 28;
    resize(kWide * fontMetrics().averageCharWidth(), kHigh * fontMetrics().height());

    connect(open, &QPushButton::clicked, this, &ConfigEditor::openFile);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ConfigEditor::read);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_text->setPlainText(text);
    read();
}

void ConfigEditor::openFile()
{
    const QString path = m_dialogs.openFile(this, tr("Open config.json"), {},
        tr("JSON files (*.json)") + QStringLiteral(";;") + tr("All files (*)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    const auto most = static_cast<qint64>(JsonLimits().maxBytes);
    if (!file.open(QIODevice::ReadOnly))
        m_state->setText(file.errorString());
    else if (file.size() > most)
        m_state->setText(tr("The file is too large for a config.json."));
    else
        m_text->setPlainText(QString::fromUtf8(file.readAll()));
}

void ConfigEditor::read()
{
    m_config = Value();
    const std::string text = m_text->toPlainText().toStdString();
    const Result<JsonDocument> document = parseJson(text);
    if (m_text->document()->isEmpty())
        m_state->setText(tr("Or open a file."));
    else if (!document)
        m_state->setText(errorText(document.error()));
    else if (!isModelConfig(document->value))
        m_state->setText(tr("This is no config.json: it has no model_type."));
    else {
        m_config = document->value;
        m_state->setText(tr("model_type: %1")
                             .arg(QString::fromStdString(describe(*m_config.find("model_type")))));
    }
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!m_config.isNull());
}

} // namespace headroom::gui
