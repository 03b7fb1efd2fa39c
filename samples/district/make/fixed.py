# SPDX-License-Identifier: Apache-2.0
"""The same bytes each time: what writers put into a file about the moment of writing is set to one fixed moment.

PDF: dates and identifiers, in place, so that no offset moves. Zip containers (DOCX): the entries' times, and the dates in docProps.
"""
import re
import zipfile

MOMENT = "20260601120000"  # of all samples; UTC
ISO = "2026-06-01T12:00:00Z"


def pdf(path):
    with open(path, "rb") as file:
        data = file.read()
    date = ("D:" + MOMENT + "Z").encode()

    def dated(found):
        return found.group(1) + b"(" + (date + b" " * len(found.group(2)))[:len(found.group(2))] + b")"

    data = re.sub(rb"(/(?:CreationDate|ModDate)\s*)\((D:[^)]*)\)", dated, data)
    data = re.sub(rb"<[0-9A-Fa-f]{32}>", b"<" + b"0" * 32 + b">", data)
    data = re.sub(rb"(/DocChecksum /)[0-9A-Fa-f]{32}", rb"\g<1>" + b"0" * 32, data)
    with open(path, "wb") as file:
        file.write(data)


def package(source, path, change=None):
    """Writes the zip container `source` again as `path`; change(name, bytes), if given, returns what an entry becomes."""
    with zipfile.ZipFile(source) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    write_package(path, [(name, change(name, data) if change else data) for name, data in parts])


def write_package(path, parts):
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts:
            if name.startswith("docProps/"):
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?", ISO.encode(), data)
            info = zipfile.ZipInfo(name, (2026, 6, 1, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, data, compresslevel=9)
