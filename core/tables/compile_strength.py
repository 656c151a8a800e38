"""Compiles the word lists and keyboards of zxcvbn-ts, as core/tables/package.json pins them, into the data of the tables
`strength-en`, `strength-en-lite` and, one for each other language, `strength-de` and the like, which
core/password/strength_table.cpp reads in place. What is not of a language (passwords, keyboards) is with English alone.

All lists of a table are one: a word has the lowest rank that any of them gives it. Ranks are kept to the eighth of an octave, so a
number of guesses is off by at most 4.5 %. The words are a tree in breadth-first order: brotli packs it nearly as small as
the sorted words, and a search needs no more than counting bits.

Little endian, u32 if nothing else is said; places are counted in bytes from the begin of the data, and are multiples of 8.
Head of 14: what it is (4 bytes), nodes, groups, words, the places of: characters, labels, parents, ends, levels, ranks,
sequences, capitals, keyboards, and nothing.
  characters   128 symbols (u8) of the characters of ASCII, 0 where no word has it; how many others; those (u16), ascending,
               whose symbols follow each other from the number after the last one of ASCII
  labels       a byte for each node but the root, which is 0: its symbol, and 128 if it is the last of its parent's children
  parents      a bit for each node: it has children
  ends         a bit for each node with children: a word ends there, as at every node without
  levels       how many; the rank that each stands for
  ranks        the level (u8) of each word, in the order of nodes
  sequences    how many; numbers of the words that are months, planets and the like, ascending
  capitals     how many; pairs (u16) of a capital beyond ASCII and its small letter, ascending
  keyboards    how many; each: keys, sum of their neighbours, whether Shift counts, then for each key, ascending: its
               character, nothing, and 8 directions of the two characters (u16) of a neighbour, 0 where there is none
"""
import json
import math
import pathlib
import struct

PACKAGES = pathlib.Path(__file__).resolve().parent / "node_modules" / "@zxcvbn-ts"
STEPS = 8  # of an octave
LITE_PASSWORDS = 30_000
LITE_WORDS = 8_000
LANGUAGES = {"de": "de", "es": "es-es", "fr": "fr", "pt": "pt-br"}  # and the packages that they are from


def read(package, name):
    return json.loads((PACKAGES / f"language-{package}" / "src" / f"{name}.json").read_text())


def version(*packages):
    return "+".join(json.loads((PACKAGES / f"language-{p}" / "package.json").read_text())["version"] for p in packages)


def level_of(rank):
    return round(math.log2(rank) * STEPS)


def bits(values):
    out = bytearray((len(values) + 63) // 64 * 8)
    for i, value in enumerate(values):
        if value:
            out[i >> 3] |= 1 << (i & 7)
    return bytes(out)


def tree(words):
    """Labels, ends of groups, whether a node has children, whether a word ends there, and the words in their order."""
    words = sorted(words)
    labels, last, parents, ends, order = [], [], [], [], []
    queue = [(0, len(words), 0)]
    for low, high, depth in queue:
        end = len(words[low]) == depth
        if end:
            order.append(words[low])
            low += 1
        parents.append(low < high)
        ends.append(end)
        while low < high:
            character, begin = words[low][depth], low
            while low < high and words[low][depth] == character:
                low += 1
            queue.append((begin, low, depth + 1))
            labels.append(character)
            last.append(low == high)
    return labels, last, parents, ends, order


def keyboards():
    out = b""
    graphs = read("common", "adjacencyGraphs")
    for name, graph in graphs.items():
        degrees = sum(1 for neighbours in graph.values() for one in neighbours if one)
        out += struct.pack("<3I", len(graph), degrees, "keypad" not in name)
        for key in sorted(graph, key=ord):
            row = [ord(key), 0]
            for one in graph[key] + [None] * (8 - len(graph[key])):
                row += [ord(c) for c in (one or "").ljust(2, "\0")]
            out += struct.pack("<18H", *row)
    return struct.pack("<I", len(graphs)) + out


def compile_lists(lists, sequences, boards=struct.pack("<I", 0)):
    ranks = {}
    for words in [*lists, *sequences]:
        for rank, word in enumerate(words, 1):
            word = str(word).lower()
            ranks[word] = min(ranks.get(word, rank), rank)
    alphabet = sorted(set("".join(ranks)))
    assert all(ord(c) < 0x10000 for c in alphabet) and len(alphabet) < 127
    symbols = {c: i for i, c in enumerate(alphabet, 1)}
    others = [c for c in alphabet if ord(c) >= 128]
    labels, last, parents, ends, order = tree(ranks)
    levels = [round(2 ** (i / STEPS)) for i in range(level_of(max(ranks.values())) + 1)]
    number = {word: i for i, word in enumerate(order)}
    named = sorted(number[word] for words in sequences for word in set(words))
    capitals = [(c, ord(chr(c).lower())) for c in range(128, 0xD800) if chr(c).lower() in symbols and chr(c).lower() != chr(c)]
    inner_ends = [end for end, parent in zip(ends, parents) if parent]

    def counted(form, values):
        return struct.pack(f"<I{len(values)}{form}", len(values), *values)

    parts = [
        bytes(symbols.get(chr(c), 0) for c in range(128)) + counted("H", [ord(c) for c in others]),
        bytes([0]) + bytes(symbols[c] | 128 * end for c, end in zip(labels, last)),
        bits(parents),
        bits(inner_ends),
        counted("I", levels),
        bytes(level_of(ranks[word]) for word in order),
        counted("I", sorted(set(named))),
        struct.pack("<I", len(capitals)) + b"".join(struct.pack("<2H", *pair) for pair in capitals),
        boards,
    ]
    head = [0x32525453, len(parents), sum(parents), len(order)]
    at = 4 * 14
    for part in parts:
        head.append(at)
        at += (len(part) + 7) // 8 * 8
    return struct.pack("<14I", *head, 0) + b"".join(part.ljust((len(part) + 7) // 8 * 8, b"\0") for part in parts)


def compile_all():
    """[(name, version, data)]; every list, and what a page loads first."""
    kinds = ("commonWords", "firstnames", "lastnames", "wikipedia")
    every = [*(read("common", name) for name in ("diceware", "passwords")), *(read("en", name) for name in kinds)]
    sequences = list(read("en", "wordSequences").values())
    assert [len(words) for words in every] == [7776, 49233, 55830, 4945, 88799, 29782]
    lite = [every[1][:LITE_PASSWORDS], every[2][:LITE_WORDS]]
    of_english = version("common", "en")
    tables = [
        ("strength-en", of_english, compile_lists(every, sequences, keyboards())),
        ("strength-en-lite", of_english, compile_lists(lite, sequences, keyboards())),
    ]
    for language, package in LANGUAGES.items():
        # German's package is older than lists of months and the like.
        sequences = [] if package == "de" else list(read(package, "wordSequences").values())
        data = compile_lists([read(package, name) for name in kinds], sequences)
        tables.append((f"strength-{language}", version(package), data))
    return tables
