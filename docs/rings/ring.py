"""Who owns a key on a ring of BlackRoad Streams. Python 3.8 or newer, standard library only.

    from ring import owner
    owner([("us-east", 3), ("eu-west", 2), ("ap-south", 1)], "agent-1")   # 'us-east'

Run with a file of vectors it checks them: python3 ring.py vectors.json
"""

import json
import sys

MASK = (1 << 64) - 1
P1, P2, P3, P4, P5 = (
    0x9E3779B185EBCA87,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0x85EBCA77C2B2AE63,
    0x27D4EB2F165667C5,
)


def rotate(value, bits):
    return (value << bits | value >> (64 - bits)) & MASK


def mix(lane, word):
    return rotate((lane + word * P2) & MASK, 31) * P1 & MASK


def word(data, at, size):
    return int.from_bytes(data[at : at + size], "little")


def xxh64(data, seed):
    """xxHash64 of bytes; the package xxhash gives the same, faster."""
    at = 0
    if len(data) >= 32:
        lanes = [(seed + P1 + P2) & MASK, (seed + P2) & MASK, seed, (seed - P1) & MASK]
        while at + 32 <= len(data):
            lanes = [mix(lane, word(data, at + 8 * index, 8)) for index, lane in enumerate(lanes)]
            at += 32
        hashed = sum(rotate(lane, bits) for lane, bits in zip(lanes, (1, 7, 12, 18))) & MASK
        for lane in lanes:
            hashed = ((hashed ^ mix(0, lane)) * P1 + P4) & MASK
    else:
        hashed = (seed + P5) & MASK
    hashed = (hashed + len(data)) & MASK
    while at + 8 <= len(data):
        hashed = (rotate(hashed ^ mix(0, word(data, at, 8)), 27) * P1 + P4) & MASK
        at += 8
    if at + 4 <= len(data):
        hashed = (rotate(hashed ^ (word(data, at, 4) * P1 & MASK), 23) * P2 + P3) & MASK
        at += 4
    for byte in data[at:]:
        hashed = rotate(hashed ^ (byte * P5 & MASK), 11) * P1 & MASK
    hashed = (hashed ^ hashed >> 33) * P2 & MASK
    hashed = (hashed ^ hashed >> 29) * P3 & MASK
    return hashed ^ hashed >> 32


def cost(hashed):
    """64 - log2(hash) with 24 binary digits, in integers."""
    if hashed == 0:
        return 64 << 24
    logarithm = hashed.bit_length() - 1
    mantissa = hashed << (63 - logarithm) >> 32
    for _ in range(24):
        mantissa = mantissa * mantissa >> 31
        digit = mantissa >> 32
        mantissa >>= digit
        logarithm = logarithm << 1 | digit
    return (64 << 24) - logarithm


def owner(nodes, key):
    """Name of the node that owns a key; nodes are pairs of name and weight (0 owns nothing)."""
    best = None
    for name, weight in sorted(nodes, key=lambda node: node[0].encode("utf-16-be")):
        if weight == 0:
            continue
        hashed = xxh64(key.encode("utf-8"), xxh64(name.encode("utf-8"), 0))
        if best is None or cheaper(hashed, weight, best[1], best[2]):
            best = (name, hashed, weight)
    return best[0]


def cheaper(hashed, weight, other, other_weight):
    mine, theirs = cost(hashed) * other_weight, cost(other) * weight
    return mine < theirs or (mine == theirs and hashed > other)


def check(path):
    with open(path, encoding="utf-8") as file:
        published = json.load(file)
    checked = wrong = 0
    for key, *owners in published["vectors"]:
        for ring, expected in zip(published["rings"], owners):
            checked += 1
            if owner(ring["nodes"], key) != ring["nodes"][expected][0]:
                wrong += 1
                print(f"{key!r} on {ring['name']}: expected {ring['nodes'][expected][0]}", file=sys.stderr)
    print(f"{checked} owners checked, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(check(sys.argv[1]))
