#!/usr/bin/env python3
"""Compiles core/words/<language>.json into tables and writes what the core needs to know of them.

Usage: compile_words.py --version V --out DIR [--lock FILE (--check | --write)]

DIR receives words-<language>.bin (one form for all tables, see core/vocabulary/table.h), table_lock.inc (the sums that
the core trusts) and embedded_tables.cpp (the same bytes for native hosts). --lock compares tables.lock with what was
built, or writes it. A reason without words, words without a reason, a placeholder that the reason does not declare and
a parameter that no sentence shows end the run with a sentence.
"""
import argparse
import hashlib
import json
import pathlib
import re
import struct
import sys

CORE = pathlib.Path(__file__).resolve().parent.parent
OUTCOMES = {"accept": 0, "reject": 1, "caution": 3, "incomplete": 4, "unknown": 5}
PLURAL_RULES = {"none": 0, "one": 1}


def read_reasons(paths):
    """slug -> (number, [parameter names])"""
    reasons = {}
    for path in paths:
        for match in re.finditer(r'^COUNTERSIGN_REASON\((\d+), \w+, "([^"]+)", \w+, "([^"]*)"\)', path.read_text(), re.M):
            number, slug, parameters = int(match[1]), match[2], match[3]
            reasons[slug] = (number, [p.split(":")[0] for p in parameters.split()])
    return reasons


def read_networks():
    text = (CORE / "deposit" / "networks.def").read_text()
    return dict(re.findall(r'^COUNTERSIGN_NETWORK\("([^"]+)", "([^"]+)"', text, re.M))


def placeholders(pattern):
    return set(re.findall(r"\{(\w+)[,}]", pattern))


def fail(message):
    sys.exit(f"words: {message}")


def compile_language(path, reasons, networks):
    words = json.loads(path.read_text())
    language = path.stem
    if words.get("language") != language:
        fail(f"{path.name}: says it is {words.get('language')}")
    for slug in reasons:
        if slug not in words["reasons"]:
            fail(f"{path.name}: no words for {slug}")
    strings, data_rows = bytearray(), []

    def place(text):
        raw = text.encode()
        at = strings.find(raw)
        if at < 0:
            at = len(strings)
            strings.extend(raw)
        return at, len(raw)

    reason_rows, headline_rows, name_rows = [], [], []
    for slug, entry in words["reasons"].items():
        if slug not in reasons:
            fail(f"{path.name}: words for {slug}, which reasons.def lacks")
        number, parameters = reasons[slug]
        said = placeholders(entry["text"]) | placeholders(entry["next"])
        if said - set(parameters):
            fail(f"{path.name}: {slug} speaks of {sorted(said - set(parameters))}, which it does not have")
        if set(parameters) - said - set(entry.get("unsaid", [])):
            fail(f"{path.name}: {slug} does not say {sorted(set(parameters) - said)}")
        reason_rows.append((number, *place(entry["text"]), *place(entry["next"])))
    for kind, by_outcome in words["headlines"].items():
        for outcome, pattern in by_outcome.items():
            if outcome not in OUTCOMES:
                fail(f"{path.name}: {outcome} is no outcome")
            headline_rows.append((*place(kind), OUTCOMES[outcome], *place(pattern)))
    if set(words["headlines"].get("*", {})) != set(OUTCOMES):
        fail(f"{path.name}: headlines for * must cover every outcome")
    for key, name in (networks | words.get("names", {})).items():
        name_rows.append((*place(key), *place(name)))
    reason_rows.sort()
    base = 16 + 20 * len(reason_rows) + 20 * len(headline_rows) + 16 * len(name_rows)
    out = struct.pack("<4I", PLURAL_RULES[words["plural"]], len(reason_rows), len(headline_rows), len(name_rows))
    for number, t, tn, n, nn in reason_rows:
        out += struct.pack("<5I", number, base + t, tn, base + n, nn)
    for k, kn, outcome, t, tn in headline_rows:
        out += struct.pack("<5I", base + k, kn, outcome, base + t, tn)
    for k, kn, v, vn in name_rows:
        out += struct.pack("<4I", base + k, kn, base + v, vn)
    return f"words-{language}", out + bytes(strings)


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
    reasons = read_reasons([CORE / "vocabulary" / "reasons.def", *a.reasons])
    networks = read_networks()
    tables = []
    for path in sorted((CORE / "words").glob("*.json")):
        name, data = compile_language(path, reasons, networks)
        tables.append((name, a.version, data))
    a.out.mkdir(parents=True, exist_ok=True)
    lock = "# name version sha256-of-the-data; written by core/words/compile_words.py\n"
    include = "// Written by core/words/compile_words.py: the tables that this build trusts as they are.\n"
    include += "struct LockedTable {\n    std::string_view name;\n    std::array<std::uint8_t, 32> sum;\n};\n"
    include += "constexpr LockedTable table_lock[] = {\n"
    source = '// Written by core/words/compile_words.py: the tables that native hosts carry along.\n#include "table.h"\n\n'
    source += "namespace countersign {\nnamespace {\n\n"
    for name, version, data in tables:
        digest = hashlib.sha256(data)
        lock += f"{name} {version} {digest.hexdigest()}\n"
        include += f'    {{"{name}", {{{{{as_bytes(digest.digest())}}}}}}},\n'
        raw = table(name, version, data)
        write_if_changed(a.out / f"{name}.bin", raw)
        identifier = re.sub(r"\W", "_", name)
        source += f"alignas(8) constexpr std::uint8_t {identifier}[] = {{{as_bytes(raw)}}};\n"
    include += "};\n"
    source += "constexpr std::span<const std::uint8_t> all[] = {" + ", ".join(re.sub(r"\W", "_", t[0]) for t in tables)
    source += "};\n\n}  // namespace\n\n"
    source += "std::span<const std::span<const std::uint8_t>> embedded_tables() noexcept {\n    return all;\n}\n\n"
    source += "}  // namespace countersign\n"
    write_if_changed(a.out / "table_lock.inc", include)
    write_if_changed(a.out / "embedded_tables.cpp", source)
    if a.lock and a.write:
        write_if_changed(a.lock, lock)
    if a.lock and a.check and a.lock.read_text() != lock:
        fail(f"{a.lock.name} is stale: run ./dev generate")


if __name__ == "__main__":
    main()
