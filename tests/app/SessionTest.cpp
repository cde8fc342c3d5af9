// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Session.h"

#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QUndoStack>

namespace headroom::app {
namespace {

const Field& batchSize() { return *findField("workload.batch_size"); }
const Field& sequence() { return *findField("workload.sequence_length"); }

TEST(Session, startsWithTheFirstExample)
{
    const Session session;
    ASSERT_TRUE(session.estimate());
    EXPECT_EQ(session.estimate()->bytes.sum, Bytes{2'063'104'000});
    EXPECT_FALSE(session.isStale());
    EXPECT_FALSE(session.isModified());
}

TEST(Session, mergesEditsOfOneFieldIntoOneStep)
{
    Session session;
    const Scenario before = session.scenario();
    for (const std::uint64_t value : {3U, 33U, 333U})
        ASSERT_TRUE(session.setField(batchSize(), Value::number(value)));
    EXPECT_EQ(session.undoStack()->count(), 1);
    ASSERT_TRUE(session.setField(sequence(), Value::number(std::uint64_t{7})));
    EXPECT_EQ(session.undoStack()->count(), 2);
    session.undoStack()->undo();
    session.undoStack()->undo();
    EXPECT_EQ(session.scenario(), before);
    EXPECT_FALSE(session.isModified());
}

TEST(Session, startsAnotherStepAfterASeal)
{
    Session session;
    ASSERT_TRUE(session.setField(batchSize(), Value::number(std::uint64_t{3})));
    session.sealEdit();
    ASSERT_TRUE(session.setField(batchSize(), Value::number(std::uint64_t{4})));
    EXPECT_EQ(session.undoStack()->count(), 2);
}

TEST(Session, forgetsAStepThatCameBackToItsStart)
{
    Session session;
    const Value start = fieldValue(session.scenario(), batchSize());
    ASSERT_TRUE(session.setField(batchSize(), Value::number(std::uint64_t{3})));
    ASSERT_TRUE(session.setField(batchSize(), start));
    EXPECT_EQ(session.undoStack()->count(), 0);
    EXPECT_FALSE(session.isModified());
}

TEST(Session, keepsTheLastValidEstimateWhileTheScenarioIsNotValid)
{
    Session session;
    ASSERT_TRUE(session.setField(*findField("optimizer.id"), Value("custom")));
    EXPECT_TRUE(session.isStale());
    ASSERT_EQ(session.problems().size(), 1U);
    EXPECT_EQ(session.problems().front().where, "optimizer.state_factor");
    EXPECT_EQ(session.estimate()->bytes.sum, Bytes{2'063'104'000});
    session.undoStack()->undo();
    EXPECT_FALSE(session.isStale());
}

TEST(Session, isStaleWhileAFieldHoldsATextThatIsNoValue)
{
    Session session;
    const QSignalSpy changed(&session, &Session::resultChanged);
    session.setInputError(
        batchSize(), Error{ErrorCode::Syntax, "workload.batch_size", Text("bad"), {}, {}, 0});
    EXPECT_TRUE(session.isStale());
    EXPECT_EQ(changed.count(), 1);
    ASSERT_TRUE(session.setField(batchSize(), Value::number(std::uint64_t{5})));
    EXPECT_FALSE(session.isStale());
}

} // namespace
} // namespace headroom::app
