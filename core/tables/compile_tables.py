#!/usr/bin/env python3
"""Compiles all tables and writes what the core needs to know of them.

Usage: compile_tables.py --version V --out DIR [--reasons FILE]... [--lock FILE (--check | --write)]

DIR receives a file for each table (one form for all, see core/vocabulary/table.h), table_lock.inc (the sums that the
core trusts) and embedded_tables.cpp (the same bytes for native hosts). --lock compares tables.lock with what was built, or
writes it. Words have the version of the release, other tables that of their source.
"""
import argparse
import hashlib
import pathlib
import re
import struct
import sys

CORE = pathlib.Path(__file__).resolve().parent.parent
sys.path += [str(CORE / "tables"), str(CORE / "words")]
sys.dont_write_bytecode = True
import compile_layouts  # noqa: E402
import compile_strength  # noqa: E402
import compile_words  # noqa: E402
import compile_zones  # noqa: E402


def table(name, version, data):
    return (b"CSTB" + struct.pack("<I", 1) + name.encode().ljust(32, b"\0") + version.encode().ljust(24, b"\0")
            + hashlib.sha256(data).digest() + struct.pack("<2I", len(data), 0) + data)


def as_bytes(raw):
    return ",".join(str(b) for b in raw)


def write_if_changed(path, content):
    raw = content if isinstance(content, bytes) else content.encode()
    if not path.exists() or path.read_bytes() != raw:
        path.write_bytes(raw)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--version", required=True)
    arguments.add_argument("--out", required=True, type=pathlib.Path)
    arguments.add_argument("--reasons", action="append", type=pathlib.Path, default=[])
    arguments.add_argument("--lock", type=pathlib.Path)
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--write", action="store_true")
    a = arguments.parse_args()
    # The file's stem, the table's name, its version and data.
    tables = [(stem, name, a.version, data) for stem, name, data in compile_words.compile_all(a.reasons)]
    named = [("layouts", *compile_layouts.compile_layouts(CORE / "tables" / "layouts.txt")),
             ("zones", *compile_zones.compile_zones(CORE / "tables" / "zones.txt")), *compile_strength.compile_all()]
    tables += [(name, name, *rest) for name, *rest in named]
    # Native hosts carry everything, so they have no need of a part of it.
    carried = [stem for stem, name, *_ in tables if stem == name and name != "strength-en-lite"]
    a.out.mkdir(parents=True, exist_ok=True)
    lock = "# name version sha256-of-the-data; written by core/tables/compile_tables.py\n"
    include = "// Written by core/tables/compile_tables.py: the tables that this build trusts as they are.\n"
    include += "struct LockedTable {\n    std::string_view name;\n    std::array<std::uint8_t, 32> sum;\n};\n"
    include += "constexpr LockedTable table_lock[] = {\n"
    source = '// Written by core/tables/compile_tables.py: the tables that native hosts carry along.\n#include "table.h"\n\n'
    source += "namespace countersign {\nnamespace {\n\n"
    for stem, name, version, data in tables:
        digest = hashlib.sha256(data)
        lock += f"{stem} {version} {digest.hexdigest()}\n"
        include += f'    {{"{name}", {{{{{as_bytes(digest.digest())}}}}}}},\n'
        raw = table(name, version, data)
        write_if_changed(a.out / f"{stem}.bin", raw)
        identifier = re.sub(r"\W", "_", name)
        if stem not in carried:
            continue
        source += f"alignas(8) constexpr std::uint8_t {identifier}[] = {{{as_bytes(raw)}}};\n"
    include += "};\n"
    source += "constexpr std::span<const std::uint8_t> all[] = {" + ", ".join(re.sub(r"\W", "_", name) for name in carried)
    source += "};\n\n}  // namespace\n\n"
    source += "std::span<const std::span<const std::uint8_t>> embedded_tables() noexcept {\n    return all;\n}\n\n"
    source += "}  // namespace countersign\n"
    write_if_changed(a.out / "table_lock.inc", include)
    write_if_changed(a.out / "embedded_tables.cpp", source)
    if a.lock and a.write:
        write_if_changed(a.lock, lock)
    if a.lock and a.check and a.lock.read_text() != lock:
        sys.exit(f"tables: {a.lock.name} is stale: run ./dev generate")


if __name__ == "__main__":
    main()
