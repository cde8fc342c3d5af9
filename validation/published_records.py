#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""published_records.py PUBLISHED.jsonl: writes validation/published/*.jsonl.

PUBLISHED.jsonl has figures that projects published of runs on real devices, with their sources. Those of one device whose
configuration is complete become records here: a scenario, and the figure under the counter that the source means. Numbers
come from that file alone; what a scenario needs beyond its configuration is said in the record's `remark`.
"""
import json
import pathlib
import sys

MIB, GIB, GB = 1 << 20, 1 << 30, 10**9
FOLDER = pathlib.Path(__file__).resolve().parent / "published"


def figure(row):
    for key, unit in (("value_bytes", 1), ("value_mib", MIB), ("value_gib", GIB), ("value_gb", GB), ("value_mb", 10**6)):
        if key in row:
            return round(row[key] * unit)
    raise KeyError(row["id"])


def record(row, counter, scenario, remark=""):
    published = {"source": row["source"], "grade": row["grade"], "quote": row["quote"]}
    if remark:
        published["remark"] = remark
    return {"id": row["id"], "scenario": scenario, "published": published,
            "measured": {"source": row["source"], counter: figure(row)}}


def training(batch, length, **others):
    return {"mode": "training", "batch_size": batch, "sequence_length": length, **others}


def bert(row):
    """Hugging Face's page on training with one V100: what the driver reports, its context measured there too."""
    config = row["config"]
    optimizer = {"adafactor": {"id": "adafactor"}, "adam8": {"id": "adam-8bit"}}.get(
        next((word for word in ("adafactor", "adam8") if row["id"].endswith(word)), ""),
        {"id": "adamw", "implementation": "for-loop"})
    # zero_grad() kept gradients before PyTorch 2.0, as they are kept from one micro-step to the next.
    steps = max(2, config.get("grad_accum", 1))
    scenario = {
        "model": {"catalogue": "google-bert/bert-large-uncased"},
        "workload": training(config["batch_size"], config["seq_len"], head="sequence-classification",
                             gradient_accumulation_steps=steps),
        "precision": {"weights": "fp32"},
        "optimizer": optimizer,
        "memory_savers": {"attention": "eager"},
        "hardware": {"device": "nvidia-v100-16gb", "context_mib": 1343},
    }
    if "fp16" in config["precision"]:
        scenario["precision"]["autocast"] = "fp16"
    if config["checkpointing"] != "none":
        scenario["memory_savers"]["activation_checkpointing"] = "full"
    remark = ("the context is the page's own figure (hf-bert-context); PyTorch 1.10 keeps gradients from step to step, "
              "which two micro-steps do as well")
    return record(row, "used", scenario, remark)


STABLELM_3B = {"model_type": "gpt_neox", "hidden_size": 4096, "num_hidden_layers": 16, "num_attention_heads": 32,
               "intermediate_size": 16384, "vocab_size": 50688, "max_position_embeddings": 4096, "rotary_pct": 0.25,
               "use_parallel_residual": True}

# What litgpt calls the model, and what the catalogue does.
MODELS = {
    "meta-llama/Llama-2 7 B": {"catalogue": "meta-llama/Llama-2-7b-hf"},
    "meta-llama/Llama-2 13 B": {"catalogue": "meta-llama/Llama-2-13b-hf"},
    "stabilityai/stablelm-base-alpha-3b 3 B": {"transformers": STABLELM_3B},
    "google/gemma-2b": {"catalogue": "google/gemma-2b"},
    "google/gemma-7b": {"catalogue": "google/gemma-7b"},
    "google/gemma-2-2b": {"catalogue": "google/gemma-2-2b"},
    "meta-llama/Meta-Llama-3-8B": {"catalogue": "meta-llama/Meta-Llama-3-8B"},
    "meta-llama/Meta-Llama-3.1-8B": {"catalogue": "meta-llama/Llama-3.1-8B"},
    "unsloth/Mistral-7B-v0.2": {"catalogue": "mistralai/Mistral-7B-v0.1"},
    "TinyLlama/TinyLlama-1.1B-intermediate-step-1431k-3T": {"catalogue": "TinyLlama/TinyLlama-1.1B-Chat-v1.0"},
}
MODULES = {"query": "q_proj", "key": "k_proj", "value": "v_proj", "projection": "o_proj",
           "mlp": ["gate_proj", "up_proj", "down_proj"], "head": "lm_head"}
NEOX = {"query": "query_key_value", "value": "query_key_value"}


def targets(names, neox):
    found = []
    for name in names:
        module = (NEOX if neox else MODULES)[name]
        found += [one for one in (module if isinstance(module, list) else [module]) if one not in found]
    return found


