// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/questions/MeasuredTab.h"

#include "app/LocaleText.h"
#include "app/MeasuredModel.h"
#include "app/Session.h"
#include "gui/Dialogs.h"
#include "headroom/core/Fields.h"
#include "headroom/formats/Measurements.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeView>
#include <QVBoxLayout>

namespace headroom::gui {

MeasuredTab::MeasuredTab(app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_text(new QPlainTextEdit(this))
    , m_open(new QPushButton(tr("Open a Snapshot…"), this))
    , m_table(new QTreeView(this))
    , m_notes(new QLabel(this))
    , m_keep(new QPushButton(this))
    , m_model(new app::MeasuredModel(this))
{
    m_text->setObjectName(QStringLiteral("measuredTextEdit"));
    m_text->setAccessibleName(tr("What was measured"));
    m_text->setPlaceholderText(
        tr("Paste what a run of this scenario took: an out-of-memory message of PyTorch, a line of "
           "nvidia-smi, or figures such as: allocated 13.2 GiB, reserved 14 GiB, used 15 GiB"));
    m_text->setTabChangesFocus(true);
    constexpr int kLines = 4;
    constexpr int kAround = 12;
    m_text->setFixedHeight(kLines * fontMetrics().lineSpacing() + kAround);
    m_open->setObjectName(QStringLiteral("openSnapshotButton"));
    m_open->setToolTip(
        tr("A memory snapshot of PyTorch (torch.cuda.memory._dump_snapshot); it is read, and "
           "nothing of it executed"));
    makeTable();
    m_notes->setObjectName(QStringLiteral("measuredNotesLabel"));
    m_notes->setWordWrap(true);
    m_notes->setTextFormat(Qt::PlainText);
    m_keep->setObjectName(QStringLiteral("keepContextButton"));
    m_keep->hide();

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addStretch();
    buttons->addWidget(m_keep);
    auto* column = new QVBoxLayout(this);
    constexpr int kTop = 8;
    column->setContentsMargins(0, kTop, 0, 0);
    column->addWidget(m_text);
    column->addLayout(buttons);
    column->addWidget(m_table, 1);
    column->addWidget(m_notes);
    connect(m_text, &QPlainTextEdit::textChanged, this, &MeasuredTab::readText);
    connect(m_open, &QPushButton::clicked, this, &MeasuredTab::openFile);
    connect(m_keep, &QPushButton::clicked, this, &MeasuredTab::keepContext);
}

void MeasuredTab::makeTable()
{
    m_table->setObjectName(QStringLiteral("measuredTreeView"));
    m_table->setAccessibleName(tr("Estimated and measured"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setRootIsDecorated(false);
    m_table->setAlternatingRowColors(true);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    const int character = fontMetrics().averageCharWidth();
    constexpr int kWords = 32;
    constexpr int kFigure = 20;
    for (int column = 0; column < app::MeasuredModel::ColumnCount; ++column)
        m_table->header()->resizeSection(
            column, character * (column == app::MeasuredModel::What ? kWords : kFigure));
    m_table->header()->setStretchLastSection(false);
}

void MeasuredTab::readText()
{
    const QString text = m_text->toPlainText();
    if (text.trimmed().isEmpty()) {
        m_measurement.reset();
        refresh();
        return;
    }
    show(parseMeasurement(text.toStdString()));
}

void MeasuredTab::openFile()
{
    if (m_dialogs == nullptr)
        return;
    const QString path = m_dialogs->openFile(this, tr("Open a Snapshot"), QString(),
        tr("Memory snapshots (*.pickle *.pkl);;All files (*)"));
    if (path.isEmpty())
        return;
    {
        const QSignalBlocker blocker(m_text);
        m_text->clear();
    }
    show(readMeasurement(path.toStdString()));
}

void MeasuredTab::show(const Result<Measurement>& found)
{
    if (found) {
        m_measurement = *found;
        refresh();
        return;
    }
    m_measurement.reset();
    refresh();
    m_notes->setText(app::LocaleText().toString(found.error()));
}

void MeasuredTab::refresh()
{
    const std::optional<Estimate>& estimate = m_session.estimate();
    if (!m_measurement || !estimate) {
        m_model->setReconciliation({}, m_session.units());
        m_notes->clear();
        m_contextMib.reset();
        m_keep->hide();
        return;
    }
    const Reconciliation result = reconcile(*estimate, *m_measurement);
    m_model->setReconciliation(result, m_session.units());
    QStringList notes;
    const app::LocaleText locale;
    for (const Text& note : result.notes)
        notes += locale.toString(note);
    m_notes->setText(notes.join(u'\n'));
    m_contextMib = result.contextMib;
    m_keep->setVisible(m_contextMib.has_value());
    if (m_contextMib)
        m_keep->setText(tr("Keep the Context of %L1 MiB").arg(*m_contextMib));
    m_keep->setEnabled(!m_session.isStale());
}

void MeasuredTab::keepContext()
{
    const Field* field = findField("hardware.context_mib");
    if (!m_contextMib || field == nullptr)
        return;
    const std::uint64_t context = *m_contextMib;
    if (m_session.setField(*field, Value::number(context)))
        Q_EMIT notice(tr("The scenario has a context of %L1 MiB now").arg(context));
}

} // namespace headroom::gui
