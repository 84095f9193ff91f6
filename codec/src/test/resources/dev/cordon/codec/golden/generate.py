#!/usr/bin/env python3
"""Writes the golden messages of this folder, each beside what reading it must give.

Independent of Cordon's own encoder: only Python's zlib, base64, hashlib and zipfile. Run it in this folder; the same
script always writes the same files.

NAME.msg        a message: header fields, an empty line, content
NAME.expected   the result: `ok`, or the error code with its parameters; for `ok` also the number of header fields and
                size and SHA-256 of the captured bytes
"""

import base64
import hashlib
import io
import os
import zipfile
import zlib

MASK = 0xA5
CRLF = b"\r\n"
SMALL = b"The quick brown fox jumps over the lazy dog.\r\n"
LARGE = bytes((i * i + i // 7) % 251 for i in range(5000))
written = set()


def md5(data):
    return hashlib.md5(data).hexdigest().upper()


def sha256_field(data):
    return "sha-256=:" + base64.b64encode(hashlib.sha256(data).digest()).decode() + ":"


def deflate(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def zipped(data):
    """A stored archive of one file, with a fixed date."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        entry = zipfile.ZipInfo("folder/file.bin", (1998, 1, 27, 14, 32, 44))
        archive.writestr(entry, data)
    return sink.getvalue()


def scramble(data, mask=bytes([MASK])):
    return bytes(byte ^ mask[index % len(mask)] for index, byte in enumerate(data))


def mime(data, columns=76, end=b"\r\n"):
    text = base64.b64encode(data)
    return b"".join(text[i : i + columns] + end for i in range(0, len(text), columns))


def fields_of(raw, content, names):
    """Every field that describes content, in the order Cordon uses; `names` are the methods."""
    fields = []
    if content:
        fields += ["X-Checksum-Method: md5", "X-Content-Checksum: " + md5(content)]
        fields += names
    fields += [
        "X-Sample-Type: file",
        "X-Sample-Size: %d" % len(raw),
        "X-Sample-Checksum: " + md5(raw),
    ]
    return fields


def write(name, fields, content, raw=None, error=None, end=CRLF, head=None):
    assert name not in written, name
    written.add(name)
    header = head if head is not None else b"".join(f.encode("latin-1") + end for f in fields) + end
    with open(name + ".msg", "wb") as file:
        file.write(header + content)
    with open(name + ".expected", "w", newline="\n") as file:
        if error is not None:
            file.write("result: %s\n" % error)
        else:
            file.write("result: ok\nfields: %d\n" % len(fields))
            file.write("size: %d\nsha256: %s\n" % (len(raw), hashlib.sha256(raw).hexdigest()))


def every_combination():
    packings = {
        "none": (lambda data: data, []),
        "deflate": (deflate, ["X-Content-Compression: deflate"]),
        "zlib": (lambda data: zlib.compress(data, 6), ["X-Content-Compression: deflate"]),
        "zip": (lambda data: data, ["X-Content-Compression: zip"]),
    }
    for packing, (pack, pack_names) in packings.items():
        for masked in (False, True):
            for encoded in (False, True):
                for label, data in (("empty", b""), ("small", SMALL), ("large", LARGE)):
                    raw = zipped(data) if packing == "zip" else data
                    names = list(pack_names)
                    content = pack(raw)
                    if masked:
                        content = scramble(content)
                        names.append("X-Content-Scrambling: xor-vampish")
                    if encoded:
                        content = mime(content)
                        names.append("X-Content-Encoding: base64")
                    name = "combination-%s-%s-%s-%s" % (
                        packing,
                        "masked" if masked else "plain",
                        "base64" if encoded else "binary",
                        label,
                    )
                    write(name, fields_of(raw, content, names), content, raw)


STANDARD = scramble(deflate(SMALL))
STANDARD_NAMES = ["X-Content-Compression: deflate", "X-Content-Scrambling: xor-vampish"]


def standard(changes=None, more=()):
    """The fields of the standard message with some replaced (None removes) and some added."""
    fields = []
    for field in fields_of(SMALL, STANDARD, STANDARD_NAMES):
        name = field.split(":")[0]
        if changes and name in changes:
            if changes[name] is not None:
                fields.append("%s: %s" % (name, changes[name]))
        else:
            fields.append(field)
    return fields + list(more)


def legacy_variants():
    write("legacy-bare-lf", standard(), STANDARD, SMALL, end=b"\n")
    lower = [f.split(":")[0].lower() + ":" + f.split(":", 1)[1] for f in standard()]
    write("legacy-lower-case-names", lower, STANDARD, SMALL)
    write("legacy-upper-case-tokens", standard({"X-Content-Compression": "DEFLATE"}), STANDARD, SMALL)
    write("legacy-lower-case-checksums", standard({"X-Content-Checksum": md5(STANDARD).lower()}), STANDARD, SMALL)
    write("legacy-no-blank-after-colon", [f.replace(": ", ":") for f in standard()], STANDARD, SMALL)
    write("legacy-blanks-around-values", [f.replace(": ", ":  \t") + "  " for f in standard()], STANDARD, SMALL)
    folded = b"".join(f.encode().replace(b": ", b":\r\n \t") + CRLF for f in standard()) + CRLF
    write("legacy-folded-lines", standard(), STANDARD, SMALL, head=folded)
    write("legacy-only-content-fields", [f for f in standard() if not f.startswith("X-Sample")], STANDARD, SMALL)
    write("legacy-content-length", standard(more=["Content-Length: %d" % len(STANDARD)]), STANDARD, SMALL)
    write("legacy-unknown-fields", standard(more=["X-Unheard-Of: yes", "Via: one", "Via: two"]), STANDARD, SMALL)
    digests = ["Content-Digest: " + sha256_field(STANDARD), "Cordon-Sample-Digest: " + sha256_field(SMALL)]
    write("legacy-sha256-fields", standard(more=digests), STANDARD, SMALL)
    several = ["Content-Digest: sha-512=:AAAA:, " + sha256_field(STANDARD)]
    write("legacy-sha256-among-others", standard(more=several), STANDARD, SMALL)
    write("legacy-sha512-only", standard(more=["Content-Digest: sha-512=:AAAA:"]), STANDARD, SMALL)
    encoded = ["X-Sample-File: =?UTF-8?B?" + base64.b64encode("C:\\Größe.doc".encode()).decode() + "?="]
    write("legacy-encoded-word", standard(more=encoded), STANDARD, SMALL)
    dates = [
        "X-Date-Created: Tue, 27 Jan 1998 14:32:45 GMT",
        "X-Date-Modified: Tuesday, 27-Jan-98 14:32:45 GMT",
        "X-Date-Accessed: Tue Jan 27 14:32:45 1998",
    ]
    write("legacy-three-dates", standard(more=dates), STANDARD, SMALL)
    for label, columns, end in (("one-line", 10**9, b""), ("bare-lf", 76, b"\n"), ("narrow", 3, b" \r\n\t")):
        content = mime(SMALL, columns, end)
        fields = fields_of(SMALL, content, ["X-Content-Encoding: base64"])
        write("legacy-base64-" + label, fields, content, SMALL)
    write("legacy-nothing", ["X-Sample-Type: file"], b"", b"")


def damaged_headers():
    malformed = {
        "lone-cr": b"X-A: 1\rX-B: 2\r\n\r\n",
        "nul": b"X-A: \0\r\n\r\n",
        "bell": b"X-A: \x07\r\n\r\n",
        "delete": b"X-A: \x7f\r\n\r\n",
        "utf-8": "X-A: ä\r\n\r\n".encode(),
        "latin-1": b"X-A: \xe4\r\n\r\n",
        "blank-before-colon": b"X-A : 1\r\n\r\n",
        "no-colon": b"X-A\r\n\r\n",
        "no-name": b": 1\r\n\r\n",
        "folded-first": b" X-A: 1\r\n\r\n",
        "name-with-slash": b"X/A: 1\r\n\r\n",
    }
    for label, head in malformed.items():
        write("header-" + label, [], b"", error="malformed header", head=head)
    write("header-no-end", [], b"", error="underrun", head=b"X-A: 1\r\n")
    write("header-nothing-at-all", [], b"", error="underrun", head=b"")
    write("header-too-long", [], b"", error="malformed header", head=b"X-A: 1\r\n" * 1 + b"Y: " + b"y" * 70000 + b"\r\n\r\n")
    many = b"".join(b"Y: %d\r\n" % i for i in range(257)) + b"\r\n"
    write("header-too-many-fields", [], b"", error="malformed header", head=many)


def damaged_fields():
    def refused(label, error, changes=None, more=(), content=STANDARD):
        write("field-" + label, standard(changes, more), content, error=error)

    refused("no-method", "missing X-Checksum-Method", {"X-Checksum-Method": None})
    refused("no-checksum", "missing X-Content-Checksum", {"X-Content-Checksum": None})
    refused("unknown-method", "malformed X-Checksum-Method", {"X-Checksum-Method": "crc32"})
    refused("short-checksum", "malformed X-Content-Checksum", {"X-Content-Checksum": "ABCD"})
    refused("unknown-compression", "malformed X-Content-Compression", {"X-Content-Compression": "rar"})
    refused("unknown-scrambling", "malformed X-Content-Scrambling", {"X-Content-Scrambling": "rot13"})
    refused("unknown-encoding", "malformed X-Content-Encoding", more=["X-Content-Encoding: uuencode"])
    refused("negative-size", "malformed X-Sample-Size", {"X-Sample-Size": "-1"})
    refused("size-with-unit", "malformed X-Sample-Size", {"X-Sample-Size": "46 bytes"})
    refused("bad-length", "malformed Content-Length", more=["Content-Length: many"])
    refused("repeated", "malformed X-Sample-Size", more=["x-sample-size: 46"])
    refused("bad-digest", "malformed Content-Digest", more=["Content-Digest: sha-256=:AAAA:"])


def damaged_contents():
    length = len(STANDARD)
    told = ["Content-Length: %d" % length]

    def refused(label, error, content, changes=None, more=()):
        write("content-" + label, standard(changes, more), content, error=error)

    flipped = bytes([STANDARD[0] ^ 1]) + STANDARD[1:]
    refused("flipped-bit", "content", flipped)
    refused("cut", "content", STANDARD[:-1])
    refused("cut-with-length", "underrun %d %d" % (length, length - 1), STANDARD[:-1], more=told)
    refused("gone-with-length", "underrun %d 0" % length, b"", more=told)
    refused("longer", "content", STANDARD + b"x")
    refused("longer-with-length", "overrun %d %d" % (length, length + 1), STANDARD + b"x", more=told)
    wrong = ["Content-Digest: " + sha256_field(b"other")]
    refused("wrong-sha256", "content", STANDARD, more=wrong)
    refused("wrong-size", "sample", STANDARD, {"X-Sample-Size": "45"})
    refused("larger-size", "sample", STANDARD, {"X-Sample-Size": "47"})
    refused("wrong-sample-checksum", "sample", STANDARD, {"X-Sample-Checksum": md5(b"other")})
    refused("wrong-sample-sha256", "sample", STANDARD, more=["Cordon-Sample-Digest: " + sha256_field(b"other")])
    other_mask = scramble(deflate(SMALL), b"\x5a")
    refused("other-mask", "unpackage", other_mask, {"X-Content-Checksum": md5(other_mask)})

    def unpackable(label, content, names, raw=SMALL):
        write("content-" + label, fields_of(raw, content, names), content, error="unpackage")

    deflated = ["X-Content-Compression: deflate"]
    unpackable("cut-deflate", deflate(LARGE)[:-20], deflated, LARGE)
    unpackable("after-deflate", deflate(SMALL) + b"more", deflated)
    unpackable("no-deflate", b"\xff\xff\xff\xff", deflated)
    unpackable("zlib-checksum", zlib.compress(SMALL)[:-1] + b"\0", deflated)
    encoded = ["X-Content-Encoding: base64"]
    unpackable("base64-foreign", mime(SMALL).replace(b"a", b"*", 1), encoded)
    unpackable("base64-no-padding", mime(SMALL + b"x").replace(b"=", b""), encoded, SMALL + b"x")
    unpackable("base64-after-padding", mime(SMALL[:4]) + b"QUJD", encoded)
    unpackable("base64-spare-bits", b"QUJDRB==", encoded)


if __name__ == "__main__":
    for old in os.listdir("."):
        if old.endswith((".msg", ".expected")):
            os.remove(old)
    every_combination()
    legacy_variants()
    damaged_headers()
    damaged_fields()
    damaged_contents()
    print("%d messages" % len(written))
