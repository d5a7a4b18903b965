"""The colours of the pictures: the lab's, which everybody can tell apart.

Rooms import one way, and this one does not look into targeting: the same values stand in
`targeting/plots/style.py`, and a test compares them.
"""

BLUE = "#0072B2"
ORANGE = "#D55E00"
GREEN = "#009E73"
SKY = "#56B4E9"
INK = "#222222"
MUTED = "#6B6B6B"
PALE = "#C9CED3"
