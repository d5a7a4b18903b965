"""The colours of every picture of the lab: apart for everybody, also without red or green.

After Okabe and Ito.  Meaning never hangs on colour alone: each group has a shape or a hatch of its
own.  Used by the plots, by the pictures of goods and by the widgets.
"""

BLUE = "#0072B2"
ORANGE = "#D55E00"
GREEN = "#009E73"
SKY = "#56B4E9"
INK = "#222222"
MUTED = "#6B6B6B"
PALE = "#C9CED3"
