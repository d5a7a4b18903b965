"""The land flow: vehicles that cross at the border posts of a gateway's region."""
