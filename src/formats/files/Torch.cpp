// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/Torch.h"

#include "formats/files/ElementTypes.h"
#include "formats/files/FileFormat.h"
#include "formats/files/Malformed.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace headroom::files {
namespace {

using Kind = Pickle::Kind;
using Node = Pickle::Node;

struct Storage {
    const ElementType* type = nullptr; ///< nullptr: untyped bytes
    std::string key;
    std::uint64_t elements = 0;
};

struct StorageType {
    std::string_view name;
    std::string_view element;
};
constexpr auto kStorageTypes = std::to_array<StorageType>({
    {"FloatStorage", "F32"},
    {"HalfStorage", "F16"},
    {"BFloat16Storage", "BF16"},
    {"DoubleStorage", "F64"},
    {"LongStorage", "I64"},
    {"IntStorage", "I32"},
    {"ShortStorage", "I16"},
    {"CharStorage", "I8"},
    {"ByteStorage", "U8"},
    {"BoolStorage", "BOOL"},
    {"ComplexFloatStorage", "C64"},
    {"ComplexDoubleStorage", "C128"},
    {"QInt8Storage", "I8"},
    {"QUInt8Storage", "U8"},
    {"QInt32Storage", "I32"},
    {"QUInt4x2Storage", "U8"},
    {"QUInt2x4Storage", "U8"},
});

/// Modules whose functions run programs, where a pickle names them: loading it by pickle would be
/// an attack, and is none here.
constexpr auto kDangerous = std::to_array<std::string_view>(
    {"os ", "posix ", "nt ", "subprocess ", "sys ", "builtins eval", "builtins exec",
        "builtins compile", "builtins getattr", "builtins __import__", "__builtin__ eval",
        "__builtin__ exec", "__builtin__ getattr", "__builtin__ __import__", "importlib", "runpy ",
        "socket ", "shutil ", "webbrowser ", "pty ", "commands ", "pickle ", "ctypes"});

class Walk {
public:
    Walk(ModelFile& file, const Pickle& pickle)
        : m_file(&file)
        , m_pickle(&pickle)
    {
    }

    void run()
    {
        visit(m_pickle->root(), {}, 0, false);
        if (m_optimizerTensors > 0)
            addProblem(*m_file, ProblemSeverity::Note, {},
                Text(HEADROOM_TEXT("formats",
                         "a checkpoint of a training: {0} tensors with {1} bytes are an "
                         "optimizer's state, and no parameters"),
                    m_optimizerTensors, m_optimizerBytes));
        if (m_shared > 0)
            addProblem(*m_file, ProblemSeverity::Note, m_firstShared,
                Text(HEADROOM_TEXT("formats",
                         "{0} tensors share their storage with another and are counted once"),
                    m_shared));
        for (const std::string& global : m_pickle->globals()) {
            for (const std::string_view dangerous : kDangerous) {
                if (global.starts_with(dangerous))
                    addProblem(*m_file, ProblemSeverity::Warning, {},
                        Text(HEADROOM_TEXT("formats",
                                 "the pickle names {0}: do not load this file with Python's "
                                 "pickle. Nothing was executed here"),
                            quoteText(global)));
            }
        }
    }

private:
    static constexpr int kDeepest = 100;

    static std::string joined(const std::string& path, const std::string& name)
    {
        return path.empty() ? name : path + "." + name;
    }

    void visit(Node node, const std::string& path, int depth, bool inOptimizer)
    {
        if (depth > kDeepest)
            malformed(path.substr(0, 60),
                HEADROOM_TEXT("formats", "expected at most {0} levels of containers; found more"),
                std::uint64_t{kDeepest});
        const Kind kind = m_pickle->kind(node);
        if (kind == Kind::Call) {
            if (addTensor(node, path, inOptimizer))
                return;
        } else if (kind != Kind::Dict && kind != Kind::List && kind != Kind::Tuple) {
            return;
        }
        // Once each: the same list may stand in many places, and in itself.
        if (!m_visited.insert(node).second)
            return;
        const std::vector<Node>& items = m_pickle->items(node);
        if (kind == Kind::Dict) {
            const bool isOptimizer = m_pickle->find(node, "state") != nullptr
                && m_pickle->find(node, "param_groups") != nullptr;
            for (std::size_t i = 0; i + 1 < items.size(); i += 2)
                visit(items[i + 1], joined(path, keyText(items[i])), depth + 1,
                    inOptimizer || isOptimizer);
        } else if (kind == Kind::Call) {
            for (std::size_t i = 1; i < items.size(); ++i)
                visit(items[i], path, depth + 1, inOptimizer);
        } else {
            for (std::size_t i = 0; i < items.size(); ++i)
                visit(items[i], isPlumbing(items) ? path : joined(path, std::to_string(i)),
                    depth + 1, inOptimizer);
        }
    }

