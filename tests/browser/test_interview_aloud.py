"""An interview said aloud: its clock, and a recording that never leaves the page."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.interview.models import Interview
from quiz.practice.models import Event
from tests.browser.axe import violations
from tests.interview.acts import begin
from tests.interview.pages import address

MICROPHONE = {"permissions": ["microphone"]}
SOUND = re.compile(rb"OggS|ftyp|webm|RIFF|blob:|\x1aE\xdf\xa3")
KEPT = """async () => ({
    stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    databases: await indexedDB.databases(),
    workers: await navigator.serviceWorker.getRegistrations(),
    caches: await caches.keys(),
})"""
NOTHING = {"stored": ["htmx-current-path-for-history"], "databases": [], "workers": [], "caches": []}
LENGTH = """() => {
    const { duration } = document.querySelector("interview-playback audio");
    return duration > 0 && duration < 60;
}"""
PLAYS = "document.querySelector('interview-playback audio').play().then(() => true)"
WATCH = """
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((each) => each.value)))
        .observe({ type: "layout-shift", buffered: true });
"""
WAY_TOO_LONG = "tape.recorder.ondataavailable({ data: new Blob([new Uint8Array(6e6)]) })"
UNPLUGGED = "tape.stream.getTracks()[0].dispatchEvent(new Event('ended'))"
NO_MICROPHONE = """() => {
    navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", "NotFoundError"); };
}"""
NO_RECORDER = "delete window.MediaRecorder"
NO_DEVICES = "Object.defineProperty(Navigator.prototype, 'mediaDevices', { value: undefined })"
OFF = ["off", False]
STATE = "[tape.state, Boolean(tape.stream)]"


@pytest.fixture
def interview(learner) -> Interview:
    """Two questions, each with its follow-up."""
    return begin(learner.learner, length=2, now=timezone.now(), manner=Interview.Manner.ALOUD)


def open_aloud(open_browser, learner, interview, **options):
    return open_browser(learner, **(MICROPHONE | options)).go(address(interview))


def record(walk):
    walk.press("Record me").sees("We are recording.")
    walk.page.wait_for_function("() => document.querySelector('interview-recorder meter').value > 0")


def say(walk):
    """And the next part is there, or the report."""
    part = walk.page.evaluate("tape.part")
    walk.press(re.compile("^I have answered"))
    walk.page.wait_for_function(
        "part => tape.part !== part || !document.querySelector('interview-recorder')", arg=part
    )


def stop(walk):
    walk.page.get_by_text("Stop", exact=True).click()
    walk.press("End it now and see the report")
    walk.page.wait_for_function("() => !document.querySelector('interview-recorder')")


def has_recordings(walk, count):
    expect(walk.page.locator("interview-playback:not([hidden])")).to_have_count(count)


def test_after_a_click_on_its_buttons_enter_goes_on(open_browser, learner, interview):
    walk = open_aloud(open_browser, learner, interview)
    record(walk)
    walk.press("Hide the clock").page.keyboard.press("Enter")
    walk.sees("The interviewer asks one more thing").sees("Show the clock").sees("We are recording.")
    walk.press("Stop recording").page.keyboard.press("Enter")
    walk.sees("Question 2 of 2").sees("Record me")


def test_no_request_of_a_whole_interview_holds_sound(open_browser, learner, interview):
    walk, bodies = open_aloud(open_browser, learner, interview), []
    walk.page.on("request", lambda request: bodies.append(request.post_data_buffer or b""))
    record(walk)
    while walk.page.locator("interview-recorder").count():
        say(walk)

    bodies = [body for body in bodies if body]
    assert len(bodies) == Event.objects.filter(kind=Event.Kind.SAID).count() == 4
    assert max(map(len, bodies)) < 300
    assert [body for body in bodies if SOUND.search(body)] == []
    has_recordings(walk, 4)
    walk.page.wait_for_function(LENGTH)
    assert walk.page.evaluate(PLAYS)
    assert walk.page.evaluate(STATE) == OFF
    assert walk.page.evaluate(KEPT) == NOTHING
    assert walk.errors == []


def test_a_press_forgets_what_was_recorded(open_browser, learner, interview):
    walk = open_aloud(open_browser, learner, interview)
    record(walk)
    say(walk)
    stop(walk)
    has_recordings(walk, 2)
    assert violations(walk.page) == []
    walk.press("Forget all recordings").sees("The recordings are gone.")
    has_recordings(walk, 0)
    expect(walk.page.get_by_text("The recordings are gone.").filter(visible=True)).to_be_focused()
    assert walk.page.evaluate("tape.sounds.size") == 0


def test_leaving_forgets_what_was_recorded(open_browser, learner, interview):
    walk = open_aloud(open_browser, learner, interview)
    record(walk)
    say(walk)
    stop(walk)
    has_recordings(walk, 2)
    walk.go("/interview/").page.go_back()
    expect(walk.page.locator("interview-playback")).not_to_have_count(0)
    has_recordings(walk, 0)


def test_a_refused_microphone_is_said_and_the_interview_goes_on(open_browser, learner, interview):
    walk = open_aloud(open_browser, learner, interview, permissions=[])
    walk.press("Record me").sees("did not let this page use the microphone")
    assert violations(walk.page) == []
    walk.fill("Notes to yourself", "what I said")
    say(walk)
    assert Event.objects.get(kind=Event.Kind.SAID).detail["text"] == "what I said"
    assert walk.page.evaluate(STATE) == OFF


def test_a_microphone_that_fails_is_said_and_what_it_heard_stays(open_browser, learner, interview):
    walk = open_aloud(open_browser, learner, interview)
    record(walk)
    walk.page.evaluate(UNPLUGGED)
    walk.sees("The microphone stopped.")
    record(walk)
    walk.page.evaluate(WAY_TOO_LONG)
    walk.sees("This answer is too long to record more of it.")
    walk.page.evaluate(NO_MICROPHONE)
    walk.press("Record me").sees("We found no microphone.")
    say(walk)
    stop(walk)
    expect(walk.page.locator("interview-playback audio")).to_have_count(2)


@pytest.mark.parametrize("lacks", [NO_RECORDER, NO_DEVICES])
def test_where_a_browser_cannot_record_none_is_offered(open_browser, learner, interview, lacks):
    walk = open_browser(learner)
    walk.page.add_init_script(lacks)
    walk.go(address(interview)).sees("You cannot record here")
    expect(walk.page.get_by_role("button", name="Record me")).to_have_count(0)


def test_without_javascript_there_is_neither_clock_nor_recorder(open_browser, learner, interview):
    walk = open_browser(learner, java_script_enabled=False).go(address(interview))
    expect(walk.page.locator("interview-clock, interview-recorder").filter(visible=True)).to_have_count(0)


def test_the_clock_is_announced_thrice_and_moves_nothing(open_browser, learner, interview):
    walk = open_browser(learner)
    walk.page.add_init_script(WATCH)
    walk.page.clock.install()
    walk.go(address(interview))
    heard = []
    for _ in range(10):
        walk.page.clock.run_for(10_000)
        heard.append(walk.page.locator("interview-clock [role=status]").inner_text())
    assert list(dict.fromkeys(heard)) == [
        "",
        "One minute left.",
        "30 seconds left.",
        "Time is up. You may finish.",
    ]
    walk.sees("0:00")
    assert walk.page.evaluate("shifts") == []
    assert violations(walk.page) == []


def test_after_a_sleep_the_clock_is_right_and_says_one_thing(open_browser, learner, interview):
    walk = open_browser(learner)
    walk.page.clock.install()
    walk.go(address(interview))
    walk.page.clock.fast_forward(65_000)
    walk.sees(re.compile("^0:2[0-9]$"))
    expect(walk.page.locator("interview-clock [role=status]")).to_have_text("30 seconds left.")


def test_a_hidden_clock_stays_hidden_for_this_interview(open_browser, learner, interview):
    walk = open_browser(learner).go(address(interview))
    walk.press("Hide the clock")
    say(walk)
    for _ in range(2):
        expect(walk.page.locator("[role=timer]")).to_be_hidden()
        walk.page.reload()
    walk.press("Show the clock")
    expect(walk.page.locator("[role=timer]")).to_be_visible()
