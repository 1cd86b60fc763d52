"""Vectors, vocabularies and bags of words as bytes, as the models keep them; the same on every machine."""

import struct
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ..ranking.fading import Floats
from ..ranking.text import Bag

_QUICK = 1  # of zlib's levels: a tenth larger than the best, five times as fast


def pack_vector(vector: Floats) -> bytes:
    return vector.astype("<f2").tobytes()


def unpack_vectors(packed: Iterable[bytes], size: int) -> Floats:
    """(packed, size)"""
    return np.frombuffer(b"".join(packed), dtype="<f2").reshape(-1, size).astype(np.float32)


def pack_bag(bag: Bag) -> bytes:
    """Order and counts are kept; terms have no blanks within them."""
    counts = np.fromiter(bag.values(), dtype="<f4", count=len(bag)).tobytes()
    return zlib.compress(struct.pack("<I", len(bag)) + counts + " ".join(bag).encode(), _QUICK)


def unpack_counts(packed: bytes) -> tuple[list[str], NDArray[np.float32]]:
    """The terms, and how often each comes."""
    raw = zlib.decompress(packed)
    (length,) = struct.unpack_from("<I", raw)
    counts = np.frombuffer(raw, dtype="<f4", count=length, offset=4)
    return raw[4 + 4 * length :].decode().split(" ") if length else [], counts


def unpack_bag(packed: bytes) -> dict[str, float]:
    terms, counts = unpack_counts(packed)
    return dict(zip(terms, counts.tolist(), strict=True))


def pack_terms(terms: Iterable[str]) -> bytes:
    return zlib.compress("\n".join(terms).encode())


def unpack_terms(packed: bytes) -> list[str]:
    text = zlib.decompress(packed).decode()
    return text.split("\n") if text else []
