// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/file/FileTab.h"

#include "app/Breakdown.h"
#include "app/FileTensorsModel.h"
#include "app/FileText.h"
#include "app/ResultsClipboard.h"
#include "app/Session.h"
#include "app/TableText.h"
#include "gui/file/RemarksView.h"
#include "gui/file/TypeChart.h"
#include "gui/results/ElidedLabel.h"
#include "gui/results/EmptyPage.h"

#include <QAction>
#include <QCheckBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace headroom::gui {

using Tensors = app::FileTensorsModel;

FileTab::FileTab(const app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_clipboard(&app::systemClipboard())
{
    connect(&session, &app::Session::modelFileChanged, this, &FileTab::refresh);
    connect(&session, &app::Session::unitsChanged, this, &FileTab::refresh);
}

void FileTab::build()
{
    m_tensors = new Tensors(this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeFilePage());
    auto* none = new EmptyPage(tr("No model file is open"),
        tr("Open a model file or its folder, or drop it on the window: config.json, safetensors, "
           "GGUF, ONNX, PyTorch and others. Only its header is read; nothing of it is run."),
        tr("Open…"));
    m_pages->addWidget(none);
    connect(none, &EmptyPage::asked, this, &FileTab::openRequested);
    auto* layout = new QVBoxLayout(this);
    constexpr int kFileTop = 8;
    layout->setContentsMargins(0, kFileTop, 0, 0);
    layout->addWidget(m_pages);
}

QWidget* FileTab::makeFilePage()
{
    auto* page = new QWidget;
    m_name = new QLabel(page);
    m_name->setObjectName(QStringLiteral("fileNameLabel"));
    m_name->setTextFormat(Qt::PlainText);
    QFont bold = m_name->font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_path = new ElidedLabel(page);
    m_path->setObjectName(QStringLiteral("filePathLabel"));
    m_path->setForegroundRole(QPalette::PlaceholderText);
    auto* again = new QPushButton(tr("Read Again"), page);
    again->setObjectName(QStringLiteral("fileReadAgainButton"));
    again->setToolTip(tr("Read the file anew: another program may have changed it"));
    connect(again, &QPushButton::clicked, this, &FileTab::readAgainRequested);
    auto* line = new QHBoxLayout;
    line->addWidget(m_name);
    line->addWidget(m_path, 1);
    line->addWidget(again);

    auto* splitter = new QSplitter(Qt::Vertical, page);
    splitter->setObjectName(QStringLiteral("fileSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeSummary());
    splitter->addWidget(makeTable());
    constexpr int kSummary = 9;
    constexpr int kTable = 11;
    splitter->setStretchFactor(0, kSummary);
    splitter->setStretchFactor(1, kTable);
    splitter->setSizes({kSummary * 32, kTable * 32});
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->addLayout(line);
    layout->addWidget(splitter, 1);
    return page;
}

QWidget* FileTab::makeSummary()
{
    auto* summary = new QScrollArea;
    summary->setFrameShape(QFrame::NoFrame);
    summary->setWidgetResizable(true);
    summary->setFocusPolicy(Qt::NoFocus);
    auto* contents = new QWidget;
    m_facts = new QFormLayout;
    m_facts->setLabelAlignment(Qt::AlignRight);
    constexpr int kFactSpacing = 3;
    m_facts->setVerticalSpacing(kFactSpacing);
    auto* types = new QVBoxLayout;
    m_typesHeading = new QLabel(tr("Bytes by type"), contents);
    m_typesHeading->setForegroundRole(QPalette::PlaceholderText);
    m_types = new TypeChart(contents);
    m_types->setObjectName(QStringLiteral("fileTypeChart"));
    m_types->setAccessibleName(tr("Share of each type in the file's bytes"));
    types->addWidget(m_typesHeading);
    types->addWidget(m_types);
    types->addStretch();
    auto* columns = new QHBoxLayout;
    constexpr int kBetween = 24;
    columns->setSpacing(kBetween);
    columns->addLayout(m_facts, 3);
    columns->addLayout(types, 2);
    m_remarks = new RemarksView(contents);
    m_remarks->setObjectName(QStringLiteral("fileRemarksView"));
    auto* layout = new QVBoxLayout(contents);
    layout->setContentsMargins({});
    layout->addLayout(columns);
    layout->addWidget(m_remarks);
    layout->addStretch();
    summary->setWidget(contents);
    return summary;
}

QWidget* FileTab::makeTable()
{
    auto* side = new QWidget;
    m_count = new QLabel(side);
    m_count->setObjectName(QStringLiteral("fileTensorCountLabel"));
    m_filter = new QLineEdit(side);
    m_filter->setObjectName(QStringLiteral("fileFilterEdit"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the tensors of the file"));
    m_filter->setToolTip(tr("Tensors whose name or type has each of these words"));
    m_filter->setClearButtonEnabled(true);
    constexpr int kFilterWidth = 30;
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * kFilterWidth);
    m_grouped = new QCheckBox(tr("Group by module"), side);
    m_grouped->setObjectName(QStringLiteral("fileGroupedCheckBox"));
    auto* line = new QHBoxLayout;
    line->addWidget(m_count, 1);
    line->addWidget(m_filter, 1);
    line->addWidget(m_grouped);

    m_table = new QTreeView(side);
    m_table->setObjectName(QStringLiteral("fileTensorTreeView"));
    m_table->setAccessibleName(tr("Tensors of the file"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAlternatingRowColors(true);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->header()->setSortIndicator(Tensors::Name, Qt::AscendingOrder);
    m_table->setModel(m_tensors);
    const int character = fontMetrics().averageCharWidth();
    QHeaderView* header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(Tensors::Name, QHeaderView::Stretch);
    header->resizeSection(Tensors::Shape, character * 24);
    header->resizeSection(Tensors::Type, character * 12);
    header->resizeSection(Tensors::Elements, character * 18);
    header->resizeSection(Tensors::Size, character * 14);
    auto* copyRows = new QAction(tr("&Copy Rows"), m_table);
    copyRows->setObjectName(QStringLiteral("actionCopyFileTensors"));
    copyRows->setShortcut(QKeySequence::Copy);
    copyRows->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copyRows);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyRows, &QAction::triggered, this, &FileTab::copy);
    connect(m_filter, &QLineEdit::textChanged, m_tensors, &Tensors::filter);
    connect(m_grouped, &QCheckBox::toggled, this, [this](bool grouped) {
        m_tensors->setGrouped(grouped);
        m_table->setRootIsDecorated(grouped);
    });
    connect(m_tensors, &QAbstractItemModel::modelReset, this, &FileTab::showCount);
    m_grouped->setChecked(true);

    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins({});
    layout->addLayout(line);
    layout->addWidget(m_table, 1);
    return side;
}

void FileTab::refresh()
{
    m_outdated = true;
    if (!isVisible())
        return;
    m_outdated = false;
    if (m_pages == nullptr)
        build();
    const app::OpenedModel* opened = m_session.openedModel();
    m_pages->setCurrentIndex(opened != nullptr ? 0 : 1);
    m_tensors->setFile(opened != nullptr ? opened->file : nullptr, m_session.units());
    if (opened != nullptr)
        showFacts();
}

void FileTab::showFacts()
{
    const app::OpenedModel& opened = *m_session.openedModel();
    const QFileInfo info(opened.path);
    m_name->setText(info.fileName());
    m_path->setText(info.absolutePath());
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    for (const app::FileFact& fact : app::fileFacts(*opened.file, m_session.units())) {
        auto* value = new ElidedLabel;
        value->setText(fact.value);
        if (!fact.exact.isEmpty())
            value->setToolTip(fact.exact);
        value->setAccessibleName(fact.label);
        m_facts->addRow(fact.label, value);
    }
    const std::vector<app::TypeShare> shares = app::typeShares(*opened.file, m_session.units());
    m_types->setShares(shares);
    m_types->setVisible(!shares.empty());
    m_typesHeading->setVisible(!shares.empty());
    m_remarks->setRemarks(app::fileRemarks(*opened.file));
}

void FileTab::showCount()
{
    const std::uint64_t shown = m_tensors->shownTensors();
    const app::OpenedModel* opened = m_session.openedModel();
    const std::uint64_t all = opened != nullptr ? opened->file->tensors.size() : 0;
    const Bytes bytes = m_tensors->shownBytes();
    QString text = shown == all
        ? tr("%1 tensors").arg(app::countText(all))
        : tr("%1 of %2 tensors").arg(app::countText(shown), app::countText(all));
    // An index without its shards does not say how large they are.
    if (bytes.value > 0)
        text = tr("%1, %2").arg(text, app::sizeText(bytes, m_session.units()));
    m_count->setText(text);
}

void FileTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_outdated)
        refresh();
}

void FileTab::copy()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    const bool copied = m_clipboard->put(app::tableMimeData(rows));
    Q_EMIT notice(copied ? tr("%n rows copied", nullptr, static_cast<int>(rows.size()))
                         : tr("The clipboard refused the rows"));
}

} // namespace headroom::gui
