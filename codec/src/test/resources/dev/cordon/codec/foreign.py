#!/usr/bin/env python3
"""A second implementation of the wire, by docs/protocol.md: only Python's own email, zlib, base64 and hashlib.

foreign.py decode FOLDER    unpacks each NAME.msg into NAME.out, after it has checked every checksum and digest
foreign.py encode FOLDER    packs each NAME.in into NAME.msg; NAME is COMPRESSION_SCRAMBLING_ENCODING_LABEL
"""

import base64
import email.parser
import email.policy
import hashlib
import pathlib
import sys
import zlib

MASK = 0xA5
SCRAMBLE = bytes(byte ^ MASK for byte in range(256))


def md5(data):
    return hashlib.md5(data).hexdigest().upper()


def digest(data):
    return "sha-256=:" + base64.b64encode(hashlib.sha256(data).digest()).decode() + ":"


def expect(what, found, announced):
    if announced is not None and found != announced:
        raise SystemExit("%s: %s announced, %s found" % (what, announced, found))


def decode(message):
    head, content = message.split(b"\r\n\r\n", 1)
    fields = email.parser.BytesHeaderParser(policy=email.policy.HTTP).parsebytes(head + b"\r\n\r\n")
    if content:
        expect("X-Checksum-Method", "md5", fields["X-Checksum-Method"])
        expect("X-Content-Checksum", md5(content), fields["X-Content-Checksum"])
        expect("Content-Digest", digest(content), fields["Content-Digest"])
    data = content
    if fields["X-Content-Encoding"] == "base64":
        if any(len(line) > 76 for line in data.split(b"\r\n")):
            raise SystemExit("a line of base64 is longer than MIME allows")
        data = base64.b64decode(data.replace(b"\r\n", b""), validate=True)
    if fields["X-Content-Scrambling"] == "xor-vampish":
        data = data.translate(SCRAMBLE)
    if fields["X-Content-Compression"] == "deflate":
        unpacker = zlib.decompressobj(-15)
        data = unpacker.decompress(data)
        if not unpacker.eof or unpacker.unused_data:
            raise SystemExit("the deflated data is not one stream")
    expect("X-Sample-Size", str(len(data)), fields["X-Sample-Size"])
    expect("X-Sample-Checksum", md5(data), fields["X-Sample-Checksum"])
    expect("Cordon-Sample-Digest", digest(data), fields["Cordon-Sample-Digest"])
    return data


def encode(data, compression, scrambling, encoding):
    content = data
    names = []
    if compression != "none":
        names.append(("X-Content-Compression", compression))
    if compression == "deflate":
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        content = packer.compress(content) + packer.flush()
    if scrambling != "none":
        names.append(("X-Content-Scrambling", "xor-vampish"))
        content = content.translate(SCRAMBLE)
    if encoding != "none":
        names.append(("X-Content-Encoding", encoding))
        content = base64.encodebytes(content).replace(b"\n", b"\r\n")
    fields = [("X-Sample-Size", str(len(data))), ("X-Sample-Checksum", md5(data))]
    fields.append(("Cordon-Sample-Digest", digest(data)))
    if content:
        fields += [("X-Checksum-Method", "md5"), ("X-Content-Checksum", md5(content))] + names
        fields += [("Content-Length", str(len(content))), ("Content-Digest", digest(content))]
    return "".join("%s: %s\r\n" % field for field in fields).encode() + b"\r\n" + content


def main(verb, folder):
    suffix, target = {"decode": (".msg", ".out"), "encode": (".in", ".msg")}[verb]
    for file in sorted(pathlib.Path(folder).glob("*" + suffix)):
        done = decode(file.read_bytes()) if verb == "decode" else encode(file.read_bytes(), *file.stem.split("_")[:3])
        file.with_suffix(target).write_bytes(done)


if __name__ == "__main__":
    main(*sys.argv[1:])
