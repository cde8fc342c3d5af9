// SPDX-License-Identifier: GPL-3.0-or-later
// The editors for numbers, by real key presses: what they understand, refuse, and step to.
#include "gui/form/BytesEdit.h"
#include "gui/form/CountEdit.h"
#include "gui/form/DecimalEdit.h"
#include "gui/form/NumberText.h"
#include "gui/form/Steps.h"
#include "headroom/base/Bytes.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <limits>

namespace headroom::gui {
namespace {

using Count = std::optional<std::uint64_t>;

void type(NumberEdit& edit, const QString& text)
{
    edit.setFocus();
    edit.selectAll();
    QTest::keyClick(&edit, Qt::Key_Delete);
    // Keys carry Latin-1; what else there is comes by paste.
    for (const QChar c : text) {
        if (c.unicode() < 0x80) {
            QTest::keyClick(&edit, c.toLatin1());
        } else {
            QApplication::clipboard()->setText(QString(c));
            QTest::keyClick(&edit, Qt::Key_V, Qt::ControlModifier);
        }
    }
}

QString shown(const NumberEdit& edit) { return edit.findChild<QLineEdit*>()->text(); }

void turnWheel(QWidget& widget, int notches, Qt::KeyboardModifiers modifiers = {})
{
    constexpr int kNotch = 120;
    QWheelEvent event(QPointF(1, 1), widget.mapToGlobal(QPointF(1, 1)), {}, {0, notches * kNotch},
        {}, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

struct Example {
    const char* locale;
    const char* text;
    Count count; ///< none: an error
    const char* shown = nullptr;
};

class CountEditReads : public ::testing::TestWithParam<Example> { };

TEST_P(CountEditReads, whatPeopleWrite)
{
    const Example& example = GetParam();
    CountEdit edit;
    edit.setLocale(QLocale(QLatin1String(example.locale)));
    edit.setCount(5);
    edit.show();
    type(edit, QString::fromUtf8(example.text));
    ASSERT_EQ(!edit.error(), example.count.has_value()) << example.locale << ": " << example.text;
    if (!example.count)
        return;
    EXPECT_EQ(edit.count(), example.count);
    edit.commit();
    if (example.shown != nullptr) {
        EXPECT_EQ(shown(edit), QString::fromUtf8(example.shown));
    }
    // What it writes it reads.
    EXPECT_EQ(readCount(shown(edit), edit.locale()).value_or(0), *example.count);
}

constexpr std::uint64_t kSignedMax = std::numeric_limits<std::int64_t>::max();

INSTANTIATE_TEST_SUITE_P(Examples, CountEditReads,
    ::testing::Values(Example{"en", "110M", 110'000'000, "110,000,000"},
        Example{"en", "7B", 7'000'000'000, "7,000,000,000"}, Example{"en", "1.5e9", 1'500'000'000},
        Example{"en", "128k", 128'000, "128,000"}, Example{"en", "110 000 000", 110'000'000},
        Example{"en", "1_000", 1'000, "1,000"}, Example{"en", "1,000", 1'000},
        Example{"en", "0.5k", 500}, Example{"en", "9223372036854775807", kSignedMax},
        Example{"en", "1,5", {}}, Example{"en", "1.5", {}},
        Example{"en", "18446744073709551616", {}}, Example{"en", "9223372036854775808", {}},
        Example{"en", "1e40", {}}, Example{"en", "NaN", {}}, Example{"en", "-1", {}},
        Example{"en", "abc", {}}, Example{"en", "", {}},
        Example{"de", "110.000.000", 110'000'000, "110.000.000"},
        Example{"de", "1,5M", 1'500'000, "1.500.000"}, Example{"de", "1.5e9", 1'500'000'000},
        Example{"de", "1.500", 1'500}, Example{"fr", "1,5M", 1'500'000},
        Example{"fr", "110\u00a0000\u202f000", 110'000'000},
        Example{"de_CH", "1’000’000", 1'000'000}, Example{"ar_EG", "١١٠٠٠", 11'000},
        Example{"ar_EG", "١٬٠٠٠", 1'000}, Example{"ar_EG", "110M", 110'000'000}));

TEST(NumberText, readsTheDigitsOfAnyScript)
{
    // Without a field: not every machine has a font for these.
    EXPECT_EQ(
        readCount(QStringLiteral("१२३"), QLocale(QStringLiteral("hi_IN"))), std::uint64_t{123});
    EXPECT_EQ(readCount(QStringLiteral("𞥑𞥒k"), QLocale(QStringLiteral("en"))),
        std::uint64_t{12'000});
}

TEST(CountEdit, saysWhatItUnderstoodWhileTyping)
{
    CountEdit edit;
    edit.show();
    const QSignalSpy spy(&edit, &CountEdit::valueEdited);
    type(edit, QStringLiteral("1.5e9"));
    EXPECT_EQ(edit.understood(), QStringLiteral("= 1,500,000,000"));
    EXPECT_GE(spy.count(), 2); // "1", "1.", "1.5e9": each that is a number
    QTest::keyClick(&edit, Qt::Key_Return);
    EXPECT_EQ(edit.understood(), QString());
    EXPECT_EQ(shown(edit), QStringLiteral("1,500,000,000"));
}

TEST(CountEdit, takesNullWhereItMay)
{
    CountEdit edit;
    edit.setNullable(true, QStringLiteral("all"));
    edit.setImplied(12);
    edit.show();
    edit.setCount(5);
    type(edit, {});
    EXPECT_FALSE(edit.error());
    EXPECT_EQ(edit.count(), std::nullopt);
    QTest::keyClick(&edit, Qt::Key_Up);
    EXPECT_EQ(edit.count(), Count(12));
}

TEST(CountEdit, keepsABadTextUntilItIsMendedOrReverted)
{
    CountEdit edit;
    edit.show();
    edit.setCount(42);
    type(edit, QStringLiteral("abc"));
    ASSERT_TRUE(edit.error());
    edit.commit();
    EXPECT_EQ(shown(edit), QStringLiteral("abc"));
    EXPECT_EQ(edit.count(), Count(42));
    QTest::keyClick(&edit, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(edit.error());
    EXPECT_EQ(shown(edit), QStringLiteral("42"));
}

TEST(CountEdit, stepsWithKeys)
{
    CountEdit edit;
    edit.setRange(1, kSignedMax);
    edit.show();
    edit.setFocus();
    const auto press = [&](std::uint64_t from, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        edit.setCount(from);
        QTest::keyClick(&edit, key, modifiers);
        return edit.count();
    };
    EXPECT_EQ(press(7, Qt::Key_Up), Count(8));
    EXPECT_EQ(press(1, Qt::Key_Down), Count(1));
    EXPECT_EQ(press(110'000'000, Qt::Key_Up), Count(120'000'000));
    EXPECT_EQ(press(110'000'000, Qt::Key_Down), Count(100'000'000));
    EXPECT_EQ(press(100, Qt::Key_Down), Count(99));
    EXPECT_EQ(press(110'000'000, Qt::Key_PageUp), Count(200'000'000));
    EXPECT_EQ(press(1000, Qt::Key_Up, Qt::ControlModifier), Count(1024));
    EXPECT_EQ(press(1024, Qt::Key_Down, Qt::ControlModifier), Count(512));
    EXPECT_EQ(press(kSignedMax, Qt::Key_Up), Count(kSignedMax));

    CountEdit batch(CountEdit::Stepping::Unit);
    batch.show();
    batch.setCount(512);
    QTest::keyClick(&batch, Qt::Key_Up);
    EXPECT_EQ(batch.count(), Count(513));
    QTest::keyClick(&batch, Qt::Key_PageDown);
    EXPECT_EQ(batch.count(), Count(503));
}

TEST(CountEdit, turnsWithTheWheelOnlyWhenItHasTheFocus)
{
    QWidget window;
    CountEdit edit(CountEdit::Stepping::Unit, &window);
    QLineEdit other(&window);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    edit.setCount(4);
    other.setFocus();
    turnWheel(edit, 1);
    EXPECT_EQ(edit.count(), Count(4));
    edit.setFocus();
    turnWheel(edit, 1);
    EXPECT_EQ(edit.count(), Count(5));
    turnWheel(edit, -1, Qt::ControlModifier);
    EXPECT_EQ(edit.count(), Count(4));
}

TEST(Steps, neverWrap)
{
    constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
    EXPECT_EQ(stepMagnitude(kMax, 1, true), kMax);
    EXPECT_EQ(stepMagnitude(0, -1, false), 0U);
    EXPECT_EQ(stepPowerOfTwo(kMax, 1), kMax);
    EXPECT_EQ(stepPowerOfTwo(0, -1), 0U);
    EXPECT_EQ(stepPowerOfTwo(0, 1), 1U);
    EXPECT_EQ(stepBy(kMax, 1), kMax);
    EXPECT_EQ(stepBy(3, -4), 0U);
}

TEST(DecimalEdit, isExact)
{
    DecimalEdit edit;
    edit.setLocale(QLocale(QStringLiteral("de")));
    edit.show();
    type(edit, QStringLiteral("34,5"));
    EXPECT_EQ(edit.value(), Value::number("34.5"));
    type(edit, QStringLiteral("34.5"));
    EXPECT_EQ(edit.value(), Value::number("34.5"));
    type(edit, QStringLiteral("1.234,000000001"));
    EXPECT_EQ(edit.value(), Value::number("1234.000000001"));
    edit.commit();
    EXPECT_EQ(shown(edit), QStringLiteral("1.234,000000001"));
    type(edit, QStringLiteral("37k"));
    EXPECT_EQ(edit.value(), Value::number("37000"));
    for (const char* bad : {"0,0000000001", "-1", "NaN", "1e40", "x", ""}) {
        type(edit, QLatin1String(bad));
        EXPECT_TRUE(edit.error()) << bad;
    }
    edit.setValue(Value::number("34.5"));
    QTest::keyClick(&edit, Qt::Key_Up);
    EXPECT_EQ(edit.value(), Value::number("35.5"));
    QTest::keyClick(&edit, Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(edit.value(), Value::number("35.4"));
}

TEST(BytesEdit, readsUnitsAndKeepsEveryByte)
{
    BytesEdit edit(BytesEdit::Unit::GiB);
    edit.setRange(1, kSignedMax);
    edit.show();
    type(edit, QStringLiteral("24"));
    EXPECT_EQ(edit.bytes(), Count(24 * kGiB));
    type(edit, QStringLiteral("23.65"));
    EXPECT_EQ(edit.bytes(), Count(25'393'994'138)); // 23.65 x 2^30, to the nearest byte
    edit.commit();
    EXPECT_EQ(shown(edit), QStringLiteral("23.65"));
    type(edit, QStringLiteral("80 GB"));
    EXPECT_EQ(edit.bytes(), Count(80'000'000'000));
    type(edit, QStringLiteral("81920 MiB"));
    EXPECT_EQ(edit.bytes(), Count(80 * kGiB));
    for (const char* bad : {"24G", "abc", "-1", "0", "1e40", "20000000000"}) {
        type(edit, QLatin1String(bad));
        EXPECT_TRUE(edit.error()) << bad;
    }
    for (const std::uint64_t exact :
        {std::uint64_t{1}, std::uint64_t{123'456'789}, 24 * kGiB + 1, kSignedMax}) {
        edit.setValue(Value::number(exact));
        const QString text = shown(edit);
        edit.setValue(Value::number(std::uint64_t{5}));
        type(edit, text);
        EXPECT_EQ(edit.bytes(), Count(exact)) << text.toStdString();
    }
}

} // namespace
} // namespace headroom::gui
