"""Writes golden.model: three files of 5,000,000,000 bytes in all, in which "abc" was counted 16 times and "abd" 4."""

import hashlib
import pathlib
import struct
import zlib

levels = bytearray(1 << 24)
levels[int.from_bytes(b"abc", "big")] = 9
levels[int.from_bytes(b"abd", "big")] = 5
packed = zlib.compress(bytes(levels), 9)
model = b"CORDONPM" + struct.pack(">BIQI", 1, 3, 5_000_000_000, len(packed)) + packed
here = pathlib.Path(__file__).parent
(here / "golden.model").write_bytes(model + hashlib.sha256(model).digest())
