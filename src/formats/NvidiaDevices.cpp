// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/NvidiaDevices.h"

#include <dlfcn.h>

#include <array>
#include <memory>

namespace headroom {
namespace {

// The part of nvml.h that is used here; its documentation promises that it stays.
using NvmlReturn = int; // 0: success
struct NvmlMemory {
    unsigned long long total;
    unsigned long long free;
    unsigned long long used;
};

class Nvml {
public:
    Nvml()
        : m_library(dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL))
    {
        if (m_library == nullptr)
            return;
        const bool complete = find("nvmlInit_v2", m_init) && find("nvmlShutdown", m_shutdown)
            && find("nvmlDeviceGetCount_v2", m_count)
            && find("nvmlDeviceGetHandleByIndex_v2", m_handle) && find("nvmlDeviceGetName", m_name)
            && find("nvmlDeviceGetMemoryInfo", m_memory);
        m_ready = complete && m_init() == 0;
    }
    Nvml(const Nvml&) = delete;
    Nvml& operator=(const Nvml&) = delete;
    ~Nvml()
    {
        if (m_ready)
            m_shutdown();
        if (m_library != nullptr)
            dlclose(m_library);
    }

    [[nodiscard]] std::vector<NvidiaDevice> devices() const
    {
        std::vector<NvidiaDevice> found;
        unsigned count = 0;
        if (!m_ready || m_count(&count) != 0)
            return found;
        for (unsigned i = 0; i < count; ++i) {
            void* device = nullptr;
            std::array<char, 96> name{};
            NvmlMemory memory{};
            if (m_handle(i, &device) != 0 || m_memory(device, &memory) != 0
                || m_name(device, name.data(), static_cast<unsigned>(name.size() - 1)) != 0)
                continue;
            found.push_back({name.data(), Bytes{memory.total}, Bytes{memory.free}});
        }
        return found;
    }

private:
    template <typename Function> bool find(const char* symbol, Function& function)
    {
        // POSIX: a pointer to an object that dlsym gives is one to a function.
        function = reinterpret_cast<Function>(dlsym(m_library, symbol));
        return function != nullptr;
    }

    void* m_library;
    NvmlReturn (*m_init)() = nullptr;
    NvmlReturn (*m_shutdown)() = nullptr;
    NvmlReturn (*m_count)(unsigned*) = nullptr;
    NvmlReturn (*m_handle)(unsigned, void**) = nullptr;
    NvmlReturn (*m_name)(void*, char*, unsigned) = nullptr;
    NvmlReturn (*m_memory)(void*, NvmlMemory*) = nullptr;
    bool m_ready = false;
};

} // namespace

std::vector<NvidiaDevice> nvidiaDevices() { return Nvml().devices(); }

} // namespace headroom
