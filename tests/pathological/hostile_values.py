# SPDX-License-Identifier: Apache-2.0
"""Hostile text files of values, one fault each: cases() yields (name, maker of the bytes, may_be_read); extension ".csv"."""
import random

EXTENSION = ".csv"
HEAD = b"cds,rtype,schoolname,studentgroup,currstatus,statuslevel,reportingyear\n"
ROW = b"01100170000000,D,,AA,12.5,2,2023\n"


def made(body, head=HEAD):
    return lambda: head + ROW * 20 + (body() if callable(body) else body)


def noise(seed):
    rng = random.Random(seed)
    return lambda: HEAD + ROW * 20 + bytes(rng.choice(b"\t,;|\"\r\n\xff\xe9 ab01\xc3\xa9") for _ in range(20000))


def cases():
    yield "endless-line", made(lambda: b"1" * 60000000), False
    yield "endless-line-of-values", made(lambda: b"1," * 30000000), False
    yield "endless-quotation", made(lambda: b"\"" + ROW * 1000000), False
    yield "quotation-of-quotations", made(lambda: b"\"" * 9000001), True
    yield "endless-rows", made(lambda: b"1,2\n" * 1200000), False
    yield "blank-lines", made(lambda: b"\n" * 50000000), True
    yield "returns-only", made(lambda: ROW.replace(b"\n", b"\r") * 20000, HEAD.replace(b"\n", b"\r")), True
    yield "long-values", made(lambda: (b"x" * 1000000 + b",") * 3 + b"\n" + ROW), True
    yield "zeros", made(b"\0" * 100000), True
    yield "controls", made(bytes(range(1, 32)) * 1000), True
    yield "latin", made(ROW.replace(b",,", b",\xe9\xff\x80\x81,") * 5000), True
    yield "half-utf16", lambda: b"\xff\xfe" + (HEAD + ROW * 20).decode().encode("utf-16-le") + b"\x00\xd8" * 50001 + b"\n", True
    yield "marks-only", lambda: b",,,,,,,,\n" * 10000, False
    yield "quotations-only", lambda: b"\"\n" * 100000, False
    for seed in range(20):
        yield "noise-%02d" % seed, noise(seed), True
    yield "head-alone", lambda: HEAD, False
