// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guide/GuideTab.h"

#include "ui_GuideTab.h"

#include <QAction>
#include <QDesktopServices>
#include <QEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QShortcut>

namespace headroom::gui {
namespace {

constexpr int kChapterRole = Qt::UserRole;

} // namespace

GuideTab::GuideTab(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<::Ui::GuideTab>())
{
    m_ui->setupUi(this);
    m_ui->guideSplitter->setStretchFactor(0, 0);
    m_ui->guideSplitter->setStretchFactor(1, 1);
    m_ui->guideSplitter->setCollapsible(1, false);
    connect(m_ui->guideBrowser, &QTextBrowser::anchorClicked, this, &GuideTab::followLink);
    connect(m_ui->chaptersListWidget, &QListWidget::itemClicked, this,
        [this](const QListWidgetItem* item) {
            visit({item->data(kChapterRole).toString(), {}});
        });
    connect(m_ui->chaptersListWidget, &QListWidget::currentItemChanged, this,
        [this](const QListWidgetItem* item) {
            if (item != nullptr && m_ui->chaptersListWidget->hasFocus())
                visit({item->data(kChapterRole).toString(), {}});
        });
    connect(m_ui->backToolButton, &QToolButton::clicked, this, &GuideTab::goBack);
    connect(m_ui->forwardToolButton, &QToolButton::clicked, this, &GuideTab::goForward);
    const auto shortcut = [this](const QKeySequence& keys, auto slot) {
        connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, slot);
    };
    shortcut(QKeySequence::Back, &GuideTab::goBack);
    shortcut(QKeySequence::Forward, &GuideTab::goForward);
    shortcut(QKeySequence::FindNext, [this] { step(1); });
    shortcut(QKeySequence::FindPrevious, [this] { step(-1); });
    shortcut(QKeySequence::Find, [this] {
        m_ui->searchLineEdit->setFocus(Qt::ShortcutFocusReason);
        m_ui->searchLineEdit->selectAll();
    });
    setUpSearch();
    updateButtons();
}

GuideTab::~GuideTab()
{
    // The browser must not outlive the document that it shows.
    m_ui->guideBrowser->setDocument(nullptr);
}

void GuideTab::setUpSearch()
{
    m_ui->hitsListWidget->hide();
    m_ui->hitsLabel->hide();
    m_ui->searchLineEdit->installEventFilter(this);
    connect(m_ui->searchLineEdit, &QLineEdit::textChanged, this, &GuideTab::search);
    connect(m_ui->hitsListWidget, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row != m_hit)
            goToHit(row);
    });
    connect(m_ui->hitsListWidget, &QListWidget::itemClicked, this,
        [this](const QListWidgetItem* item) { goToHit(m_ui->hitsListWidget->row(item)); });
}

void GuideTab::load()
{
    if (std::exchange(m_loaded, true))
        return;
    m_book.setLook(font(), palette());
    int widest = 0;
    for (const app::GuideChapter& chapter : app::guideChapters()) {
        auto* item = new QListWidgetItem(chapter.title, m_ui->chaptersListWidget);
        item->setData(kChapterRole, chapter.id);
        item->setToolTip(chapter.title);
        widest = qMax(widest, fontMetrics().horizontalAdvance(chapter.title));
    }
    sizeChapters();
    constexpr int kRoom = 24;
    const int contents = widest + kRoom;
    m_ui->guideSplitter->setSizes({contents, qMax(1, width() - contents)});
}

void GuideTab::sizeChapters()
{
    constexpr int kPadding = 10;
    QListWidget* list = m_ui->chaptersListWidget;
    for (int row = 0; row < list->count(); ++row)
        list->item(row)->setSizeHint(QSize(0, fontMetrics().height() + kPadding));
}

void GuideTab::open(const QString& place)
{
    load();
    app::GuidePlace wanted = app::GuidePlace::parse(place);
    if (app::findGuideChapter(wanted.chapter) == nullptr)
        wanted = {app::guideChapters().front().id, {}};
    visit(wanted);
}

void GuideTab::visit(const app::GuidePlace& place)
{
    if (m_current >= 0 && place == m_place) {
        showPlace(place);
        return;
    }
    if (m_current >= 0)
        m_visits[static_cast<std::size_t>(m_current)].scroll =
            m_ui->guideBrowser->verticalScrollBar()->value();
    m_visits.resize(static_cast<std::size_t>(m_current + 1));
    m_visits.push_back({place, -1});
    m_current = static_cast<int>(m_visits.size()) - 1;
    showPlace(place);
    updateButtons();
}

void GuideTab::showPage(const QString& chapter)
{
    const GuidePage* page = m_book.page(chapter);
    if (page == nullptr)
        return;
    m_place.chapter = chapter;
    if (m_ui->guideBrowser->document() != page->document.get()) {
        m_ui->guideBrowser->setDocument(page->document.get());
        markHits();
    }
    for (int row = 0; row < m_ui->chaptersListWidget->count(); ++row) {
        if (m_ui->chaptersListWidget->item(row)->data(kChapterRole).toString() == chapter) {
            const QSignalBlocker blocker(m_ui->chaptersListWidget);
            m_ui->chaptersListWidget->setCurrentRow(row);
        }
    }
}

