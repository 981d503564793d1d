"""What the site asks of its database beyond Django: rows by plain SQL, queries compiled once, identifiers, and what to
say where it is missing. Everything else stands above it."""
