// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/Optimizers.h"

#include <array>
#include <cstddef>

namespace headroom {
namespace {

using enum OptimizerInfo::States;

constexpr auto kOptimizers = std::to_array<OptimizerInfo>({
    {"sgd", "SGD", Plain, 0, {}, "nothing", "torch/optim/sgd.py, momentum=0"},
    {"sgd-momentum", "SGD with momentum", Plain, 1, {}, "momentum_buffer",
        "torch/optim/sgd.py, momentum>0"},
    {"nesterov", "SGD with Nesterov momentum", Plain, 1, {}, "momentum_buffer",
        "torch/optim/sgd.py, nesterov=True"},
    {"adam", "Adam", Plain, 2, {}, "exp_avg, exp_avg_sq", "torch/optim/adam.py"},
    {"adamw", "AdamW", Plain, 2, {}, "exp_avg, exp_avg_sq", "torch/optim/adamw.py"},
    {"amsgrad", "AMSGrad", Plain, 3, {}, "exp_avg, exp_avg_sq, max_exp_avg_sq",
        "torch/optim/adam.py, amsgrad=True"},
    {"nadam", "NAdam", Plain, 2, {}, "exp_avg, exp_avg_sq", "torch/optim/nadam.py"},
    {"radam", "RAdam", Plain, 2, {}, "exp_avg, exp_avg_sq", "torch/optim/radam.py"},
    {"adamax", "Adamax", Plain, 2, {}, "exp_avg, exp_inf", "torch/optim/adamax.py"},
    {"adadelta", "Adadelta", Plain, 2, {}, "square_avg, acc_delta", "torch/optim/adadelta.py"},
    {"adagrad", "Adagrad", Plain, 1, {}, "sum", "torch/optim/adagrad.py"},
    {"rmsprop", "RMSprop", Plain, 1, {}, "square_avg",
        "torch/optim/rmsprop.py, momentum=0, centered=False"},
    {"rmsprop-centered-momentum", "RMSprop, centered, with momentum", Plain, 3, {},
        "square_avg, momentum_buffer, grad_avg",
        "torch/optim/rmsprop.py, momentum>0, centered=True"},
    {"rprop", "Rprop", Plain, 2, {}, "prev, step_size", "torch/optim/rprop.py"},
    {"asgd", "ASGD", Plain, 1, {}, "ax", "torch/optim/asgd.py"},
    {"lion", "Lion", Plain, 1, {}, "exp_avg", "Chen et al. 2023, arXiv:2302.06675"},
    {"lamb", "LAMB", Plain, 2, {}, "exp_avg, exp_avg_sq", "You et al. 2019, arXiv:1904.00962"},
    {"lars", "LARS", Plain, 1, {}, "momentum_buffer", "You et al. 2017, arXiv:1708.03888"},
    {"muon", "Muon", Plain, 1, {}, "momentum_buffer",
        "torch/optim/_muon.py (2-D weights; the rest is usually left to AdamW)"},
    {"adam-8bit", "Adam, 8-bit", BlockQuantized, 2, {}, "state1, state2, absmax1, absmax2",
        "bitsandbytes/optim/adam.py, block-wise; Dettmers et al. 2021, arXiv:2110.02861"},
    {"adamw-8bit", "AdamW, 8-bit", BlockQuantized, 2, {}, "state1, state2, absmax1, absmax2",
        "bitsandbytes/optim/adamw.py, block-wise; Dettmers et al. 2021, arXiv:2110.02861"},
    {"lion-8bit", "Lion, 8-bit", BlockQuantized, 1, {}, "state1, absmax1",
        "bitsandbytes/optim/lion.py, block-wise"},
    {"paged-adamw", "AdamW, paged", Plain, 2, Dtype::Fp32, "state1, state2 (in unified memory)",
        "bitsandbytes/optim/adamw.py, PagedAdamW32bit"},
    {"paged-adamw-8bit", "AdamW, 8-bit, paged", BlockQuantized, 2, {},
        "state1, state2, absmax1, absmax2 (in unified memory)",
        "bitsandbytes/optim/adamw.py, PagedAdamW8bit"},
    {"sophia", "Sophia", Plain, 2, {}, "exp_avg, hessian", "Liu et al. 2023, arXiv:2305.14342"},
    {"adafactor", "Adafactor", NeedsShapes, 0, {}, "row and column means of the squares",
        "torch/optim/_adafactor.py; Shazeer and Stern 2018, arXiv:1804.04235"},
    {"shampoo", "Shampoo", NeedsShapes, 0, {}, "a preconditioner for each dimension",
        "Gupta et al. 2018, arXiv:1802.09568"},
    {"custom", "Custom", Custom, 0, {}, "as many values as you say", "optimizer.state_factor"},
});

constexpr auto kIds = [] {
    std::array<std::string_view, kOptimizers.size()> ids{};
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = kOptimizers[i].id;
    return ids;
}();

} // namespace

std::span<const OptimizerInfo> allOptimizers() { return kOptimizers; }
std::span<const std::string_view> optimizerIds() { return kIds; }

const OptimizerInfo* findOptimizer(std::string_view id)
{
    for (const OptimizerInfo& optimizer : kOptimizers) {
        if (optimizer.id == id)
            return &optimizer;
    }
    return nullptr;
}

} // namespace headroom
