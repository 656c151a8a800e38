#!/usr/bin/env python3
"""Writes core/tables/zones.txt from the time zone database, as one release of it was installed.

Usage: make_zones.py [--source /usr/share/zoneinfo/tzdata.zi] [--zic /usr/sbin/zic] [--check]

Source: tz database, tzdata.zi (https://www.iana.org/time-zones), in the public domain. zic compiles it; from its files
come, for each zone, the offset at the first instant of 2000, the transitions since then that change it, and the rule for
the years after the last of them. Zones that are equal since 2000 share one history. Offsets and instants are in minutes.
"""
import argparse
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

FIRST = 946684800  # 2000-01-01T00:00:00Z
HERE = pathlib.Path(__file__).resolve().parent


def fail(message):
    sys.exit(f"zones: {message}")


def minutes(seconds, what):
    if seconds % 60:
        fail(f"{what}: {seconds} s are no whole minutes")
    return seconds // 60


def read_tzif(path):
    """(offset at FIRST, [(minute, offset)], footer) of a TZif file (RFC 9636)."""
    raw = path.read_bytes()
    if raw[:4] != b"TZif" or raw[4:5] < b"2":
        fail(f"{path.name}: not a TZif file of version 2 or later")

    def counts(at):
        return struct.unpack(">6I", raw[at + 20 : at + 44])

    utc, std, leaps, times, types, letters = counts(0)
    at = 44 + times * 5 + types * 6 + letters + leaps * 8 + std + utc
    utc, std, leaps, times, types, letters = counts(at)
    at += 44
    moments = struct.unpack(f">{times}q", raw[at : at + 8 * times])
    kinds = raw[at + 8 * times : at + 9 * times]
    rows = at + 9 * times
    offsets = [struct.unpack(">i", raw[rows + 6 * i : rows + 6 * i + 4])[0] for i in range(types)]
    end = rows + types * 6 + letters + leaps * 12 + std + utc
    footer = raw[end:].decode().strip("\n")
    # The last transition stays even where it changes nothing: from there on the rule counts.
    now, out = offsets[0], []
    for i, (moment, kind) in enumerate(zip(moments, kinds)):
        if moment <= FIRST:
            now = offsets[kind]
        elif offsets[kind] != (out[-1][1] if out else now) or i == times - 1:
            out.append((moment, offsets[kind]))
    return (
        minutes(now, path.name),
        [(minutes(moment, path.name), minutes(offset, path.name)) for moment, offset in out],
        footer,
    )


def clock(text):
    """[-]h[h[h]][:mm] in minutes."""
    sign = -1 if text.startswith("-") else 1
    hours, _, rest = text.lstrip("+-").partition(":")
    return sign * (int(hours) * 60 + int(rest or 0))


def read_footer(footer):
    """A POSIX TZ string as "offset" or "offset summer-offset month.week.day/minute month.week.day/minute"."""
    name = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)"
    time = r"[+-]?\d+(?::\d+)?"
    match = re.fullmatch(f"{name}({time})(?:{name}({time})?(?:,M(\\d+\\.\\d\\.\\d)(?:/({time}))?,M(\\d+\\.\\d\\.\\d)(?:/({time}))?))?", footer)
    if not match:
        fail(f"a rule this script does not know: {footer}")
    west, west_summer, start, start_time, end, end_time = match.groups()
    offset = -clock(west)
    if start is None:
        return f"{offset}"
    summer = -clock(west_summer) if west_summer else offset + 60
    return f"{offset} {summer} {start}/{clock(start_time or '2')} {end}/{clock(end_time or '2')}"


def zone_names(source):
    """Every zone and link of the database, under the names it has."""
    names = set()
    for line in source.read_text().splitlines():
        word = line.split()
        if line.startswith("Z "):
            names.add(word[1])
        elif line.startswith("L "):
            names.add(word[2])
    return sorted(names - {"Factory"})


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--source", type=pathlib.Path, default="/usr/share/zoneinfo/tzdata.zi")
    arguments.add_argument("--zic", default="/usr/sbin/zic")
    arguments.add_argument("--check", action="store_true", help="compare with what is there, if it is of the same release")
    a = arguments.parse_args()
    version = a.source.read_text().splitlines()[0].removeprefix("# version ").strip()
    histories, zones = {}, []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([a.zic, "-b", "slim", "-d", folder, str(a.source)], check=True)
        for name in zone_names(a.source):
            offset, transitions, footer = read_tzif(pathlib.Path(folder) / name)
            rule = read_footer(footer)
            # Without a transition the rule has counted since before 2000, from another one than the last in the file.
            history = (offset if transitions else int(rule.split()[0]), tuple(transitions), rule)
            zones.append((name, histories.setdefault(history, len(histories))))
    out = [
        f"# tzdata {version}",
        "# Written by make_zones.py, which says how. The tz database is in the public domain.",
        "# history NUMBER OFFSET-IN-2000; then its rule after the last transition; then MINUTE OFFSET of each transition",
    ]
    for (offset, transitions, rule), number in histories.items():
        out.append(f"history {number} {offset}; {rule}; " + " ".join(f"{m} {o}" for m, o in transitions))
    out += [f"zone {name} {number}" for name, number in zones]
    text = "\n".join(line.rstrip() for line in out) + "\n"
    target = HERE / "zones.txt"
    if not a.check:
        target.write_text(text)
    elif target.read_text() != text:
        committed = target.read_text().splitlines()[0]
        if committed == out[0]:
            fail("zones.txt is not what this release gives: run core/tables/make_zones.py")
        print(f"zones: zones.txt is of {committed.removeprefix('# ')}, this machine has {out[0].removeprefix('# ')}; not compared")


if __name__ == "__main__":
    main()
