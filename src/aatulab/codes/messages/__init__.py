"""Messages of the trade, one folder a message: what is in it, writing, reading and checking.

PNRGOV and PAXLST are EDIFACT; the air waybill with its house manifest and the postal declarations
have a plain layout of the lab.  All data are read strictly; what is readable but looks wrong
is a `Finding`, not an error, since a person decides about it.
"""
