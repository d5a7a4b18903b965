"""The Python client: keys stay here; the server sees sealed boxes only."""

from aatulab.exchange.client.session import Session, log_in

__all__ = ["Session", "log_in"]
