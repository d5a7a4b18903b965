"""Pack bags: objects put down one after the other, seeded, where there is room."""
