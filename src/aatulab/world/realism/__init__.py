"""How near a world comes to what is published about real traffic."""
