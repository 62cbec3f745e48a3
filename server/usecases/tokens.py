"""Tokens of devices and of one-time links are stored as hashes only."""

from hashlib import sha256


def token_hash(token: str) -> str:
    """Return the SHA-256 of a token in hex. Text decoded with `surrogateescape` is accepted, too."""
    return sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def code_hash(token: str, code: str) -> str:
    """Return the hash of the code of a share link. The token is part of it: without the link, no code can be tried."""
    return token_hash(f"{token} {code}")
