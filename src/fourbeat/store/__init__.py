"""The only SQL: one project folder's database, journal and media names."""
