"""The postal flow: items that arrive at the mail exchange of a gateway, and their declarations."""
