"""What was counted last, for whoever shows it or draws by it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from quiz.bank.published import PublishedBank
from quiz.practice.asked_lately.models import AskedLately


def asked_lately(bank: PublishedBank) -> dict[str, AskedLately]:
    """Key to count, of the questions that learners can be asked. One query; empty until `count_asked` found any."""
    rows = AskedLately.objects.all()
    counted = {bank.key_of[row.question_id]: row for row in rows if row.question_id in bank.key_of}
    return {key: row for key, row in counted.items() if key in bank.questions}


def asked_share(bank: PublishedBank) -> Mapping[str, float]:
    """Key to the share of the people counted who were asked it, above 0 and up to 1.

    Only of questions that are asked lately: five people or more were. What is not there is not known to be asked,
    nor known not to be; with no data at all the mapping is empty. One query.
    """
    return {key: row.asked / row.of for key, row in asked_lately(bank).items()}


def asked_words(row: AskedLately) -> str:
    """The badge in a sentence, with its n."""
    return _(
        "Asked lately: %(asked)s of the %(of)s people who reported their interview to us were asked this."
    ) % {
        "asked": row.asked,
        "of": row.of,
    }
