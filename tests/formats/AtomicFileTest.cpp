// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/ScenarioFile.h"
#include "support/TemporaryFolder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <functional>
#include <random>

namespace headroom {
namespace {

namespace fs = std::filesystem;
using tests::readFile;
using tests::TemporaryFolder;
using tests::writeFile;

std::size_t filesIn(const fs::path& folder)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

std::string failureOf(const fs::path& path, std::string_view text)
{
    const Result<void> written = writeTextFileAtomically(path, text);
    return written ? std::string("written") : written.error().message.english();
}

/// Runs `body` in a process of its own, whose limits and user it may change; true where it returns
/// true.
bool inChild(const std::function<bool()>& body)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(body() ? 0 : 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(AtomicFile, writesNewAndReplacesOldFiles)
{
    const TemporaryFolder folder;
    const fs::path path = folder.file("a.headroom.json");
    EXPECT_EQ(failureOf(path, "one"), "written");
    EXPECT_EQ(failureOf(path, "two"), "written");
    EXPECT_EQ(readFile(path), "two");
    EXPECT_EQ(filesIn(folder.path()), 1U);
}

TEST(AtomicFile, keepsPermissions)
{
    const TemporaryFolder folder;
    const fs::path path = folder.file("a");
    writeFile(path, "old");
    for (const mode_t mode : {0600U, 0640U, 0664U}) {
        ASSERT_EQ(::chmod(path.c_str(), mode), 0);
        EXPECT_EQ(failureOf(path, "new"), "written");
        struct stat status { };
        ASSERT_EQ(::stat(path.c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 07777U, mode);
    }
}

TEST(AtomicFile, followsLinks)
{
    const TemporaryFolder folder;
    fs::create_directory(folder.file("real"));
    writeFile(folder.file("real") / "a", "old");
    fs::create_symlink("real/a", folder.file("link"));
    fs::create_symlink("link", folder.file("link-of-link"));
    EXPECT_EQ(failureOf(folder.file("link-of-link"), "new"), "written");
    EXPECT_TRUE(fs::is_symlink(folder.file("link-of-link")));
    EXPECT_TRUE(fs::is_symlink(folder.file("link")));
    EXPECT_EQ(readFile(folder.file("real") / "a"), "new");
    fs::create_symlink("real/not-yet", folder.file("dangling"));
    EXPECT_EQ(failureOf(folder.file("dangling"), "made"), "written");
    EXPECT_EQ(readFile(folder.file("real") / "not-yet"), "made");
    fs::create_symlink("circle", folder.file("circle"));
    EXPECT_EQ(
        failureOf(folder.file("circle"), "x"), "too many symbolic links, or a circle of them");
}

TEST(AtomicFile, writesBesideAPathWithoutAFolder)
{
    const TemporaryFolder folder;
    EXPECT_TRUE(inChild([&] {
        return ::chdir(folder.path().c_str()) == 0
            && writeTextFileAtomically("plain", "text").has_value();
    }));
    EXPECT_EQ(readFile(folder.file("plain")), "text");
}

TEST(AtomicFile, saysWhyItCannotWrite)
{
    const TemporaryFolder folder;
    writeFile(folder.file("file"), "x");
    EXPECT_EQ(failureOf(folder.file("missing") / "a", "x"), "there is no such file or folder");
    EXPECT_EQ(failureOf(folder.file("file") / "a", "x"), "a part of the path is not a folder");
    EXPECT_EQ(failureOf(folder.path(), "x"), "expected a file; found a folder");
    EXPECT_EQ(failureOf(folder.file(std::string(300, 'n')), "x"), "the name is too long");
    EXPECT_EQ(failureOf("/dev/full", "x"),
        "expected a file; found a device or a pipe, which is not replaced");
}

TEST(AtomicFile, leavesReadOnlyFoldersAndFilesAlone)
{
    constexpr uid_t kNobody = 65534;
    const TemporaryFolder folder;
    const fs::path path = folder.file("a");
    writeFile(path, "old");
    const auto refused = [&] {
        // Permissions do not hold for root.
        if (::geteuid() == 0 && (::setegid(kNobody) != 0 || ::seteuid(kNobody) != 0))
            return false;
        return failureOf(path, "new") == "permission denied";
    };
    ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
    ASSERT_EQ(::chmod(path.c_str(), 0666), 0);
    EXPECT_TRUE(inChild(refused));
    ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
    ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
    EXPECT_TRUE(inChild(refused));
    EXPECT_EQ(readFile(path), "old");
    EXPECT_EQ(filesIn(folder.path()), 1U);
}

TEST(AtomicFile, keepsTheOldFileWhereThereIsNoRoom)
{
    const TemporaryFolder folder;
    const fs::path path = folder.file("a");
    writeFile(path, "old");
    EXPECT_TRUE(inChild([&] {
        constexpr rlim_t kRoom = 4096;
        const rlimit limit{kRoom, kRoom};
        std::signal(SIGXFSZ, SIG_IGN);
        return ::setrlimit(RLIMIT_FSIZE, &limit) == 0
            && failureOf(path, std::string(100'000, 'x'))
            == "the file would be larger than is allowed here";
    }));
    EXPECT_EQ(readFile(path), "old");
    EXPECT_EQ(filesIn(folder.path()), 1U);
}

/// A text that shows where it was cut or mixed: it begins and ends with its letter.
std::string version(char letter) { return std::string(100'000, letter) + "\n"; }

TEST(AtomicFile, isWholeAfterEveryKill)
{
    constexpr int kKills = 300;
    constexpr unsigned kSeed = 4;
    const TemporaryFolder folder;
    const fs::path path = folder.file("a.headroom.json");
    ASSERT_EQ(failureOf(path, version('a')), "written");
    std::mt19937 random(kSeed);
    int killedInside = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        int pipe[2];
        ASSERT_EQ(::pipe(pipe), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            for (char letter = 'a';; letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1)) {
                if (!writeTextFileAtomically(path, version(letter))
                    || ::write(pipe[1], &letter, 1) != 1)
                    ::_exit(1);
            }
        }
        // After so many saves and a random while the child is somewhere in the next one.
        char letter = 0;
        for (auto saves = random() % 3; saves > 0; --saves)
            ASSERT_EQ(::read(pipe[0], &letter, 1), 1);
        for (auto spin = random() % 2'000'000; spin > 0; --spin)
            std::atomic_signal_fence(std::memory_order_seq_cst);
        ::kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status));
        ::close(pipe[0]);
        ::close(pipe[1]);

        const std::string text = readFile(path);
        ASSERT_FALSE(text.empty()) << "after kill " << kill;
        ASSERT_EQ(text, version(text.front())) << "after kill " << kill;
        // A killed process leaves its temporary file; that is the only other thing there.
        for (const fs::directory_entry& entry : fs::directory_iterator(folder.path())) {
            if (entry.path() != path) {
                ASSERT_EQ(entry.path().extension(), ".tmp");
                ++killedInside;
                fs::remove(entry.path());
            }
        }
    }
    // The test is worth something only where kills did hit the middle of a save.
    EXPECT_GT(killedInside, 10);
    EXPECT_EQ(failureOf(path, "after"), "written");
}

} // namespace
} // namespace headroom
