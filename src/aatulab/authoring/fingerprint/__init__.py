"""Fingerprints of the right answers: enough for check() to help, too little to copy from."""

from aatulab.authoring.fingerprint.make import make_fingerprint
from aatulab.authoring.fingerprint.store import from_json, to_json

__all__ = ["from_json", "make_fingerprint", "to_json"]
