"""Two runs of `send_reminders` at the same time, with rows that are really committed."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.db import connections

from quiz.cohorts.telling.models import MailWishes, SentMail
from tests.cohorts.telling_acts import send_reminders
from tests.conftest import make_user

EVENING = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)


@pytest.mark.usefixtures("fresh_db")
def test_two_at_once_send_each_mail_once(clock: time_machine.Traveller) -> None:
    for number in range(1, 7):
        user = make_user(f"learner{number}@example.org", f"Learner {number}")
        MailWishes.objects.create(user=user, practice_hour=18)
    clock.move_to(EVENING)
    lines, together = list[str](), Barrier(3)

    def run() -> None:
        together.wait()
        lines.append(send_reminders())
        connections.close_all()

    senders = [Thread(target=run) for _ in range(3)]
    for each in senders:
        each.start()
    for each in senders:
        each.join()
    assert len(lines) == 3 and not any("failed" in line for line in lines)
    assert sorted(message.to[0] for message in mail.outbox) == [
        f"learner{n}@example.org" for n in range(1, 7)
    ]
    assert SentMail.objects.filter(is_sent=True).count() == 6
