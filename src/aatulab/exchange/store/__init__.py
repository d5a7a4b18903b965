"""What the exchange keeps, in SQLite or PostgreSQL; every write goes through one writer."""
