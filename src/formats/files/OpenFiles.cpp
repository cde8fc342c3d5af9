// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OpenFiles.h"

#include "headroom/formats/ModelFile.h"

#include <map>
#include <mutex>

// The files that scenarios name. Estimates ask for them again and again, from several threads.

namespace headroom {
namespace {

struct Opened {
    std::shared_ptr<const ModelFile> file;
    std::shared_ptr<const FileFacts> facts; ///< made when asked for
};

class OpenFiles {
public:
    Result<std::shared_ptr<const ModelFile>> read(const std::string& path, bool again)
    {
        const std::lock_guard lock(m_mutex);
        const Result<Opened*> opened = open(path, again);
        if (!opened)
            return tl::unexpected(opened.error());
        return (*opened)->file;
    }

    Result<std::shared_ptr<const FileFacts>> facts(const std::string& path)
    {
        const std::lock_guard lock(m_mutex);
        const Result<Opened*> opened = open(path, false);
        if (!opened)
            return tl::unexpected(opened.error());
        if (!(*opened)->facts) {
            Result<FileFacts> made = factsOfFile(*(*opened)->file, path);
            if (!made)
                return tl::unexpected(made.error());
            (*opened)->facts = std::make_shared<const FileFacts>(std::move(*made));
        }
        return (*opened)->facts;
    }

private:
    Result<Opened*> open(const std::string& path, bool again)
    {
        const auto found = m_files.find(path);
        if (found != m_files.end() && !again)
            return &found->second;
        Result<ModelFile> file = inspectPath(path);
        if (!file)
            return tl::unexpected(file.error()); // what was read before stays
        Opened& opened = m_files[path];
        opened = {std::make_shared<const ModelFile>(std::move(*file)), nullptr};
        return &opened;
    }

    std::mutex m_mutex;
    std::map<std::string, Opened> m_files;
};

OpenFiles& openFiles()
{
    static OpenFiles files;
    return files;
}

} // namespace

Result<std::shared_ptr<const ModelFile>> openModelFile(const std::string& path)
{
    return openFiles().read(path, false);
}

Result<std::shared_ptr<const ModelFile>> readAgain(const std::string& path)
{
    return openFiles().read(path, true);
}

namespace files {

Result<std::shared_ptr<const FileFacts>> factsAt(const std::string& path)
{
    return openFiles().facts(path);
}

} // namespace files
} // namespace headroom
