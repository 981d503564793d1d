"""Connections are checked when taken; where one is broken, so are the others, and all are thrown away at once.

psycopg's own check, which Django's CONN_HEALTH_CHECKS would switch on, tries one broken connection after the other and
waits ever longer in between: after a restart of the server the first page waits for five seconds and fails.
"""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        taken = super().get_new_connection(conn_params)
        try:
            self.pool.check_connection(taken)
        except OperationalError:
            self.pool.putconn(taken)
            self.pool.check()
            taken = super().get_new_connection(conn_params)
        return taken
