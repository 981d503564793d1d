"""What no log may hold: links that let in whoever reads them, make them an interviewer, refuse for them, show a
calendar, or stop a mail.

Django names the path with every answer of 4xx and 5xx, a traceback may hold it, and gunicorn's access log, where that
is switched on, has the whole address and the one before. So it is masked where records are made, whoever writes them.
"""

import logging
import logging.config
import re
from typing import Any

SLASH = "(?:/|%(?:25)*2f)"
HOLDERS = rf"(?:join|pair|calendar|mail{SLASH}stop|never-write)"
TOKEN = re.compile(rf"(?i)((?:(?<![a-z0-9])|(?<=2f)){HOLDERS}{SLASH})[^/%?#&\s'\"<>\\]+")
MASKED = r"\1..."


def configure(settings: dict[str, Any]) -> None:
    """Django's `LOGGING_CONFIG`."""
    logging.config.dictConfig(settings)
    logging.setLogRecordFactory(masked_record)


def masked_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)
    try:
        message = record.getMessage()
    except (TypeError, ValueError, KeyError):  # its words and arguments do not fit, which its handler tells
        return record
    if TOKEN.search(message):
        record.msg, record.args = TOKEN.sub(MASKED, message), ()
    if record.exc_info and record.exc_info[0]:
        record.exc_text = TOKEN.sub(MASKED, logging.Formatter().formatException(record.exc_info))
    return record
