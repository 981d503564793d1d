"""What stands in front of a command and is no part of it: a prompt, `sudo`, what launches a module."""

import re

AROUND = r"(?:[(][\w.\- ]{1,40}[)][ ]*){0,3}"
"""The environments that are active: `(venv) (base)`."""
WHO = (
    r"(?:\[[^\[\]\s][^\[\]\n]{0,80}\]"
    r"|[\w.-]{1,40}@[^\s<>|&;\"'$#%]{1,80}(?:[ ][\w.~/:()+*=-]{1,60}){0,3})[ ]?"
)
"""`[user@host work]`, `user@host:~/work (main)`: nothing that a shell would run."""
WHERE = r"[~/][\w/-]{0,80}[ ]?"
SIGN = "$%\u276f\u279c\xbb\u203a\u25b6\u27e9\u21d2"
TAIL = r"(?:[\u2514\u2570][\u2500-]*)?"
"""How the second line of a prompt begins."""
WINDOWS = r"(?:PS\b[^<>|&;\n]{0,80}|[A-Za-z]:\\[^<>|&;\n]{0,80})>+[ ]*"
"""That of PowerShell too."""
NOTEBOOK = r"(?:In[ ]?)?\[\d{0,5}\]:"
PROMPT = re.compile(
    rf"""
    !{{1,2}}[ ]* | %(?:sx|system)[ ]+ | {NOTEBOOK}[ ]* | \.\.\.:?[ ]+
    | {AROUND}
    (?: {WINDOWS}
      | \u279c[ ]+(?:\S{{1,80}}[ ]+git:\(\S{{0,80}}\)[ ]+(?:\u2717[ ]+)?|[~/]\S{{0,80}}[ ]+)?  # "Oh My Zsh"'s
      | {WHO}[{SIGN}\#>\u03bb]+[ ]*
      | {WHERE}[{SIGN}\#>\u03bb]+[ ]+
      | (?:[\w.-]{{1,40}}:[\w.~/-]{{1,60}}[ ])?[\w.:~/-]{{1,80}}[$\#%][ ]+
      | (?:[\w.-]{{1,40}}[ ])?[\u276f\u279c]+[ ]+
      | {TAIL}[{SIGN}\u03bb]+>?[ ]+
    )
    | >+[ ]*
    """,
    re.VERBOSE,
)
"""In front of a line. A `#` by itself is not here: it may begin a comment."""
FIRST_OF_TWO = re.compile(
    rf"^(?:[\u250c\u256d][^\n]*|{AROUND}{WHO})\n(?={TAIL}[{SIGN}#>\u03bb]+ )", re.MULTILINE
)
"""The first line of a prompt that has two."""
COMMENT = ("#", "\uff03")
ROOT = re.compile(rf"\s*[{''.join(COMMENT)}]\s")
MOST_PROMPTS = 4
"""`> In [1]: ! $`"""

PYTHON_PROMPT = re.compile(
    rf"^[ ]*(?:{AROUND}[>\uff1e]{{3,}}|\.\.\.:?|\u2026|{NOTEBOOK})[ ]?"
    rf"|^[ ]*{AROUND}(?:{WINDOWS}|(?:{WHO}|{WHERE})?[{SIGN}>]+[ ]+)",
    re.MULTILINE,
)
"""Python's own, and that of a terminal in which it runs."""

LAUNCHERS = (("python", "-m"), ("python3", "-m"), ("uv", "run"), ("poetry", "run"), ("pipenv", "run"))
SUDO = frozenset({"sudo", "doas"})
BY_ITSELF = re.compile(
    r"-[AEHkNPSins]+|--(?:preserve-env(?:=.*)?|set-home|non-interactive|stdin|login|shell|askpass|preserve-groups)"
    r"|--(?:user|group|chdir|chroot|prompt|role|type|host|command-timeout|close-from)=.*|-[AEHkNPSins]*[ugpRDrtTC].+"
)
WITH_VALUE = re.compile(
    r"-[AEHkNPSins]*[ugpRDrtTC]"
    r"|--(?:user|group|chdir|chroot|prompt|role|type|host|command-timeout|close-from)"
)
"""Options with which `sudo` still runs the command, without those that print, list or edit."""


def without_prompts(text: str) -> str:
    """Each line's command. Where every line begins with `#` it is root's prompt, else the line is a comment."""
    lines = [line for line in FIRST_OF_TWO.sub("", text).splitlines() if line.strip()]
    if all(ROOT.match(line) for line in lines):
        lines = [ROOT.sub("", line, count=1) for line in lines]
    commands = (without_prompt(line.strip()) for line in lines)
    return "\n".join(command for command in commands if not command.startswith(COMMENT))


def without_prompt(line: str) -> str:
    for _ in range(MOST_PROMPTS):
        if not (found := PROMPT.match(line)):
            break
        line = line[found.end() :]
    return line


def bare_words(line: str) -> list[str]:
    """The words of a command, without prompt, `sudo` and launcher."""
    return without_launcher(without_sudo(without_prompt(line.strip()).split()))


def without_launcher(words: list[str]) -> list[str]:
    return words[2:] if len(words) > 2 and (words[0].lower(), words[1]) in LAUNCHERS else words


def without_sudo(words: list[str]) -> list[str]:
    """The command that `sudo` runs; all words where it runs none."""
    if not words or words[0].lower() not in SUDO:
        return words
    at = 1
    while at < len(words) and words[at].startswith("-"):
        option, at = words[at], at + 1
        if option == "--":
            break
        if WITH_VALUE.fullmatch(option):
            at += 1
        elif not BY_ITSELF.fullmatch(option):
            return words
    return words[at:] or words
