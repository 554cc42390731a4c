"""An independent verifier of a C2SP tlog-tiles log, written from the specification alone.

It trusts nothing that it did not compute: entries give leaf hashes, leaf hashes give every tile and the root, the
root is the one that the checkpoint signs. Its work is bounded by the size that the checkpoint states.
"""

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH = 256
ENTRIES_MAX = 2_000_000


class Unsound(Exception):
    """The log does not keep its promise; `position` is the entry at fault where one can be named."""

    def __init__(self, message, position=None):
        super().__init__(message if position is None else f"entry {position}: {message}")
        self.position = position


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes):
    """The Merkle tree hash of RFC 6962 over leaf hashes."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    # The tree over n leaves is the fold of its perfect subtrees, the smallest last.
    stack = []
    for number, value in enumerate(hashes):
        stack.append(value)
        while number & 1:
            right = stack.pop()
            stack.append(node_hash(stack.pop(), right))
            number >>= 1
    root = stack.pop()
    while stack:
        root = node_hash(stack.pop(), root)
    return root


def tile_path(level, number, width=WIDTH):
    """`tile/<L>/<N>[.p/<W>]`; level "entries" names bundles."""
    groups = [f"{number % 1000:03d}"]
    number //= 1000
    while number:
        groups.insert(0, f"x{number % 1000:03d}")
        number //= 1000
    path = f"tile/{level}/{'/'.join(groups)}"
    return path if width == WIDTH else f"{path}.p/{width}"


@dataclass(frozen=True)
class VerifierKey:
    """`<name>+<key id in hex>+<base64(type ‖ public key)>`"""

    name: str
    key_id: bytes
    kind: int
    public: bytes

    @staticmethod
    def parse(text):
        name, key_id, body = text.strip().split("+", 2)
        data = base64.b64decode(body, validate=True)
        key = VerifierKey(name, bytes.fromhex(key_id), data[0], data[1:])
        wanted = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
        if wanted != key.key_id:
            raise Unsound(f"the key id of {name} is not that of its public key")
        return key


@dataclass(frozen=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes
    signed_lines: int


def open_checkpoint(note, keys):
    """Reads a checkpoint that at least one of the Ed25519 `keys` signed; a wrong signature of a known key ends it."""
    text, blank, lines = note.decode("utf-8").rpartition("\n\n")
    if not blank:
        raise Unsound("the note has no empty line before its signatures")
    text += "\n"
    good = 0
    signatures = lines.splitlines()
    for line in signatures:
        dash, name, body = line.split(" ", 2)
        if dash != "—":
            raise Unsound("a signature line does not begin with an em dash")
        blob = base64.b64decode(body, validate=True)
        for key in keys:
            if key.name == name and key.key_id == blob[:4] and key.kind == 1:
                try:
                    Ed25519PublicKey.from_public_bytes(key.public).verify(blob[4:], text.encode())
                except InvalidSignature:
                    raise Unsound(f"the signature of {name} is wrong") from None
                good += 1
    if not good:
        raise Unsound("no known key signed the checkpoint")
    origin, size, root, *_ = text.split("\n")
    if size != str(int(size)) or int(size) > ENTRIES_MAX:
        raise Unsound("the size is not one that can be checked")
    return Checkpoint(origin, int(size), base64.b64decode(root, validate=True), len(signatures))


def split_bundle(data, count, first):
    """The entries of a bundle: a big-endian length of two bytes before each."""
    entries, place = [], 0
    for index in range(count):
        if place + 2 > len(data):
            raise Unsound("the bundle ends before its entries", first + index)
        length = int.from_bytes(data[place : place + 2], "big")
        entry = data[place + 2 : place + 2 + length]
        if len(entry) != length:
            raise Unsound("the entry is cut short", first + index)
        entries.append(entry)
        place += 2 + length
    if place != len(data):
        raise Unsound("the bundle has more than its entries", first + count - 1)
    return entries


def pieces(total):
    """Numbers and widths of the tiles that hold `total` hashes of one level."""
    for number in range(total // WIDTH):
        yield number, WIDTH
    if total % WIDTH:
        yield total // WIDTH, total % WIDTH


def read_entries(fetch, size):
    entries = []
    for number, width in pieces(size):
        data = fetch(tile_path("entries", number, width))
        entries += split_bundle(data, width, number * WIDTH)
    return entries


def verify(fetch, keys):
    """Checks a whole log; `fetch` gives the bytes of a path below its prefix. Returns checkpoint and entries."""
    checkpoint = open_checkpoint(fetch("checkpoint"), keys)
    entries = read_entries(fetch, checkpoint.size)
    level, hashes = 0, [leaf_hash(entry) for entry in entries]
    leaves = hashes
    while hashes:
        for number, width in pieces(len(hashes)):
            tile = fetch(tile_path(level, number, width))
            if len(tile) != width * 32:
                raise Unsound(f"tile {level}/{number} has {len(tile)} bytes for {width} hashes")
            for index in range(width):
                if tile[index * 32 : index * 32 + 32] != hashes[number * WIDTH + index]:
                    position = (number * WIDTH + index) * WIDTH**level
                    raise Unsound(f"tile {level}/{number} does not hold the hash of its entries", position)
        full = len(hashes) // WIDTH
        hashes = [root_of(hashes[number * WIDTH : (number + 1) * WIDTH]) for number in range(full)]
        level += 1
    if root_of(leaves) != checkpoint.root:
        raise Unsound("the signed root is not that of the entries")
    return checkpoint, entries


def check_inclusion(entry, position, size, proof, root):
    """RFC 9162 2.1.3.2: the path of hashes from the entry leads to the root."""
    if not 0 <= position < size:
        raise Unsound("the position lies outside the tree")
    if len(proof) > 64:
        raise Unsound("the proof is longer than any tree is high")
    first, last, value = position, size - 1, leaf_hash(entry)
    for step in proof:
        if last == 0:
            raise Unsound("the proof is longer than the path")
        if first & 1 or first == last:
            value = node_hash(step, value)
            while not first & 1 and first:
                first >>= 1
                last >>= 1
        else:
            value = node_hash(value, step)
        first >>= 1
        last >>= 1
    if last or value != root:
        raise Unsound("the proof does not lead to the root", position)


@dataclass(frozen=True)
class ProofFile:
    """`.tlog-proof`: an entry's index, its inclusion hashes and the checkpoint, to be checked without the log."""

    index: int
    hashes: list
    checkpoint: bytes

    @staticmethod
    def parse(text):
        head, _, checkpoint = text.partition("\n\n")
        lines = head.split("\n")
        if not lines or not lines[0].startswith("c2sp.org/tlog-proof@v1"):
            raise Unsound("the file does not begin as a tlog-proof")
        lines = [line for line in lines[1:] if not line.startswith("extra ")]
        name, index = lines[0].split(" ")
        if name != "index":
            raise Unsound("the proof does not state its index")
        hashes = [base64.b64decode(line, validate=True) for line in lines[1:]]
        return ProofFile(int(index), hashes, checkpoint.encode())

    def verify(self, entry, keys):
        checkpoint = open_checkpoint(self.checkpoint, keys)
        check_inclusion(entry, self.index, checkpoint.size, self.hashes, checkpoint.root)
        return checkpoint
