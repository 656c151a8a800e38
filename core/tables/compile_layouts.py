"""Compiles core/tables/layouts.txt into the data of the table `layouts`, which core/password/layouts.cpp reads in place.

Numbers of layouts and of keys (u32 each, little endian); names of the layouts, 12 bytes each; then UTF-16 units, the low
bytes of all and the high bytes of all, for each level (without and with Shift), layout and key in this order. A unit is
combined with that of the first layout by exclusive or, which packs well. 0 is nothing, 1 a dead key.
"""
import struct

NAME_BYTES = 12


def unit(token):
    if token in ("none", "dead"):
        return int(token == "dead")
    return int(token[2:], 16) if token.startswith("U+") else ord(token)


def compile_layouts(path):
    """(version, data)"""
    lines = path.read_text().splitlines()
    version = lines[0].removeprefix("# xkb-data ")
    keys = next(line for line in lines if line.startswith("keys ")).split()[1:]
    rows = [line.split() for line in lines if not line.startswith(("#", "keys "))]
    names = [row[0] for row in rows[::2]]
    if any(len(row) != 1 + len(keys) for row in rows) or names != [row[0] for row in rows[1::2]]:
        raise ValueError(f"{path.name}: a row is too short, or not one of two")
    out = bytearray(struct.pack("<2I", len(names), len(keys)))
    for name in names:
        out += name.encode().ljust(NAME_BYTES, b"\0")
    units = [
        unit(rows[2 * layout + level][1 + key]) ^ (unit(rows[level][1 + key]) if layout else 0)
        for level in range(2)
        for layout in range(len(names))
        for key in range(len(keys))
    ]
    return version, bytes(out) + bytes(u & 255 for u in units) + bytes(u >> 8 for u in units)
