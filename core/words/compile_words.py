"""Compiles core/words/<language>.json into the data of the tables words-<language>, whole and once more for each group of kinds
that has a module of its own (core/door/kinds.def); core/tables/compile_tables.py runs it.

A reason without words, words without a reason, a placeholder that the reason does not declare and a parameter that no
sentence shows end the run with a sentence.
"""
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


def read_groups():
    """group -> its kinds"""
    text = (CORE / "door" / "kinds.def").read_text()
    return {group.lower(): re.findall(r'^COUNTERSIGN_KIND\("([^"]+)"', rows, re.M)
            for group, rows in re.findall(r"^#if COUNTERSIGN_HAS\((\w+)\)\n([^#]*)#endif$", text, re.M)}


def placeholders(pattern):
    return set(re.findall(r"\{(\w+)[,}]", pattern))


def fail(message):
    sys.exit(f"words: {message}")


def compile_language(path, reasons, networks, kinds=None):
    """The table's name and data. `kinds`: of those alone, the words that all kinds share, and all names."""
    rooms = kinds and {kind.split(".")[0] for kind in kinds}
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
        if rooms and "." in slug and slug.split(".")[0] not in rooms:
            continue
        reason_rows.append((number, *place(entry["text"]), *place(entry["next"])))
    for kind, by_outcome in words["headlines"].items():
        for outcome, pattern in by_outcome.items():
            if outcome not in OUTCOMES:
                fail(f"{path.name}: {outcome} is no outcome")
            if kinds and kind not in ("*", *kinds):
                continue
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


def compile_all(more_reasons):
    """[(file's stem, table's name, data)]; `more_reasons` are lists of reasons beside reasons.def."""
    reasons = read_reasons([CORE / "vocabulary" / "reasons.def", *more_reasons])
    networks = read_networks()
    tables = []
    for path in sorted((CORE / "words").glob("*.json")):
        name, data = compile_language(path, reasons, networks)
        tables.append((name, name, data))
        for group, kinds in read_groups().items():
            tables.append((f"{name}-{group}", *compile_language(path, reasons, networks, kinds)))
    return tables