    /// A module's state is (None, {slots}) or a tuple of one: it adds nothing to names.
    [[nodiscard]] bool isPlumbing(const std::vector<Node>& items) const
    {
        return items.size() <= 2 && std::any_of(items.begin(), items.end(), [&](Node item) {
            return m_pickle->kind(item) == Kind::Dict;
        });
    }

    [[nodiscard]] std::string keyText(Node key) const
    {
        if (m_pickle->kind(key) == Kind::Text)
            return m_pickle->text(key);
        if (m_pickle->kind(key) == Kind::Whole)
            return (m_pickle->isNegative(key) ? "-" : "") + std::to_string(m_pickle->whole(key));
        return "?";
    }

    [[nodiscard]] std::optional<Storage> storageOf(Node node) const
    {
        // torch.storage.TypedStorage(wrap_storage=…) and the like hold the storage itself.
        if (m_pickle->kind(node) != Kind::Persistent)
            return std::nullopt;
        const Node name = m_pickle->items(node)[0];
        if (m_pickle->kind(name) != Kind::Tuple)
            return std::nullopt;
        const std::vector<Node>& parts = m_pickle->items(name);
        if (parts.size() < 5 || m_pickle->text(parts[0]) != "storage"
            || m_pickle->kind(parts[4]) != Kind::Whole || m_pickle->isNegative(parts[4]))
            return std::nullopt;
        Storage storage;
        const std::string& type = m_pickle->text(parts[1]);
        for (const StorageType& entry : kStorageTypes) {
            if (type.ends_with(entry.name) && type.size() > entry.name.size()
                && (type[type.size() - entry.name.size() - 1] == ' '))
                storage.type = elementType(entry.element);
        }
        storage.key = keyText(parts[2]);
        storage.elements = m_pickle->whole(parts[4]);
        return storage;
    }

    [[nodiscard]] bool readSizes(
        Node node, const std::string& path, std::vector<std::uint64_t>& sizes) const
    {
        if (m_pickle->kind(node) == Kind::Call && m_pickle->items(node).size() > 1) {
            // torch.Size((2, 3))
            const Node arguments = m_pickle->items(node)[1];
            return m_pickle->kind(arguments) == Kind::Tuple && !m_pickle->items(arguments).empty()
                && readSizes(m_pickle->items(arguments)[0], path, sizes);
        }
        if (m_pickle->kind(node) != Kind::Tuple)
            return false;
        for (const Node item : m_pickle->items(node)) {
            if (m_pickle->kind(item) != Kind::Whole || m_pickle->isNegative(item))
                malformed(path,
                    HEADROOM_TEXT("formats",
                        "expected sizes that are whole numbers from 0; found another value"));
            sizes.push_back(m_pickle->whole(item));
        }
        return true;
    }

    /// Whether the call makes a tensor; what it wraps is looked into.
    bool addTensor(Node node, const std::string& path, bool inOptimizer)
    {
        const std::string& callee = m_pickle->callee(node);
        const std::vector<Node>& items = m_pickle->items(node);
        if (!callee.starts_with("torch") || items.size() < 2
            || m_pickle->kind(items[1]) != Kind::Tuple)
            return false;
        const std::vector<Node>& arguments = m_pickle->items(items[1]);
        const std::string_view name = std::string_view(callee).substr(callee.find(' ') + 1);
        if (name == "_rebuild_parameter" || name == "_rebuild_parameter_with_state"
            || name == "Parameter") {
            return !arguments.empty() && m_pickle->kind(arguments[0]) == Kind::Call
                && addTensor(arguments[0], path, inOptimizer);
        }
        if (name == "_rebuild_from_type_v2" && arguments.size() > 2
            && m_pickle->kind(arguments[2]) == Kind::Tuple) {
            return addView(m_pickle->items(arguments[2]), path, inOptimizer, nullptr);
        }
        if (name == "_rebuild_tensor" || name == "_rebuild_tensor_v2" || name == "_rebuild_qtensor")
            return addView(arguments, path, inOptimizer, nullptr);
        if (name == "_rebuild_tensor_v3" && arguments.size() > 6) {
            const std::string_view type = elementNameOfTorch(dtypeText(arguments[6]));
            return addView(
                arguments, path, inOptimizer, type.empty() ? nullptr : elementType(type));
        }
        return false;
    }

