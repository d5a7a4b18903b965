"""Worlds on disk: written gateway by gateway, resumed, checked, exported."""