void GuideTab::showPlace(const app::GuidePlace& place)
{
    showPage(place.chapter);
    m_place = place;
    const GuidePage* page = m_book.page(place.chapter);
    const GuideHeading* heading = page != nullptr ? page->heading(place.anchor) : nullptr;
    if (heading != nullptr)
        m_ui->guideBrowser->scrollToPosition(heading->position);
    else
        m_ui->guideBrowser->verticalScrollBar()->setValue(0);
}

void GuideTab::showAt(int visit)
{
    m_visits[static_cast<std::size_t>(m_current)].scroll =
        m_ui->guideBrowser->verticalScrollBar()->value();
    m_current = visit;
    const Visit& target = m_visits[static_cast<std::size_t>(visit)];
    showPlace(target.place);
    if (target.scroll >= 0)
        m_ui->guideBrowser->verticalScrollBar()->setValue(target.scroll);
    updateButtons();
}

void GuideTab::goBack()
{
    if (m_current > 0)
        showAt(m_current - 1);
}

void GuideTab::goForward()
{
    if (m_current + 1 < static_cast<int>(m_visits.size()))
        showAt(m_current + 1);
}

void GuideTab::updateButtons()
{
    m_ui->backToolButton->setEnabled(m_current > 0);
    m_ui->forwardToolButton->setEnabled(m_current + 1 < static_cast<int>(m_visits.size()));
}

void GuideTab::followLink(const QUrl& link)
{
    const QString text = link.toString();
    if (const QString preset = app::presetOfLink(text); !preset.isEmpty())
        Q_EMIT presetRequested(preset);
    else if (app::isGuideLink(text))
        open(text);
    else if (link.scheme() == QLatin1String("https") || link.scheme() == QLatin1String("http"))
        QDesktopServices::openUrl(link);
}

void GuideTab::search(const QString& words)
{
    load();
    constexpr int kShortest = 2;
    const bool searching = words.simplified().size() >= kShortest;
    m_hits = searching ? m_book.find(words) : std::vector<GuideHit>();
    m_hit = -1;
    const QSignalBlocker blocker(m_ui->hitsListWidget);
    m_ui->hitsListWidget->clear();
    for (const GuideHit& hit : m_hits) {
        auto* item =
            new QListWidgetItem(QString(hit.heading + u'\n' + hit.excerpt), m_ui->hitsListWidget);
        item->setToolTip(hit.excerpt.toHtmlEscaped());
    }
    m_ui->chaptersListWidget->setVisible(!searching);
    m_ui->hitsListWidget->setVisible(searching);
    m_ui->hitsLabel->setVisible(searching);
    m_ui->hitsLabel->setText(m_hits.empty()
            ? tr("Nothing found.")
            : tr("%n place(s) found", nullptr, static_cast<int>(m_hits.size())));
    markHits();
}

void GuideTab::goToHit(int hit)
{
    m_hit = hit;
    const GuideHit& found = m_hits[static_cast<std::size_t>(hit)];
    if (found.chapter != m_place.chapter)
        visit({found.chapter, {}});
    markHits();
    const QSignalBlocker blocker(m_ui->hitsListWidget);
    m_ui->hitsListWidget->setCurrentRow(hit);
}

void GuideTab::step(int direction)
{
    const int count = static_cast<int>(m_hits.size());
    if (count == 0)
        return;
    if (m_hit < 0)
        goToHit(direction > 0 ? 0 : count - 1);
    else
        goToHit((m_hit + direction + count) % count);
}

void GuideTab::markHits()
{
    QList<QTextCursor> matches;
    QTextCursor current;
    for (std::size_t i = 0; i < m_hits.size(); ++i) {
        const GuideHit& hit = m_hits[i];
        if (hit.chapter != m_place.chapter)
            continue;
        QTextCursor cursor(m_ui->guideBrowser->document());
        cursor.setPosition(hit.position);
        cursor.setPosition(hit.position + hit.length, QTextCursor::KeepAnchor);
        matches += cursor;
        if (static_cast<int>(i) == m_hit)
            current = cursor;
    }
    m_ui->guideBrowser->showMatches(matches, current);
}

void GuideTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_current < 0)
        open({});
}

void GuideTab::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (!m_loaded
        || (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange))
        return;
    const int scroll = m_ui->guideBrowser->verticalScrollBar()->value();
    // The marked matches are cursors of the documents that go.
    m_ui->guideBrowser->setExtraSelections({});
    m_ui->guideBrowser->setDocument(nullptr);
    m_book.setLook(font(), palette());
    sizeChapters();
    showPage(m_place.chapter);
    m_ui->guideBrowser->verticalScrollBar()->setValue(scroll);
}

bool GuideTab::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        step((key->modifiers() & Qt::ShiftModifier) != 0 ? -1 : 1);
        return true;
    case Qt::Key_Escape:
        if (m_ui->searchLineEdit->text().isEmpty())
            return false;
        m_ui->searchLineEdit->clear();
        return true;
    case Qt::Key_Down:
        if (m_hits.empty())
            return false;
        m_ui->hitsListWidget->setFocus(Qt::TabFocusReason);
        goToHit(qMax(0, m_hit));
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace headroom::gui
