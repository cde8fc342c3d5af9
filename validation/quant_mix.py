#!/usr/bin/env python3
"""Compares `headroom inspect --as` with the types that llama-quantize gave, tensor by tensor.

    python3 validation/quant_mix.py HEADROOM SCHEMAS

SCHEMAS is a folder of *.schema: of a model, a section for each kind of file, "[Q4_K_M] q4_K", and a
line for each tensor of another type. A schema names no shapes: which rows are no whole blocks of 256
is taken from the section Q6_K, where they have a type of smaller blocks.
"""
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

BF16 = 30


def text(value):
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def key(name, value):
    if isinstance(value, str):
        return text(name) + struct.pack("<I", 8) + text(value)
    return text(name) + struct.pack("<II", 4, value)


def header(sizes, tensors):
    values = [key("general.architecture", "model"), key("model.block_count", sizes["n_layer"]),
              key("model.embedding_length", sizes["n_embd"]),
              key("model.attention.head_count", sizes["n_head"]),
              key("model.attention.head_count_kv", sizes["n_head_kv"])]
    if sizes.get("n_expert"):
        values.append(key("model.expert_count", sizes["n_expert"]))
    infos, offset = b"", 0
    for name, shape in tensors:
        infos += text(name) + struct.pack("<I", len(shape))
        infos += b"".join(struct.pack("<Q", size) for size in shape)
        infos += struct.pack("<IQ", BF16, offset)
        count = 2
        for size in shape:
            count *= size
        offset += (count + 31) // 32 * 32
    return b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(values)) + b"".join(values) + infos


def read(path):
    lines = path.read_text().splitlines()
    sizes = {name: int(value) for name, value in re.findall(r"(n_\w+)=(\d+)", lines[1])}
    sections, current = {}, None
    for line in lines[2:]:
        heading = re.match(r"\[(\S+)\] (\S+)", line)
        if heading:
            current = sections.setdefault(heading[1], (heading[2], {}))[1]
        elif line and not line.startswith("#"):
            name, kind = line.split()
            current[name] = kind
    return sizes, sections


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    compared = differing = 0
    for path in sorted(folder.glob("*.schema")):
        sizes, sections = read(path)
        names = sorted({name for _, others in sections.values() for name in others})
        # A model whose output is its embedding has one of the two.
        narrow = {name for name in names
                  if sections["Q6_K"][1].get(name) == "q8_0" or sizes["n_embd"] % 256 != 0
                  and name in ("output.weight", "token_embd.weight")}
        deep = {name for name in names
                if "_exps." in name or sections["MXFP4_MOE"][1].get(name, "mxfp4") == "mxfp4"}
        tensors = [(name, [32 * 9 if name in narrow else 256, 8] + ([2] if name in deep else []))
                   for name in names]
        with tempfile.NamedTemporaryFile(suffix=".gguf") as file:
            file.write(header(sizes, tensors))
            file.flush()
            for kind, (usual, others) in sections.items():
                ended = subprocess.run(
                    [program, "inspect", file.name, "--as", kind, "--tensors", "--format", "json"],
                    capture_output=True, text=True, check=False)
                types = {t["name"]: t["dtype"].lower()
                         for t in json.loads(ended.stdout)["tensor_list"]}
                for name in names:
                    compared += 1
                    want = others.get(name, usual).lower()
                    if types[name] != want:
                        differing += 1
                        print(f"{path.stem} {kind} {name}: expected {want}, found {types[name]}")
    print(f"{compared} tensors compared, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
