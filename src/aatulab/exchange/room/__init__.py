"""The Duty Line for one learner alone: a server in this process, and partners that work by rules.

Keys, boxes, signatures and receipts are the real ones; time goes on only when one lets it pass.
"""

from aatulab.exchange.room.duty import DutyDesk, let_pass, lines_of
from aatulab.exchange.room.server import Room, open_room

__all__ = ["DutyDesk", "Room", "let_pass", "lines_of", "open_room"]
