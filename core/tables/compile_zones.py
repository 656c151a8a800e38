"""Compiles core/tables/zones.txt into the data of the table `zones`, which core/text/zones.cpp reads in place.

Little endian. Numbers of zones and of histories (u32 each); zones by name in small letters: place of the name (u32), its
length, number of the history (u16 each); histories: place of the transitions (u32), how many (u16), offset in 2000, standard
offset, summer's offset (i16 each), when summer begins and ends: month, week, weekday, nothing (u8 each), minute of the day
(i16), months 0 where there is no summer; transitions: minutes since 1970 (u32), offset (i16); names. Offsets are in minutes.
"""
import struct


def change(text):
    day, minute = text.split("/")
    month, week, weekday = map(int, day.split("."))
    return struct.pack("<4Bh", month, week, weekday, 0, int(minute))


def compile_zones(path):
    """(version, data)"""
    lines = path.read_text().splitlines()
    version = lines[0].removeprefix("# tzdata ")
    histories, zones = [], []
    for line in lines:
        if line.startswith("history "):
            head, rule, transitions = line.split(";")
            histories.append((int(head.split()[2]), rule.split(), list(map(int, transitions.split()))))
        elif line.startswith("zone "):
            _, name, history = line.split()
            zones.append((name, int(history)))
    zones.sort(key=lambda zone: zone[0].lower())
    names, transitions = bytearray(), bytearray()
    transitions_at = 8 + 8 * len(zones) + 24 * len(histories)
    rows = bytearray()
    for offset, rule, changes in histories:
        standard = int(rule[0])
        summer = int(rule[1]) if len(rule) > 1 else standard
        rows += struct.pack("<IHhhh", transitions_at + len(transitions), len(changes) // 2, offset, standard, summer)
        rows += change(rule[2]) + change(rule[3]) if len(rule) > 1 else bytes(12)
        for minute, after in zip(changes[::2], changes[1::2]):
            transitions += struct.pack("<Ih", minute, after)
    names_at = transitions_at + len(transitions)
    out = bytearray(struct.pack("<2I", len(zones), len(histories)))
    for name, history in zones:
        out += struct.pack("<IHH", names_at + len(names), len(name), history)
        names += name.encode()
    return version, bytes(out + rows + transitions + names)
