"""What no log may hold: links that let in whoever reads them, make them an interviewer, refuse for them, show a
calendar, stop a mail, or make a browser known.

Django names the path with every answer of 4xx and 5xx, a traceback may hold it, and gunicorn's access log, where that
is switched on, has the whole address and the one before. So it is masked where records are made, whoever writes them.

`LOG_FORMAT=json` writes each line as JSON, of named fields alone, and masks more in it: what a person typed can stand
in a message or a traceback, and such lines are gathered and kept elsewhere.
"""

import logging
import logging.config
import re
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

SLASH = "(?:/|%(?:25)*2f)"
HOLDERS = rf"(?:join|pair|calendar|mail{SLASH}stop|never-write|accounts{SLASH}browser)"
TOKEN = re.compile(rf"(?i)((?:(?<![a-z0-9])|(?<=2f)){HOLDERS}{SLASH})[^/%?#&\s'\"<>\\]+")
MASKED = r"\1..."
MORE = [
    (TOKEN, MASKED),
    (re.compile(r"(/[^\s?'\"<>]*\?)[^\s'\"<>]+"), r"\1..."),  # what stands behind an address
    (re.compile(r"[^\s@<>()\[\]=,;:'\"]+@[^\s@<>()\[\]=,;:'\"]+"), "...@..."),
    (
        re.compile(r"(?m)^(DETAIL|CONTEXT|STATEMENT|LINE \d+):.*"),
        r"\1: ...",
    ),  # PostgreSQL's: rows, with their words
    (
        re.compile(
            r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])|\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b", re.I
        ),
        "(IP)",
    ),
]
FIELDS = ["method", "route", "status", "ms"]
"""What a record may bring with it beside its message; Django's own brings the request."""


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


def without_person(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Message and traceback, masked; the last thing that happens to them."""
    line.pop("exc_info", None)
    record: logging.LogRecord = line["_record"]
    if record.exc_info and record.exc_info[1]:
        line["traceback"] = where(record.exc_info[1])
    for name in line.keys() & {"event", "traceback"}:
        line[name] = masked(line[name])
    return line


def where(error: BaseException | None) -> str:
    """The way to the error, and to what caused it, without what it says: that may be somebody's words."""
    parts: list[str] = []
    while error:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(reversed(parts))


def masked(text: str) -> str:
    for pattern, instead in MORE:
        text = pattern.sub(instead, text)
    return text


def json_lines() -> logging.Formatter:
    """For each record one line of JSON, whoever made it."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ExtraAdder(allow=FIELDS),
            without_person,
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
