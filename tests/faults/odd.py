"""What is odd: values, bytes, charsets, heads and parts of forms that no page of ours would send."""

from pathlib import Path

NUMBERS = ["-1", "0", "1e309", "nan", "²", "٣", "１２", "9" * 30, "9" * 5000]
DATES = ["0001-01-01", "9999-12-31", "2026-02-30", "2027-01-01"]
ADDRESSES = [
    "http://[",
    "//example.org",
    "javascript:1",
    "../../etc",
    "null",
    "a@example.org",
    "x@münchen.example",
]
MEANT = ["what-is-mlops", "lifecycle", "weak", "Europe/Paris", "true", "00000000-0000-0000-0000-000000000000"]
SIGNS = ["", " ", "'", '"', "\\", "%", "%s", "{{1}}", "<b>", "[", "{}", '{"a": "\\u0000"}', "a=b&c=d"]
UNSEEN = ["\0", "a\0b", "\ufffd", "\u202eabc", "\u200b", "a\r\nSet-Cookie: a=b"]
LONG = ["a" * 300, "a" * 11_000, "\U0001f9e0" * 50, "e\u0301" * 40]
ODD = [*NUMBERS, *DATES, *ADDRESSES, *MEANT, *SIGNS, *UNSEEN, *LONG]

NO_UTF8 = [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80"]
ODD_BYTES = [*NO_UTF8, b"%00", b"%ff", b"%", b"%zz", b"%u0000", b"+"]

CODECS = [
    b"zlib",
    b"idna",
    b"punycode",
    b"undefined",
    b"unicode_escape",
    b"rot13",
    b"hex",
    b"base64",
    b"mbcs",
]
CHARSETS = [
    *CODECS,
    b"utf-8",
    b"UTF8",
    b"utf-16",
    b"utf-32",
    b"utf-7",
    b"latin-1",
    b"cp037",
    b"nope",
    b"",
    b"\xff",
]
CONTENT_TYPES = [
    *(
        b"application/x-www-form-urlencoded",
        b"application/json",
        b"text/plain",
        b"multipart/mixed",
        b";",
        b"",
    ),
    *(b"multipart/form-data", b"multipart/form-data; boundary*=idna''x", b"x; a*0*=utf-8''a; a*1*=%ff"),
]

CHANGES = [b"POST"] * 6
METHODS = [*[b"GET"] * 4, *CHANGES, b"HEAD", b"PUT", b"PATCH", b"DELETE", b"OPTIONS", b"TRACE", b"ODD"]
OF_HTMX = [b"HX-Current-URL", b"HX-Current-URL", b"HX-Target", b"HX-Prompt", b"HX-Trigger"]
OF_BROWSERS = [
    b"Referer",
    b"Origin",
    b"User-Agent",
    b"Accept",
    b"Accept-Language",
    b"Accept-Encoding",
    b"Cookie",
]
OF_CACHES = [
    b"Range",
    b"If-None-Match",
    b"If-Modified-Since",
    b"X-Forwarded-For",
    b"X-Forwarded-Proto",
    b"SCRIPT_NAME",
]
HEADERS = [*OF_HTMX, *OF_BROWSERS, *OF_CACHES, b"Host", b"X-CSRFToken", b"Authorization", b"Content-Length"]
COOKIES = ["zone", "messages", "keys", "device", "interviewer", "learner"]
COOKIE_VALUES = ['"a\\000b"', '"\\377"', "a" * 500, "null", '"', "\ufffd", "Europe/../UTC", "a:b:c"]

FIELDS = [
    "q",
    "next",
    "p",
    "o",
    "e",
    "text",
    "focus",
    "response",
    "grade",
    "key",
    "state",
    "ms",
    "points",
    "on",
    *(
        "code",
        "email",
        "name",
        "credential",
        "password",
        "login",
        "prompt",
        "part",
        "before",
        "owner",
        "seen",
    ),
    *("files", "carried", "asked", "day", "words", "addresses", "sections", "due_on", "could-what-is-mlops"),
]
JSON = b"application/json"
MULTIPART = b"multipart/form-data; boundary=x"
PART_NAMES = [
    *(
        b'name="NAME"',
        b'name="NAME"; filename="a.txt"',
        b"name*=utf-8''NAME",
        b"name*=zlib''NAME%ff",
        b"NAME",
    ),
    *(
        b"name*=idna''a",
        b'name="NA\xffME"',
        b'name="NAME\0"',
        b'name="NAME"; filename="\0"',
        b'name="NAME',
        b"",
    ),
]

FIXTURE = (Path(__file__).parents[2] / "fixtures" / "1_lifecycle.yaml").read_bytes()
CREDENTIALS = [
    *("{}", "null", "[]", "1", '"a"', "{", '{"id": 1}', '{"response": {}}', '{"id": "a", "rawId": "b"}'),
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": null, "clientExtensionResults": {}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30"}}',
    '{"id": "YQ", "rawId": 7, "type": "public-key", "response": {"clientDataJSON": "bnVsbA",'
    ' "authenticatorData": "YQ", "signature": "YQ", "userHandle": "\\u0000"}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "_w",'
    ' "attestationObject": "v_8"}, "clientExtensionResults": []}',
    "[" * 5000,
    '{"a":' * 2000,
]
"""What a passkey's script might say: JSON that is no credential, or one that nobody can read."""
FILES = [
    *(
        b"",
        b"\0",
        b"\xff\xfe",
        b"- model: quiz.section",
        b"- 1",
        b"a: &a [*a]",
        b"!!python/object:os.system {}",
    ),
    b"- model: quiz.question\n  fields: {key: a, section: [lifecycle], position: 1, kind: concept}\n",
    b"&a [" + b"*b," * 50 + b"]",
    b"[" * 3000,
    b"a" * 100_000,
    FIXTURE,
    FIXTURE.replace(b"What", b"Which", 1),
    FIXTURE[: len(FIXTURE) // 2],
]
"""What somebody might send for a file of the bank."""
