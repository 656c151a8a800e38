#!/usr/bin/env python3
"""Writes core/tables/layouts.txt: what 48 keys give in 47 keyboard layouts, without and with Shift.

Usage: make_layouts.py [--xkb /usr/share/X11/xkb] [--keysyms /usr/include/X11/keysymdef.h] [--check]

Source: the X Keyboard Extension's symbols as Debian packages them (xkb-data; the notices are in THIRD-PARTY-NOTICES.md).
xkbcomp (x11-xkb-utils) compiles each layout, keysymdef.h (x11proto-dev) says which characters its keysyms are. Keys have the
names of UI Events (`code`). AltGr's levels are left out: what they give is typed on purpose.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent

# Names of the tables, and what xkb calls them; those in wide use first, since a stream that several explain is given to the first.
LAYOUTS = [
    ("us", "us"), ("gb", "gb"), ("de", "de"), ("fr", "fr"), ("es", "es"), ("it", "it"), ("br", "br"), ("latam", "latam"),
    ("pt", "pt"), ("pl", "pl"), ("tr", "tr"), ("nl", "nl"), ("se", "se"), ("no", "no"), ("dk", "dk"), ("be", "be"),
    ("ch", "ch"), ("cz", "cz"), ("sk", "sk"), ("hu", "hu"), ("ro", "ro"), ("hr", "hr"), ("ca", "ca"), ("jp", "jp"),
    ("is", "is"), ("ee", "ee"), ("lv", "lv"), ("lt", "lt"), ("al", "al"), ("us-intl", "us(intl)"),
    ("us-dvorak", "us(dvorak)"), ("us-colemak", "us(colemak)"), ("fr-bepo", "fr(bepo)"), ("tr-f", "tr(f)"),
    ("ru", "ru"), ("ua", "ua"), ("by", "by"), ("bg", "bg"), ("rs", "rs"), ("kz", "kz"), ("gr", "gr"), ("il", "il"),
    ("ara", "ara"), ("ir", "ir"), ("th", "th"), ("in", "in"), ("ge", "ge"),
]
ROWS = [
    ("TLDE", ["Backquote"]),
    ("AE", [f"Digit{n % 10}" for n in range(1, 11)] + ["Minus", "Equal"]),
    ("AD", [f"Key{c}" for c in "QWERTYUIOP"] + ["BracketLeft", "BracketRight"]),
    ("AC", [f"Key{c}" for c in "ASDFGHJKL"] + ["Semicolon", "Quote"]),
    ("AB", [f"Key{c}" for c in "ZXCVBNM"] + ["Comma", "Period", "Slash"]),
    ("BKSL", ["Backslash"]),
    ("LSGT", ["IntlBackslash"]),
]
KEYS = [(code, row if len(codes) == 1 else f"{row}{i:02}") for row, codes in ROWS for i, code in enumerate(codes, 1)]
KEYMAP = """xkb_keymap {{
    xkb_keycodes {{ include "evdev" }};
    xkb_types {{ include "complete" }};
    xkb_compat {{ include "complete" }};
    xkb_symbols {{ include "pc+{}" }};
}};
"""


def fail(message):
    sys.exit(f"layouts: {message}")


def read_keysyms(path):
    """Characters by the keysym's name."""
    found = {}
    for name, value, character in re.findall(r"#define XK_(\w+)\s+0x([0-9a-fA-F]+)(?:\s*/\*[ (]*U\+([0-9A-F]+))?", path.read_text()):
        number = int(value, 16)
        if character:
            found[name] = chr(int(character, 16))
        elif 0x20 <= number < 0x100:
            found[name] = chr(number)
        elif 0x1000000 <= number <= 0x10FFFF + 0x1000000:
            found[name] = chr(number - 0x1000000)
    return found


def character(keysym, keysyms):
    """One character, "dead", or "none" where nothing, or no single character, is typed."""
    if keysym.startswith("dead_"):
        return "dead"
    if re.fullmatch(r"U[0-9A-Fa-f]{3,6}", keysym):
        typed = chr(int(keysym[1:], 16))
    else:
        typed = keysyms.get(keysym, "")
    if len(typed) != 1 or ord(typed) > 0xFFFF or unicodedata.category(typed)[0] == "C":
        return "none"
    return f"U+{ord(typed):04X}" if typed.isspace() or unicodedata.category(typed)[0] == "Z" else typed


def compile_layout(symbols, xkb, keysyms):
    """Two rows of characters, in the order of KEYS."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = pathlib.Path(folder) / "in.xkb", pathlib.Path(folder) / "out.xkb"
        source.write_text(KEYMAP.format(symbols))
        subprocess.run(["xkbcomp", "-w", "0", f"-I{xkb}", "-xkb", str(source), str(out)], check=True)
        text = out.read_text()
    keys = dict(re.findall(r"key +<(\w+)> *\{(.*?)\};", text, re.S))
    planes = [[], []]
    for code, name in KEYS:
        body = keys.get(name, "")
        group = re.search(r"(?:symbols\[Group1\]\s*=\s*)?\[([^\[\]]*)\]", body.split("actions")[0]) if body else None
        names = [one.strip() for one in group.group(1).split(",")] if group else []
        for level in range(2):
            planes[level].append(character(names[level], keysyms) if level < len(names) else "none")
    return planes


def installed_version():
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "xkb-data"], check=True, capture_output=True, text=True)
    return shown.stdout


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--xkb", type=pathlib.Path, default="/usr/share/X11/xkb")
    arguments.add_argument("--keysyms", type=pathlib.Path, default="/usr/include/X11/keysymdef.h")
    arguments.add_argument("--check", action="store_true", help="compare with what is there, if it is of the same version")
    a = arguments.parse_args()
    target = HERE / "layouts.txt"
    try:
        version, keysyms = installed_version(), read_keysyms(a.keysyms)
        rows = [(name, compile_layout(symbols, a.xkb, keysyms)) for name, symbols in LAYOUTS]
    except (FileNotFoundError, subprocess.CalledProcessError) as problem:
        if not a.check:
            fail(f"xkb-data, x11-xkb-utils and x11proto-dev are needed: {problem}")
        print("layouts: xkb-data, x11-xkb-utils or x11proto-dev is not installed; not compared")
        return
    for name, planes in rows:
        if sum(one == "none" for plane in planes for one in plane) > 12:
            fail(f"{name}: too few characters; was it compiled?")
    out = [
        f"# xkb-data {version}",
        "# Written by make_layouts.py, which says how. THIRD-PARTY-NOTICES.md has the licence.",
        "# LAYOUT without Shift: what each key types, in the order of the keys; the next line: with Shift.",
        "keys " + " ".join(code for code, _ in KEYS),
    ]
    for name, planes in rows:
        out += [f"{name} {' '.join(planes[0])}", f"{name} {' '.join(planes[1])}"]
    text = "\n".join(out) + "\n"
    if not a.check:
        target.write_text(text)
    elif target.read_text() != text:
        committed = target.read_text().splitlines()[0]
        if committed == out[0]:
            fail("layouts.txt is not what this version gives: run core/tables/make_layouts.py")
        print(f"layouts: layouts.txt is of {committed.removeprefix('# ')}, this machine has {out[0].removeprefix('# ')}; not compared")


if __name__ == "__main__":
    main()
