"""The independent verifier of the log against vectors that it did not make."""

import base64
import hashlib

import pytest

import tlog

# RFC 6962 / Certificate Transparency reference vectors: the tree over these eight leaves.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_that_of_the_reference_vectors(size):
    assert tlog.root_of([tlog.leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing():
    assert tlog.root_of([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize(
    "number, width, path",
    [
        (1234067, 256, "tile/0/x001/x234/067"),
        (0, 256, "tile/0/000"),
        (999, 1, "tile/0/999.p/1"),
        (1000, 255, "tile/0/x001/000.p/255"),
    ],
)
def test_tiles_are_found_at_the_paths_of_the_specification(number, width, path):
    assert tlog.tile_path(0, number, width) == path


def inclusion(hashes, position):
    """PATH of RFC 6962, by its recursive definition."""
    if len(hashes) == 1:
        return []
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    if position < split:
        return inclusion(hashes[:split], position) + [tlog.root_of(hashes[split:])]
    return inclusion(hashes[split:], position - split) + [tlog.root_of(hashes[:split])]


@pytest.mark.parametrize("size", range(1, 9))
def test_a_proof_leads_to_the_root_for_its_own_entry_only(size):
    hashes = [tlog.leaf_hash(leaf) for leaf in LEAVES[:size]]
    root = bytes.fromhex(ROOTS[size - 1])
    for position in range(size):
        proof = inclusion(hashes, position)
        tlog.check_inclusion(LEAVES[position], position, size, proof, root)
        with pytest.raises(tlog.Unsound):
            tlog.check_inclusion(b"another", position, size, proof, root)
        with pytest.raises(tlog.Unsound):
            tlog.check_inclusion(LEAVES[position], position, size, proof + [root], root)
        if proof:
            with pytest.raises(tlog.Unsound):
                tlog.check_inclusion(LEAVES[position], position, size, proof[:-1], root)


# The example of the Go checksum database, whose form C2SP signed-note describes.
NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOTE_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_the_signature_of_the_published_example_is_good():
    key = tlog.VerifierKey.parse(NOTE_KEY)
    text, _, lines = NOTE.rpartition("\n\n")
    blob = base64.b64decode(lines.split(" ")[2])
    assert blob[:4] == key.key_id
    tlog.Ed25519PublicKey.from_public_bytes(key.public).verify(blob[4:], (text + "\n").encode())


def test_a_key_whose_id_is_not_its_own_is_refused():
    with pytest.raises(tlog.Unsound):
        tlog.VerifierKey.parse(NOTE_KEY.replace("c74f20a3", "c74f20a4"))


@pytest.mark.parametrize("data, position", [(b"\x00", 7), (b"\x00\x02a", 7), (b"\x00\x01a\x00", 7)])
def test_a_bundle_that_is_not_its_entries_names_the_entry(data, position):
    with pytest.raises(tlog.Unsound) as error:
        tlog.split_bundle(data, 1, 7)
    assert error.value.position == position
