// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guide/GuideTab.h"

#include "app/Guide.h"
#include "headroom/core/Estimate.h"
#include "support/GermanGuide.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>

namespace headroom::gui {
namespace {

class GuideTabTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        tab.resize(880, 560);
        tab.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&tab));
        browser = tab.findChild<QTextBrowser*>();
        search = tab.findChild<QLineEdit*>(QStringLiteral("searchLineEdit"));
        hits = tab.findChild<QListWidget*>(QStringLiteral("hitsListWidget"));
        ASSERT_NE(browser, nullptr);
        ASSERT_NE(search, nullptr);
        ASSERT_NE(hits, nullptr);
    }
    [[nodiscard]] QString place() const { return tab.place().toString(); }
    [[nodiscard]] QString title() const { return browser->document()->begin().text(); }
    void click(const QString& link) { Q_EMIT browser->anchorClicked(QUrl(link)); }

    GuideTab tab;
    QTextBrowser* browser = nullptr;
    QLineEdit* search = nullptr;
    QListWidget* hits = nullptr;
};

TEST_F(GuideTabTest, opensEveryChapterByItsEntry)
{
    auto* chapters = tab.findChild<QListWidget*>(QStringLiteral("chaptersListWidget"));
    ASSERT_EQ(static_cast<std::size_t>(chapters->count()), app::guideChapters().size());
    for (int row = 0; row < chapters->count(); ++row) {
        const app::GuideChapter& chapter = app::guideChapters()[static_cast<std::size_t>(row)];
        QTest::mouseClick(chapters->viewport(), Qt::LeftButton, {},
            chapters->visualItemRect(chapters->item(row)).center());
        EXPECT_EQ(place(), chapter.id);
        EXPECT_EQ(title(), chapter.title);
        EXPECT_GT(browser->document()->blockCount(), 5);
    }
}

TEST_F(GuideTabTest, scrollsToTheHeadingOfEveryComponent)
{
    for (const ComponentInfo& component : sumComponents()) {
        tab.open(QString::fromUtf8(component.guide));
        EXPECT_EQ(place(), QString::fromUtf8(component.guide));
        const QTextBlock top = browser->cursorForPosition({40, 24}).block();
        EXPECT_EQ(app::headingAnchor(top.text()), tab.place().anchor) << component.guide;
    }
}

TEST_F(GuideTabTest, isGermanInAGermanApplication)
{
    GermanGuide language;
    QCoreApplication::installTranslator(&language);
    GuideTab german;
    german.resize(880, 560);
    german.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&german));
    auto* page = german.findChild<QTextBrowser*>();
    for (const ComponentInfo& component : sumComponents()) {
        const QString wanted = QString::fromUtf8(component.guide);
        german.open(wanted);
        EXPECT_EQ(german.place().toString(), wanted);
        const QString top = page->cursorForPosition({40, 24}).block().text();
        EXPECT_EQ(app::guideTitle(german.place()),
            QString(page->document()->begin().text() + QStringLiteral(" › ") + top));
    }
    german.open(QStringLiteral("03-formulas"));
    EXPECT_EQ(page->document()->begin().text(), QStringLiteral("Formeln"));
    EXPECT_FALSE(page->toPlainText().contains(QStringLiteral("{#")));
    QTest::keyClicks(german.findChild<QLineEdit*>(QStringLiteral("searchLineEdit")),
        QStringLiteral("optimiererzustand"));
    EXPECT_GT(german.findChild<QListWidget*>(QStringLiteral("hitsListWidget"))->count(), 5);
}

TEST_F(GuideTabTest, opensItsStartForAPlaceThatIsNotThere)
{
    tab.open(QStringLiteral("99-nothing#here"));
    EXPECT_EQ(place(), app::guideChapters().front().id);
}

