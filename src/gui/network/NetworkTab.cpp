// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/network/NetworkTab.h"

#include "app/LayerList.h"
#include "app/LocaleText.h"
#include "app/NetworkModel.h"
#include "app/Session.h"
#include "gui/form/FormColours.h"
#include "gui/network/LayerForm.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace headroom::gui {
namespace {

using Network = app::NetworkModel;

const Field& layersField() { return *findField("model.layers"); }

/// What is wrong stands in the colour of mistakes.
class LayerDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() == Network::Output && index.data(Network::ProblemRole).toBool())
            option->palette.setColor(QPalette::Text, errorColour(option->palette));
    }
};

QToolButton* buttonOf(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    if (action->menu() != nullptr)
        button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

} // namespace

NetworkTab::NetworkTab(app::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_rows(new Network(this))
    , m_table(makeTable())
    , m_form(new LayerForm)
    , m_problem(new QLabel(this))
{
    makeActions();
    auto* buttons = new QHBoxLayout;
    for (QAction* action : {m_add, m_addInside, m_duplicate, m_up, m_down, m_remove})
        buttons->addWidget(buttonOf(action, this));
    buttons->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_form);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(scroll);
    splitter->setChildrenCollapsible(false);
    // Room for three rows of editors; the table gets the rest.
    constexpr int kFormLines = 9;
    const int line = fontMetrics().height();
    scroll->setMinimumHeight(3 * line);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({kFormLines * 4 * line, kFormLines * line});
    m_problem->setObjectName(QStringLiteral("layerProblemLabel"));
    m_problem->setWordWrap(true);
    m_problem->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_problem->setMinimumHeight(2 * line); // nothing moves when there is something to say
    auto* layout = new QVBoxLayout(this);
    constexpr int kTop = 8;
    layout->setContentsMargins(0, kTop, 0, 0);
    layout->addLayout(buttons);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_problem);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        const int row = m_table->currentIndex().row();
        if (row >= 0 && m_rows->place(row) != m_place) {
            m_session.sealEdit();
            m_session.setInputError(layersField(), std::nullopt);
            m_place = m_rows->place(row);
        }
        showSelected();
    });
    connect(
        m_form, &LayerForm::keyEdited, this, [this](const std::string& key, const Value& value) {
            store(app::withLayerKey(layers(), m_place, key, value));
        });
    connect(m_form, &LayerForm::inputErrorChanged, this, [this](const std::optional<Error>& error) {
        std::optional<Error> named = error;
        if (named)
            named->where = std::string(layersField().key);
        m_session.setInputError(layersField(), std::move(named));
    });
    connect(m_form, &LayerForm::committed, &m_session, &app::Session::sealEdit);
    connect(&m_session, &app::Session::scenarioChanged, this, &NetworkTab::followScenario);
    connect(&m_session, &app::Session::resultChanged, this, &NetworkTab::showSelected);
    followScenario();
}

QTableView* NetworkTab::makeTable()
{
    auto* table = new QTableView;
    table->setObjectName(QStringLiteral("layersTableView"));
    table->setAccessibleName(tr("Layers of the network"));
    table->setModel(m_rows);
    table->setItemDelegate(new LayerDelegate(table));
    table->setFrameShape(QFrame::NoFrame);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
    QHeaderView* header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(false);
    const int character = table->fontMetrics().averageCharWidth();
    constexpr std::array<int, Network::ColumnCount> kCharacters{6, 18, 30, 30, 14};
    for (int column = 0; column < Network::ColumnCount; ++column)
        header->resizeSection(column, character * kCharacters[static_cast<std::size_t>(column)]);
    header->setSectionResizeMode(Network::Settings, QHeaderView::Stretch);
    header->setSectionResizeMode(Network::Output, QHeaderView::Stretch);
    return table;
}

QMenu* NetworkTab::makeAddMenu(bool inside)
{
    const app::LocaleText words;
    auto* menu = new QMenu(this);
    for (const architectures::LayerType& type : architectures::layerTypes()) {
        if (inside && (type.name == "input" || type.name == "embedding"))
            continue;
        QAction* action = menu->addAction(words.toString(type.label));
        action->setObjectName((inside ? QStringLiteral("addInside_") : QStringLiteral("add_"))
            + QString::fromUtf8(type.name.data(), static_cast<qsizetype>(type.name.size())));
        action->setToolTip(words.toString(type.help));
        connect(action, &QAction::triggered, this,
            [this, name = type.name, inside] { add(name, inside); });
    }
    menu->setToolTipsVisible(true);
    return menu;
}