def litgpt(row):
    """litgpt's tables of LoRA and QLoRA on one device: torch.cuda.max_memory_allocated in decimal GB."""
    config = row["config"]
    model = MODELS.get(row["model"])
    neox = row["model"].startswith("stabilityai")
    paged = "Paged" in config["optimizer"]
    scenario = {
        "model": model,
        "workload": training(config["batch_size"], config["seq_len"]),
        "precision": {"weights": "bf16"},
        "optimizer": {"id": "paged-adamw" if paged else "adamw"},
        "hardware": {"device": "nvidia-a10g" if "A10G" in config["gpus"] else "nvidia-a100-40gb"},
    }
    if "lora_rank" in config:
        names = config["lora_targets"].split(" ")[0].replace("q,v", "query,value").split(",")
        scenario["adapter"] = {"method": "lora", "rank": config["lora_rank"], "targets": targets(names, neox),
                               "dropout": config["lora_dropout"]}
    quantized = config.get("quantize") or config["precision"]
    if "nf4" in quantized:
        scenario["quantization"] = {"method": "nf4-double" if "double" in quantized else "nf4"}
    return record(row, "peak_allocated", scenario,
                  "litgpt's own model; its adapters are bf16, peft's fp32; it multiplies the head by 128 positions at a time")


def inference(row):
    config = row["config"]
    scenario = {
        "model": MODELS[row["model"]],
        "workload": {"mode": "inference", "batch_size": 1, "sequence_length": 8, "context_length": 58},
        "precision": {"weights": "bf16"},
        "hardware": {"device": "nvidia-a100-40gb"},
    }
    if "nf4" in config["precision"]:
        scenario["quantization"] = {"method": "nf4-double" if "double" in config["precision"] else "nf4"}
    return record(row, "peak_allocated", scenario, "generate/base.py: its prompt of 8 tokens and 50 new ones")


def cache(layers, width, tokens, dtype):
    def make(row):
        scenario = {
            "model": {"manual": {"parameters": 10**9, "layers": layers, "hidden_size": width, "heads": 1,
                                 "activation_bytes": 1}},
            "workload": {"mode": "inference", "batch_size": 1, "sequence_length": tokens},
            "precision": {"weights": "fp16", "kv_cache": dtype},
        }
        return record(row, "kv_cache", scenario, "the cache alone: its shape as the closed form takes it")
    return make


def weights(model, dtype):
    def make(row):
        scenario = {"model": {"catalogue": model}, "workload": {"mode": "inference", "sequence_length": 8},
                    "precision": {"weights": dtype}}
        return record(row, "parameters", scenario)
    return make


SINGLE = {
    "kv-trilm-512": cache(30, 3072, 512, "fp16"),
    "kv-30b-512-f32": cache(60, 6656, 512, "fp32"),
    "vllm-l3-8b-tp1-w": weights("meta-llama/Meta-Llama-3-8B", "bf16"),
    "acc-bert-base-cased": weights("google-bert/bert-base-cased", "fp32"),
}


def place(row):
    """The file of a row and what makes its record, or why it has none."""
    name, config = row["id"], row["config"]
    if name in SINGLE:
        return "tensors", SINGLE[name]
    if name.startswith("hf-bert-bs") or name.startswith("hf-bert-all"):
        return "bert-v100", bert
    if name.startswith("litgpt-"):
        if row["model"] not in MODELS:
            return None, "a family that the engine does not run"
        if "adapter" in name:
            return None, "litgpt's own adapters, which no scenario has"
        if name.startswith("litgpt-inf-"):
            return "litgpt-inference", inference
        if name.startswith("litgpt-hub-") and config["gpus"].startswith("1x"):
            return "litgpt-hub", litgpt
        if isinstance(config.get("seq_len"), int) and config["gpus"].startswith("1 x"):
            return "litgpt-lora", litgpt
    parallel = str(config.get("parallelism", "none"))
    if parallel not in ("none", "None", "TP1") or config.get("gpus", "1")[:1] not in "1AR":
        return None, "several devices"
    if row["kind"] in ("weights", "kv", "activation-formula"):
        return None, "a file's size, or a buffer of another engine"
    if row["source"].startswith("NVIDIA/Megatron") or row["source"].startswith("MooreThreads"):
        return None, "several devices"
    if row["source"].startswith("linkedin"):
        return None, "one operator, no model"
    if "GPUMemNet" in row["source"]:
        return None, "optimizer and precision are not stated"
    if row["metric"] == "unknown":
        return None, "the counter is not stated"
    if "torchtune" in row["source"] or "torchao/optim" in row["source"]:
        return None, "loss in chunks, compiled, or optimizer in backward"
    return None, "length of the samples, or another part of the configuration, is not stated"


def main():
    files, left = {}, {}
    for line in open(sys.argv[1], encoding="utf-8"):
        row = json.loads(line)
        name, make = place(row)
        if name is None:
            left.setdefault(make, []).append(row["id"])
        else:
            files.setdefault(name, []).append(make(row))
    for name, records in files.items():
        with open(FOLDER / f"{name}.jsonl", "w", encoding="utf-8") as out:
            for one in records:
                out.write(json.dumps(one, ensure_ascii=False) + "\n")
        print(f"{name}: {len(records)}")
    with open(FOLDER / "left-out.csv", "w", encoding="utf-8") as out:
        out.write("why,figures,examples\n")
        for why, names in sorted(left.items(), key=lambda item: -len(item[1])):
            out.write(f'"{why}",{len(names)},{" ".join(names[:3])}\n')
            print(f"left out, {why}: {len(names)}")


if __name__ == "__main__":
    main()
