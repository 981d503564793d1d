"""Keys work by the letter they write, else by their place, on every keyboard; an input method keeps its own."""

import re

from django.utils import timezone

from quiz.practice.models import Event
from tests.browser.walking import Walk

ALT, CTRL, SHIFT = 1, 2, 8
ALTGR = ALT | CTRL
"""As Windows sends it."""
PRESSES = {
    "US": [
        ("1", "Digit1", 0, "1"),
        ("!", "Digit1", SHIFT, ""),
        ("*", "Digit8", SHIFT, "*"),
        ("U", "KeyU", 0, "u"),
        ("u", "KeyU", CTRL, ""),
        ("u", "KeyU", ALT, ""),
        ("2", "Numpad2", 0, "2"),
        ("ArrowDown", "Numpad2", 0, ""),
        ("Enter", "NumpadEnter", 0, "enter"),
    ],
    "Dvorak, Colemak": [
        ("u", "KeyF", 0, "u"),
        ("g", "KeyU", 0, ""),
        ("o", "KeyS", 0, ""),
        ("r", "KeyS", 0, ""),
    ],
    "French": [
        ("&", "Digit1", 0, "1"),
        ("É", "Digit2", 0, "2"),
        ("à", "Digit0", 0, "0"),
        ("1", "Digit1", SHIFT, "1"),
        ("*", "Backslash", 0, "*"),
        ("§", "Slash", SHIFT, ""),
        ("?", "KeyM", SHIFT, "?"),
    ],
    "Czech, Hungarian, Polish": [
        ("+", "Digit1", 0, "1"),
        ("š", "Digit3", 0, "3"),
        ("*", "Slash", ALTGR, "*"),
        ("š", "KeyS", ALTGR, ""),
        ("3", "Digit3", ALTGR, ""),
    ],
    "Vietnamese": [("ô", "Digit4", 0, "4"), ("Dead", "Digit4", 0, "4"), ("Dead", "KeyU", 0, "")],
    "Turkish": [("ü", "KeyU", 0, ""), ("ı", "KeyI", 0, "")],
    "Russian": [
        ("г", "KeyU", 0, "u"),
        ("Г", "KeyU", SHIFT, "u"),
        ("?", "Digit7", SHIFT, "?"),
        (".", "Slash", 0, ""),
    ],
    "Greek": [("θ", "KeyU", 0, "u"), ("Dead", "Semicolon", 0, "")],
    "Hebrew": [("ו", "KeyU", 0, "u"), ("/", "KeyQ", 0, "/")],
    "Persian": [
        ("ع", "KeyU", 0, "u"),
        ("۱", "Digit1", 0, "1"),
        ("۲", "Numpad2", 0, "2"),
        ("؟", "Slash", SHIFT, "?"),
    ],
    "Arabic": [
        ("ع", "KeyU", 0, "u"),
        ("١", "Digit1", 0, "1"),
        ("٢", "Numpad2", 0, "2"),
        ("ظ", "Slash", 0, "/"),
    ],
    "Thai": [("ี", "KeyU", 0, "u"), ("ๅ", "Digit1", 0, "1")],
    "Korean": [("ㅕ", "KeyU", 0, "u")],
}
"""What each keyboard sends (key, code, modifiers), and which control of the page it presses."""
LISTEN = """() => {
    const found = document.createElement("button");
    found.dataset.hotkey = "u /";
    document.querySelector("main").prepend(found);
    window.pressed = "";
    addEventListener("click", (event) => {
        const control = event.target.closest("[data-hotkey]");
        if (control) event.preventDefault();
        window.pressed = control?.dataset.hotkey.toLowerCase() ?? window.pressed;
    }, true);
}"""
PRESSED = """() => {
    const dialog = document.querySelector("dialog[open]");
    const pressed = dialog ? "?" : window.pressed;
    dialog?.close();
    document.activeElement.blur();
    window.pressed = "";
    return pressed;
}"""


class Keyboard:
    """Any keyboard in front of a page."""

    def __init__(self, walk: Walk) -> None:
        self.page = walk.page
        self.wire = walk.page.context.new_cdp_session(walk.page)

    def press(self, key: str, code: str, modifiers: int = 0, number: int = 0) -> None:
        event = {"key": key, "code": code, "modifiers": modifiers, "windowsVirtualKeyCode": number}
        for kind in ("rawKeyDown", "keyUp"):
            self.wire.send("Input.dispatchKeyEvent", {"type": kind, **event})

    def compose(self, words: str) -> None:
        """Words that an input method has not made up its mind about."""
        at = {"selectionStart": len(words), "selectionEnd": len(words)}
        self.wire.send("Input.imeSetComposition", {"text": words, **at})


def test_every_keyboard_presses_what_it_means(open_browser, learner, ask):
    prompt = ask(learner, "what-is-concept-drift", now=timezone.now())
    walk = open_browser(learner).go(prompt.get_absolute_url())
    walk.page.evaluate(LISTEN)
    keyboard, wrong = Keyboard(walk), []
    for layout, presses in PRESSES.items():
        for key, code, modifiers, wanted in presses:
            keyboard.press(key, code, modifiers)
            pressed = walk.page.evaluate(PRESSED)
            if wanted not in pressed.split() and (wanted or pressed):
                wrong.append(f"{layout}: {key} on {code} with {modifiers} pressed {pressed or 'nothing'}")
    assert wrong == []


def test_an_input_method_keeps_its_own_enter(open_browser, learner, ask, by_recall):
    prompt = ask(learner, by_recall("what-is-mlops"), now=timezone.now())
    walk = open_browser(learner).go(prompt.get_absolute_url())
    keyboard = Keyboard(walk)
    walk.page.locator("textarea").focus()
    keyboard.press("Enter", "Enter", ALTGR)
    keyboard.press("Enter", "Enter", CTRL, number=229)
    keyboard.compose("にほん")
    keyboard.press("Enter", "Enter", CTRL)
    assert not Event.objects.exists()
    keyboard.wire.send("Input.insertText", {"text": "日本"})
    keyboard.press("Enter", "Enter", CTRL)
    walk.page.get_by_text(re.compile("^日本$")).wait_for()
    assert Event.objects.get().detail == {"text": "日本"}
