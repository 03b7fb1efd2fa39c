# SPDX-License-Identifier: Apache-2.0
"""Hostile old workbooks, one fault each: cases() yields (name, maker of the bytes, may_be_read); extension ".xls".

The container (OLE2) and its records (BIFF8) are made here: [MS-CFB] 2 and [MS-XLS] 2.4."""
import random
import struct

EXTENSION = ".xls"
SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
COLUMNS = ("CDcode", "CDS", "LEAname", "Cityname", "Countyname", "Gsoffered", "ReportYear", "AApriorities", "AIpriorities", "ASpriorities", "ELpriorities",
           "FIpriorities", "FOSpriorities", "HIpriorities", "HOMpriorities", "PIpriorities", "SEDpriorities", "SWDpriorities", "TOMpriorities",
           "WHpriorities", "TotalStudentGroups", "AssistanceStatus2017", "AssistanceStatus2018", "AssistanceStatus2019", "AssistanceStatus2022",
           "MetMethod1", "EC52072_2022")


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def begin(kind):
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1996, 0, 0))


def words(row, column, value):
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 0) + value.encode("ascii"))


def number(row, column, value):
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def sheet(cells=b"", rows=300, columns=27):
    out = begin(0x10) + record(0x0200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))
    out += b"".join(words(0, n, name) for n, name in enumerate(COLUMNS))
    out += b"".join(words(row, 1, "%014d" % (1100170000000 + row)) + words(row, 24, "No Status") for row in range(1, 200))
    return out + cells + record(0x000A)


def stream(cells=b"", extra=b"", name=b"Data", bound=None, **shape):
    def head(at):
        return (begin(5) + record(0x0042, struct.pack("<H", 1200)) + record(0x00E0, bytes(20)) + extra +
                record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name) + record(0x000A))
    return head(len(head(0)) if bound is None else bound) + sheet(cells, **shape)


def container(data, circle=None, size=None, first=2):
    """Header, tables of sectors, directory, stream; `circle`: the sector that follows the stream's last."""
    data = data.ljust(4096, b"\0")
    data += b"\0" * (-len(data) % SECTOR)
    sectors = len(data) // SECTOR
    tables = (sectors + 2 + 127) // 127
    chain = [TABLE] * tables + [END] + list(range(tables + 2, tables + 1 + sectors)) + [END if circle is None else circle]
    chain += [FREE] * (tables * 128 - len(chain))
    entry = lambda name, kind, start, length: (name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBBIII", len(name) * 2 + 2, kind, 1, FREE, FREE,
                                               1 if kind == 5 else FREE) + bytes(36) + struct.pack("<III", start, length, 0))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, END, 0, END, 0)
    header += b"".join(struct.pack("<I", n if n < tables else FREE) for n in range(109))
    directory = entry("Root Entry", 5, END, 0) + entry("Workbook", 2, tables + 1 if first == 2 else first, len(data) if size is None else size)
    return header + b"".join(struct.pack("<I", n) for n in chain) + directory.ljust(SECTOR, b"\0") + data


def plain(**shape):
    return lambda: container(stream(**shape))


def garbage(seed, whole):
    def make():
        rng, data = random.Random(seed), bytearray(container(stream()))
        first = 0 if whole else SECTOR * 3
        for _ in range(60):
            data[rng.randrange(first, len(data))] = rng.randrange(256)
        return bytes(data)
    return make


def cases():
    strings = struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF) + struct.pack("<HB", 0xFFFF, 0) + b"a" * 100
    yield "sound", plain(), True
    yield "million-rows", plain(rows=0xFFFFFFFF, columns=0xFFFF), False
    yield "rows-beyond", plain(cells=number(65535, 255, 1) + number(65535, 65535, 1)), True
    yield "strings-claimed", plain(extra=record(0x00FC, strings)), False
    yield "string-beyond", plain(cells=record(0x00FD, struct.pack("<HHHI", 5, 0, 0, 0xFFFFFFFF))), True
    yield "sheet-beyond", plain(bound=0x7FFFFFFF), False
    yield "sheet-is-the-book", plain(bound=0), False
    yield "name-too-long", plain(name=b"n" * 255), True
    yield "records-without-end", lambda: container(stream()[:400] + bytes(200000), circle=4, size=0x7FFFFFFF), False
    yield "circle", lambda: container(begin(5) + bytes(8000), circle=3, size=0x7FFFFFFF), False
    yield "begins-nowhere", lambda: container(stream(), first=0x00FFFFFF), False
    yield "formulas", plain(cells=b"".join(record(0x0006, struct.pack("<HHH8sHIH", n, 1, 0, b"\0" * 6 + b"\xff\xff", 0, 0, 0xFFFF)) for n in range(250))), True
    for n in range(200):
        yield "cut-%03d" % n, lambda n=n: container(stream())[:(n + 1) * len(container(stream())) // 201], True
    for seed in range(60):
        yield "garbage-%02d" % seed, garbage(seed, seed % 3 == 0), True
