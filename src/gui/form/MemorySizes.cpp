// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/MemorySizes.h"

#include "app/Session.h"
#include "gui/FormPanel.h"
#include "gui/form/FieldRow.h"

#include <QAction>
#include <QMenu>
#include <QToolButton>

#include <array>

namespace headroom::gui {

void addMemorySizes(FieldRow& row, app::Session& session)
{
    static constexpr std::array<std::uint64_t, 11> kSizes{
        8, 12, 16, 24, 32, 40, 48, 80, 96, 141, 192};
    auto* button = new QToolButton(&row);
    button->setObjectName(QStringLiteral("memorySizesButton"));
    button->setText(FormPanel::tr("Sizes"));
    button->setToolTip(FormPanel::tr("Common sizes of device memory"));
    button->setAccessibleName(FormPanel::tr("Common sizes of device memory"));

    button->setAutoRaise(true);
    button->setArrowType(Qt::DownArrow);
    button->setFocusPolicy(Qt::TabFocus);
    auto* menu = new QMenu(button);
    const Field& field = *findField("hardware.memory_bytes");
    for (const std::uint64_t size : kSizes) {
        QAction* action = menu->addAction(FormPanel::tr("%L1 GiB").arg(size));
        action->setObjectName(QStringLiteral("actionMemory%1GiB").arg(size));
        QObject::connect(action, &QAction::triggered, &session, [&session, &field, size] {
            session.sealEdit();
            static_cast<void>(session.setField(field, Value::number(size * kGiB)));
            session.sealEdit();
        });
    }
    QObject::connect(button, &QToolButton::clicked, menu,
        [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    row.addBeside(button);
}

} // namespace headroom::gui
