"""The people, firms and agents of a gateway, and where they are to be found."""
