// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dialogs/ModelChooser.h"

#include "app/ModelListModel.h"
#include "app/WordFilter.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>

namespace headroom::gui {

using Models = app::ModelListModel;

ModelChooser::ModelChooser(const QString& current, QWidget* parent)
    : QDialog(parent)
    , m_found(new app::WordFilter(Models::SortRole, Models::SearchRole, this))
    , m_search(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_count(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Choose a Model"));
    setObjectName(QStringLiteral("modelChooser"));
    m_found->setSourceModel(new Models(this));
    m_search->setObjectName(QStringLiteral("modelSearchEdit"));
    m_search->setPlaceholderText(tr("Search by name, family or size: “llama 70b”"));
    m_search->setAccessibleName(tr("Search the models"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("modelListView"));
    m_list->setAccessibleName(tr("Models of the catalogue"));
    m_list->setModel(m_found);
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setSortingEnabled(true);
    // As the catalogue has them: by family, then by size.
    m_list->sortByColumn(-1, Qt::AscendingOrder);
    const int character = fontMetrics().averageCharWidth();
    constexpr std::array<int, Models::ColumnCount> kCharacters{33, 12, 14, 8, 12, 24};
    for (int column = 0; column < Models::ColumnCount; ++column)
        m_list->header()->resizeSection(
            column, character * kCharacters[static_cast<std::size_t>(column)]);
    QPushButton* choose = m_buttons->button(QDialogButtonBox::Ok);
    choose->setText(tr("Choose"));
    choose->setObjectName(QStringLiteral("chooseModelButton"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_buttons);
    constexpr int kWide = 118;
    constexpr int kHigh = 26;
    resize(kWide * character, kHigh * fontMetrics().height());

    connect(m_search, &QLineEdit::textChanged, this, &ModelChooser::search);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeView::activated, this, &QDialog::accept);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &ModelChooser::showState);
    select(current);
    showState();
}

QString ModelChooser::id() const { return m_list->currentIndex().data(Models::IdRole).toString(); }

void ModelChooser::select(const QString& id)
{
    for (int row = 0; row < m_found->rowCount(); ++row) {
        const QModelIndex index = m_found->index(row, 0);
        if (index.data(Models::IdRole).toString() != id)
            continue;
        m_list->setCurrentIndex(index);
        m_list->scrollTo(index, QAbstractItemView::PositionAtCenter);
        return;
    }
    m_list->setCurrentIndex(m_found->index(0, 0));
}

void ModelChooser::search(const QString& text)
{
    const QString before = id();
    m_found->search(text);
    select(before);
    showState();
}

void ModelChooser::showState()
{
    const int found = m_found->rowCount();
    m_count->setText(found == 0
            ? tr("No model of the catalogue has all these words. A config.json can be pasted or "
                 "opened instead.")
            : tr("%n models", nullptr, found));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!id().isEmpty());
}

bool ModelChooser::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp
            || key == Qt::Key_PageDown) {
            QApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace headroom::gui