TEST_F(GuideTabTest, followsLinksAndGoesBackAndForward)
{
    click(QStringLiteral("headroom:guide/03-formulas#activations"));
    EXPECT_EQ(place(), QStringLiteral("03-formulas#activations"));
    click(QStringLiteral("headroom:guide/10-precision"));
    EXPECT_EQ(title(), QStringLiteral("Precision"));
    tab.goBack();
    EXPECT_EQ(place(), QStringLiteral("03-formulas#activations"));
    QTest::mouseClick(
        tab.findChild<QToolButton*>(QStringLiteral("backToolButton")), Qt::LeftButton);
    EXPECT_EQ(place(), app::guideChapters().front().id);
    EXPECT_FALSE(tab.findChild<QToolButton*>(QStringLiteral("backToolButton"))->isEnabled());
    tab.goForward();
    EXPECT_EQ(place(), QStringLiteral("03-formulas#activations"));
}

TEST_F(GuideTabTest, asksForAPresetByItsLink)
{
    QSignalSpy asked(&tab, &GuideTab::presetRequested);
    click(QStringLiteral("headroom:preset/example-1"));
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(asked[0][0].toString(), QStringLiteral("example-1"));
}

TEST_F(GuideTabTest, findsWordsInAllChapters)
{
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("CHECKPOINTING"));
    ASSERT_GT(hits->count(), 5);
    EXPECT_TRUE(hits->isVisible());
    QTest::keyClick(search, Qt::Key_Return);
    EXPECT_EQ(hits->currentRow(), 0);
    EXPECT_EQ(browser->extraSelections().isEmpty(), false);
    const QString marked = browser->extraSelections().front().cursor.selectedText();
    EXPECT_EQ(marked.toLower(), QStringLiteral("checkpointing"));
    QTest::keyClick(search, Qt::Key_Return);
    EXPECT_EQ(hits->currentRow(), 1);
    QTest::keyClick(search, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(search, Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_EQ(hits->currentRow(), hits->count() - 1) << "before the first comes the last";
    QTest::keyClick(search, Qt::Key_F3);
    EXPECT_EQ(hits->currentRow(), 0);
    QTest::keyClick(search, Qt::Key_Escape);
    EXPECT_FALSE(hits->isVisible());
    EXPECT_TRUE(browser->extraSelections().isEmpty());
}

TEST_F(GuideTabTest, saysThatNothingWasFound)
{
    QTest::keyClicks(search, QStringLiteral("xyzzy"));
    EXPECT_EQ(hits->count(), 0);
    EXPECT_TRUE(tab.findChild<QLabel*>(QStringLiteral("hitsLabel"))->isVisible());
    QTest::keyClick(search, Qt::Key_Return);
}

TEST_F(GuideTabTest, takesTheColoursOfItsPalette)
{
    tab.open(QStringLiteral("08-eight-factors"));
    QPalette dark(QColor(0x31, 0x36, 0x3B), QColor(0x20, 0x22, 0x24));
    dark.setColor(QPalette::Link, QColor(0x4B, 0xA3, 0xDB));
    tab.setPalette(dark);
    bool found = false;
    for (QTextBlock block = browser->document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (!it.fragment().charFormat().isAnchor())
                continue;
            found = true;
            EXPECT_EQ(it.fragment().charFormat().foreground().color(), dark.color(QPalette::Link));
        }
    }
    EXPECT_TRUE(found);
}

TEST_F(GuideTabTest, growsWithTheFont)
{
    QFont large = tab.font();
    large.setPointSizeF(large.pointSizeF() * 2);
    const qreal before = browser->document()->size().height();
    tab.setFont(large);
    EXPECT_GT(browser->document()->size().height(), before * 1.5);
}

TEST_F(GuideTabTest, keepsLinesShortEnoughToRead)
{
    tab.resize(2400, 600);
    QCoreApplication::sendPostedEvents();
    EXPECT_LT(browser->document()->textWidth(), browser->fontMetrics().averageCharWidth() * 100);
}

} // namespace
} // namespace headroom::gui
