"""Names for those who ask anonymously: two calm words, drawn by lot, that say nothing about anybody."""

import secrets

_HOW = (
    "amber", "bright", "brisk", "calm", "candid", "careful", "clear", "cloudy", "cool", "coral", "curious", "early",
    "even", "fair", "fern", "gentle", "glad", "golden", "green", "hazel", "honest", "indigo", "ivory", "jolly",
    "kind", "late", "light", "lilac", "linen", "lively", "lunar", "mellow", "merry", "mild", "misty", "mossy",
    "northern", "olive", "patient", "pearl", "plain", "polite", "quick", "quiet", "rainy", "russet", "sandy",
    "silver", "slow", "small", "snowy", "soft", "spring", "steady", "sunny", "tidy", "velvet", "violet", "warm",
    "wise",
)  # fmt: skip
_WHO = (
    "alder", "aspen", "badger", "beaver", "birch", "bittern", "bluebell", "cedar", "clover", "cormorant", "crane",
    "cricket", "curlew", "dipper", "dormouse", "dove", "egret", "elder", "elm", "finch", "firefly", "gecko", "hare",
    "harebell", "hazelnut", "hedgehog", "heron", "ibis", "juniper", "kestrel", "kingfisher", "lapwing", "larch",
    "lark", "linnet", "magnolia", "maple", "marten", "mole", "newt", "nightingale", "nuthatch", "otter", "owl",
    "pebble", "pine", "plover", "poplar", "quail", "robin", "rowan", "salmon", "sparrow", "starling", "swallow",
    "thistle", "thrush", "tortoise", "willow", "wren",
)  # fmt: skip


def a_name() -> str:
    """Like "quiet-heron"."""
    return f"{secrets.choice(_HOW)}-{secrets.choice(_WHO)}"
