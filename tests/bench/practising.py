"""A person who practises over HTTP, one timed answer at a time."""

from collections.abc import Sequence

from django.utils import timezone

from quiz.bank.models import Option
from quiz.practice.models import Prompt, Way
from tests.bench.browser import Browser, Reply
from tests.bench.world import Person, first_prompt


class Practice:
    """Goes from prompt to prompt; whatever is not the answer itself is not timed."""

    def __init__(self, browser: Browser, person: Person, only: Sequence[str] | None = None) -> None:
        self.browser, self.person, self.only = browser, person, only
        self.prompt = self.begin()
        self.answers = 0

    def begin(self) -> Prompt:
        return first_prompt(self.person, timezone.now(), only=self.only)

    def answer(self, **headers: str) -> Reply:
        """Answer the prompt that waits, and have the next one wait."""
        self.browser.sign_in(self.person.cookie)
        fields = {Way.CHOOSE: self.choice, Way.RECALL: self.grade, Way.TYPE: self.type}[
            Way(self.prompt.way)
        ]()
        reply = self.browser.post(self.prompt.get_absolute_url(), {"ms": "8000", **fields}, **headers)
        assert reply.status == 200, reply.status
        self.answers += 1
        self.go_on(reply)
        return reply

    @property
    def is_right(self) -> bool:
        """The first is not, later two in three are."""
        return self.answers % 3 > 0

    def choice(self) -> dict[str, str]:
        right = Option.objects.get(revision=self.prompt.revision_id, is_right=True).slug
        wrong = next(slug for slug in self.prompt.options if slug != right)
        return {"response": right if self.is_right else wrong}

    def grade(self) -> dict[str, str]:
        """The answer is revealed first, as on the page."""
        reply = self.browser.post(f"{self.prompt.get_absolute_url()}reveal/", {"text": "Something like it."})
        assert reply.status == 200, reply.status
        return {"grade": "3" if self.is_right else "1"}

    def type(self) -> dict[str, str]:
        revision = self.prompt.revision
        right = revision.accepted[0] if revision.accepted else revision.answer
        return {"text": right if self.is_right else "something else"}

    def go_on(self, reply: Reply) -> None:
        path = reply.next_prompt
        self.prompt = Prompt.objects.get(pk=path.split("/")[-2]) if path else self.begin()
