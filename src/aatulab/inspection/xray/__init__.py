"""The X-ray image trainer: bags, pictures, sessions, statistics.

One way through the rooms: `physics` (materials, scanner) and `models` (things, as shapes of
materials) are packed into a scene by `packing`, made into a picture by `rendering`, chosen and
scored by `training`, checked by `audit`.  `training` can be used without `rendering`.
"""
