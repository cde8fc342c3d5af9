// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/DevicePopup.h"

#include "app/DeviceListModel.h"
#include "app/WordFilter.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>

namespace headroom::gui {

using Devices = app::DeviceListModel;

DevicePopup::DevicePopup(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_found(new app::WordFilter(Devices::SortRole, Devices::SearchRole, this))
    , m_search(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_none(new QLabel(tr("No device has all these words."), this))
{
    setObjectName(QStringLiteral("devicePopup"));
    setFrameShape(QFrame::StyledPanel);
    m_found->setSourceModel(new Devices(this));
    m_search->setObjectName(QStringLiteral("deviceSearchEdit"));
    m_search->setPlaceholderText(tr("Search by name, vendor or memory: “4090”, “amd”, “24 GB”"));
    m_search->setAccessibleName(tr("Search the devices"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    makeList();
    m_none->hide();
    auto* none = new QPushButton(tr("No Device"), this);
    none->setObjectName(QStringLiteral("noDeviceButton"));
    none->setAutoDefault(false);
    auto* own = new QPushButton(tr("Own Memory…"), this);
    own->setObjectName(QStringLiteral("ownMemoryButton"));
    own->setToolTip(tr("Enter the memory of your device in the form"));
    own->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_none, 1);
    buttons->addStretch();
    buttons->addWidget(none);
    buttons->addWidget(own);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &DevicePopup::search);
    connect(m_search, &QLineEdit::returnPressed, this, &DevicePopup::choose);
    connect(m_list, &QTreeView::activated, this, &DevicePopup::choose);
    connect(none, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT noneChosen();
    });
    connect(own, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT ownMemoryRequested();
    });
}

void DevicePopup::makeList()
{
    m_list->setObjectName(QStringLiteral("deviceListView"));
    m_list->setAccessibleName(tr("Devices to choose from"));
    m_list->setModel(m_found);
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setSortingEnabled(true);
    // As the catalogue has them.
    m_list->sortByColumn(-1, Qt::AscendingOrder);
    const int character = fontMetrics().averageCharWidth();
    constexpr std::array<int, Devices::ColumnCount> kCharacters{36, 11, 13, 16, 8};
    for (int column = 0; column < Devices::ColumnCount; ++column)
        m_list->header()->resizeSection(
            column, character * kCharacters[static_cast<std::size_t>(column)]);
}

void DevicePopup::popUp(const QWidget& below, const QString& current)
{
    m_search->clear();
    select(current);
    constexpr int kWide = 92;
    constexpr int kHigh = 22;
    const QRect room = below.screen()->availableGeometry();
    const QSize size =
        QSize(kWide * fontMetrics().averageCharWidth(), kHigh * fontMetrics().height())
            .boundedTo(room.size());
    QPoint corner = below.mapToGlobal(QPoint(0, below.height()));
    if (corner.y() + size.height() > room.bottom())
        corner.setY(std::max(room.top(), below.mapToGlobal(QPoint()).y() - size.height()));
    corner.setX(std::clamp(corner.x(), room.left(), room.right() - size.width() + 1));
    setGeometry({corner, size});
    show();
    m_search->setFocus();
}

void DevicePopup::select(const QString& id)
{
    for (int row = 0; row < m_found->rowCount(); ++row) {
        const QModelIndex index = m_found->index(row, 0);
        if (index.data(Devices::IdRole).toString() != id)
            continue;
        m_list->setCurrentIndex(index);
        m_list->scrollTo(index, QAbstractItemView::PositionAtCenter);
        return;
    }
    m_list->setCurrentIndex(m_found->index(0, 0));
}

void DevicePopup::search(const QString& text)
{
    const QString before = m_list->currentIndex().data(Devices::IdRole).toString();
    m_found->search(text);
    select(before);
    m_none->setVisible(m_found->rowCount() == 0);
}

void DevicePopup::choose()
{
    const QString id = m_list->currentIndex().data(Devices::IdRole).toString();
    if (id.isEmpty())
        return;
    close();
    Q_EMIT chosen(id);
}

bool DevicePopup::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp
            || key == Qt::Key_PageDown) {
            QApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace headroom::gui
