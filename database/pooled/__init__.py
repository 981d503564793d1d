"""PostgreSQL by a pool of connections, as an engine for Django (`DATABASE_POOL=1`)."""