    /// "torch float8_e4m3fn" -> "float8_e4m3fn"
    [[nodiscard]] std::string_view dtypeText(Node node) const
    {
        const std::string_view text = m_pickle->text(node);
        return text.substr(text.find(' ') + 1);
    }

    /// Storage, offset, sizes, strides.
    bool addView(const std::vector<Node>& arguments, const std::string& path, bool inOptimizer,
        const ElementType* type)
    {
        if (arguments.size() < 4)
            return false;
        const std::optional<Storage> storage = storageOf(arguments[0]);
        FileTensor tensor;
        if (!storage || !readSizes(arguments[2], path, tensor.shape))
            return false;
        if (type == nullptr)
            type = storage->type != nullptr ? storage->type : elementType("U8");
        if (m_file->tensors.size() == kMostTensors)
            malformed(path, HEADROOM_TEXT("formats", "expected at most {0} tensors; found more"),
                kMostTensors);
        tensor.name = path;
        tensor.dtype = type->name;
        tensor.elements = elementsOf(tensor.shape, path);
        tensor.bytes = multiply(tensor.elements, type->bits, path) / 8;
        tensor.parameters = inOptimizer ? 0 : tensor.elements;
        checkStorage(*storage, arguments, tensor, *type);
        if (inOptimizer) {
            ++m_optimizerTensors;
            m_optimizerBytes = sum(m_optimizerBytes, tensor.bytes, path);
        }
        m_file->tensors.push_back(std::move(tensor));
        return true;
    }

    void checkStorage(const Storage& storage, const std::vector<Node>& arguments,
        FileTensor& tensor, const ElementType& type)
    {
        const std::uint64_t offset =
            m_pickle->kind(arguments[1]) == Kind::Whole ? m_pickle->whole(arguments[1]) : 0;
        std::vector<std::uint64_t> strides;
        if (!readSizes(arguments[3], tensor.name, strides) || strides.size() != tensor.shape.size())
            malformed(tensor.name,
                HEADROOM_TEXT("formats", "expected a stride for each of {0} sizes; found {1}"),
                std::uint64_t{tensor.shape.size()}, std::uint64_t{strides.size()});
        // The furthest element must lie in the storage.
        std::uint64_t last = offset;
        for (std::size_t i = 0; i < strides.size(); ++i) {
            if (tensor.shape[i] > 0)
                last =
                    sum(last, multiply(tensor.shape[i] - 1, strides[i], tensor.name), tensor.name);
        }
        const std::uint64_t size = storage.type != nullptr
            ? storage.elements
            : storage.elements / std::max<std::uint64_t>(1, type.bits / 8);
        if (tensor.elements > 0 && last >= size)
            malformed(tensor.name,
                HEADROOM_TEXT("formats",
                    "expected a tensor within its storage of {0} elements; found element {1}"),
                size, last);
        const bool expanded = tensor.elements > size;
        if (expanded)
            tensor.bytes = multiply(size, type.bits, tensor.name) / 8;
        const auto [place, isNew] = m_storages.emplace(storage.key, std::vector<std::uint64_t>());
        std::vector<std::uint64_t>& starts = place->second;
        if (!isNew && std::find(starts.begin(), starts.end(), offset) != starts.end()) {
            if (m_shared++ == 0)
                m_firstShared = tensor.name;
            tensor.bytes = 0;
            tensor.parameters = 0;
            return;
        }
        starts.push_back(offset);
    }

    ModelFile* m_file;
    const Pickle* m_pickle;
    std::set<Node> m_visited;
    std::map<std::string, std::vector<std::uint64_t>> m_storages; ///< where tensors begin in each
    std::uint64_t m_optimizerTensors = 0;
    std::uint64_t m_optimizerBytes = 0;
    std::uint64_t m_shared = 0;
    std::string m_firstShared;
};

} // namespace

void addTorchTensors(ModelFile& file, const Pickle& pickle) { Walk(file, pickle).run(); }

} // namespace headroom::files
