"""The X-ray image trainer: bags, pictures, sessions, statistics.

One way through the rooms: `physics` (materials, scanner) and `models` (things, as shapes of
materials) are packed into a scene by `packing`, made into a picture by `rendering`, measured by
`imaging`, chosen and scored by `training`, checked by `audit`.  Scoring and statistics need none
of the others.
"""
