// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dialogs/TargetsDialog.h"

#include "gui/form/ChoiceBox.h"
#include "headroom/architectures/Step.h"
#include "headroom/core/MemoryModel.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace headroom::gui {
namespace {

const QString kAllLinear = QStringLiteral("all-linear");
const QString kAttention = QStringLiteral("attention");
const QString kNames = QStringLiteral("names");

QString lastWord(const QString& name) { return name.mid(name.lastIndexOf(u'.') + 1); }

/// The modules that can have an adapter, whatever the scenario's targets are.
std::vector<std::string> modulesOf(const MemoryModel& model, Scenario scenario)
{
    scenario.adapter = {};
    scenario.adapter.method = AdapterMethod::Lora;
    scenario.adapter.rank = 1;
    const Result<architectures::StepLedger> step = model.run(scenario);
    return step ? step->adaptable : std::vector<std::string>();
}

/// peft's match of a name in a list: the whole name, or its end behind a dot.
bool names(const QString& entry, const QString& module)
{
    return module == entry || module.endsWith(u'.' + entry);
}

} // namespace

TargetsDialog::TargetsDialog(const MemoryModel& model, const Scenario& scenario, QWidget* parent)
    : QDialog(parent)
    , m_way(new ChoiceBox(this))
    , m_names(new QStandardItemModel(this))
    , m_tree(new QTreeView(this))
    , m_state(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Modules with an Adapter"));
    setObjectName(QStringLiteral("targetsDialog"));
    m_way->setObjectName(QStringLiteral("targetsWayComboBox"));
    m_way->setAccessibleName(tr("Which modules"));
    m_way->setChoices({{tr("all linear layers but the one of the logits"), kAllLinear, false},
        {tr("the projections of the attention"), kAttention, false},
        {tr("those that are ticked"), kNames, false}});
    m_tree->setObjectName(QStringLiteral("targetsTreeView"));
    m_tree->setAccessibleName(tr("Modules that can have an adapter"));
    m_tree->setModel(m_names);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_state->setObjectName(QStringLiteral("targetsStateLabel"));
    m_state->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_way);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_state);
    layout->addWidget(m_buttons);
    constexpr int kWide = 64;
    constexpr int kHigh = 24;
    resize(kWide * fontMetrics().averageCharWidth(), kHigh * fontMetrics().height());
    fill(modulesOf(model, scenario), scenario.adapter.targets);
    connect(m_way, &ChoiceBox::chosen, this, &TargetsDialog::showState);
    connect(m_names, &QStandardItemModel::itemChanged, this, [this](QStandardItem* item) {
        const QSignalBlocker blocker(m_names);
        // A tick of a group is one of all its modules, and one of a module shows in its group.
        if (item->hasChildren()) {
            for (int i = 0; i < item->rowCount(); ++i)
                item->child(i)->setCheckState(item->checkState());
        } else if (QStandardItem* group = item->parent()) {
            int ticked = 0;
            for (int i = 0; i < group->rowCount(); ++i)
                ticked += group->child(i)->checkState() == Qt::Checked ? 1 : 0;
            group->setCheckState(ticked == 0      ? Qt::Unchecked
                    : ticked == group->rowCount() ? Qt::Checked
                                                  : Qt::PartiallyChecked);
        }
        m_way->setValue(kNames);
        showState();
        m_tree->viewport()->update();
    });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showState();
}

void TargetsDialog::fill(const std::vector<std::string>& modules, const Value& targets)
{
    QStringList entries;
    if (const Value::List* list = targets.asList()) {
        for (const Value& entry : *list)
            entries += QString::fromStdString(*entry.asString());
    }
    std::map<QString, QStandardItem*> groups;
    for (const std::string& module : modules) {
        const QString name = QString::fromStdString(module);
        QStandardItem*& group = groups[lastWord(name)];
        if (group == nullptr) {
            group = new QStandardItem(lastWord(name));
            group->setCheckable(true);
            m_names->appendRow(group);
        }
        auto* item = new QStandardItem(name);
        item->setCheckable(true);
        item->setCheckState(std::any_of(entries.begin(), entries.end(),
                                [&](const QString& entry) { return names(entry, name); })
                ? Qt::Checked
                : Qt::Unchecked);
        group->appendRow(item);
    }
    for (const auto& [word, group] : groups) {
        int ticked = 0;
        for (int i = 0; i < group->rowCount(); ++i)
            ticked += group->child(i)->checkState() == Qt::Checked ? 1 : 0;
        group->setCheckState(ticked == 0      ? Qt::Unchecked
                : ticked == group->rowCount() ? Qt::Checked
                                              : Qt::PartiallyChecked);
        group->setToolTip(tr("%n modules", nullptr, group->rowCount()));
    }
    const std::string* word = targets.asString();
    m_way->setValue(word == nullptr ? kNames : QString::fromStdString(*word));
}

Value TargetsDialog::targets() const
{
    if (m_way->value() != kNames)
        return Value(m_way->value().toStdString());
    Value::List list;
    for (int i = 0; i < m_names->rowCount(); ++i) {
        const QStandardItem* group = m_names->item(i);
        // By its last word where all are meant: blocks that are added later are meant too.
        if (group->checkState() == Qt::Checked) {
            list.emplace_back(group->text().toStdString());
            continue;
        }
        for (int k = 0; k < group->rowCount(); ++k) {
            if (group->child(k)->checkState() == Qt::Checked)
                list.emplace_back(group->child(k)->text().toStdString());
        }
    }
    return Value(std::move(list));
}

void TargetsDialog::showState()
{
    const Value chosen = targets();
    const bool none = chosen.asList() != nullptr && chosen.asList()->empty();
    m_tree->setEnabled(m_names->rowCount() > 0);
    m_state->setText(m_names->rowCount() == 0
            ? tr("The model has no module that can have an adapter, or can't be run.")
            : none ? tr("Tick at least one module.")
                   : QString());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!none);
}

} // namespace headroom::gui