void NetworkTab::makeActions()
{
    const auto make = [this](const QString& text, const char* name, const QKeySequence& key,
                          const QString& help) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setToolTip(
            key.isEmpty() ? help : tr("%1 (%2)").arg(help, key.toString(QKeySequence::NativeText)));
        m_table->addAction(action);
        return action;
    };
    m_add = make(tr("Add"), "actionAddLayer", {}, tr("A layer behind the selected one"));
    m_add->setMenu(makeAddMenu(false));
    m_addInside = make(
        tr("Add Inside"), "actionAddInside", {}, tr("A layer at the end of the selected residual"));
    m_addInside->setMenu(makeAddMenu(true));
    m_duplicate = make(tr("Duplicate"), "actionDuplicateLayer", QKeySequence(Qt::CTRL | Qt::Key_D),
        tr("The selected layer once more behind it"));
    m_up = make(tr("Move Up"), "actionLayerUp", QKeySequence(Qt::ALT | Qt::Key_Up),
        tr("The selected layer before the one above it"));
    m_down = make(tr("Move Down"), "actionLayerDown", QKeySequence(Qt::ALT | Qt::Key_Down),
        tr("The selected layer behind the one below it"));
    m_remove = make(tr("Remove"), "actionRemoveLayer", QKeySequence(Qt::Key_Delete),
        tr("The selected layer goes"));
    connect(m_duplicate, &QAction::triggered, this, &NetworkTab::duplicate);
    connect(m_up, &QAction::triggered, this, [this] { move(-1); });
    connect(m_down, &QAction::triggered, this, [this] { move(1); });
    connect(m_remove, &QAction::triggered, this, &NetworkTab::remove);
}

bool NetworkTab::applies() const
{
    return std::holds_alternative<LayersModel>(m_session.scenario().model);
}

const Value& NetworkTab::layers() const
{
    static const Value kNone;
    const auto* own = std::get_if<LayersModel>(&m_session.scenario().model);
    return own != nullptr ? own->layers : kNone;
}

std::string NetworkTab::selected() const
{
    const int row = m_table->currentIndex().row();
    return m_rows->place(row);
}

void NetworkTab::followScenario()
{
    m_rows->setScenario(m_session.scenario());
    select(m_place);
}

void NetworkTab::select(const std::string& place)
{
    int row = m_rows->rowOf(place);
    if (row < 0)
        row = m_rows->firstProblem();
    if (row < 0)
        row = m_rows->rowCount() > 0 ? 0 : -1;
    m_place = m_rows->place(row);
    const QModelIndex index = m_rows->index(row, 0);
    if (m_table->currentIndex().row() != row)
        m_table->setCurrentIndex(index);
    if (index.isValid())
        m_table->scrollTo(index);
    showSelected();
}

void NetworkTab::showSelected()
{
    const Value* layer = app::layerAt(layers(), m_place);
    m_form->setLayer(m_place, layer);
    const Value* type = layer != nullptr ? layer->find("type") : nullptr;
    const std::string* name = type != nullptr ? type->asString() : nullptr;
    m_addInside->setEnabled(name != nullptr && *name == "residual");
    for (QAction* action : {m_duplicate, m_remove})
        action->setEnabled(layer != nullptr);
    m_up->setEnabled(app::withLayerMoved(layers(), m_place, -1).has_value());
    m_down->setEnabled(app::withLayerMoved(layers(), m_place, 1).has_value());
    // What is wrong with the text of an editor, else with the layer.
    QString problem;
    if (applies()) {
        const app::LocaleText words;
        for (const Error& error : m_session.problems()) {
            if (problem.isEmpty()
                && (error.where == layersField().key || error.where.starts_with("/model/layers")))
                problem = words.toString(error);
        }
    }
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, errorColour(colours));
    m_problem->setPalette(colours);
    m_problem->setText(problem);
}

void NetworkTab::store(app::LayerEdit edit)
{
    m_place = edit.place;
    static_cast<void>(m_session.setField(layersField(), edit.layers));
    select(m_place); // where the list is as it was too
}

void NetworkTab::add(std::string_view type, bool inside)
{
    m_session.sealEdit();
    // The input stands before all.
    const std::string place = selected();
    if (type == "input") {
        Value changed = layers();
        if (Value::List* list = changed.asList())
            list->insert(list->begin(), app::newLayer(type));
        store({std::move(changed), "/0"});
    } else {
        store(inside ? app::withLayerInside(layers(), place, app::newLayer(type))
                     : app::withLayerAdded(layers(), place, app::newLayer(type)));
    }
    m_session.sealEdit();
    m_form->focusFirst();
}

void NetworkTab::remove()
{
    m_session.sealEdit();
    store(app::withoutLayer(layers(), selected()));
    m_session.sealEdit();
}

void NetworkTab::duplicate()
{
    m_session.sealEdit();
    store(app::withLayerTwice(layers(), selected()));
    m_session.sealEdit();
}

void NetworkTab::move(int by)
{
    m_session.sealEdit();
    if (std::optional<app::LayerEdit> moved = app::withLayerMoved(layers(), selected(), by))
        store(std::move(*moved));
    m_session.sealEdit();
}

void NetworkTab::focusTable() { m_table->setFocus(Qt::OtherFocusReason); }

} // namespace headroom::gui
