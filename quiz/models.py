"""Gathers the parts' models for Django. Import from the part, not from here."""

from quiz.bank.drills.models import Drill, DrillRevision  # noqa: F401
from quiz.bank.drills.publication_log import DrillPublication  # noqa: F401
from quiz.bank.editing.proposals import Proposal  # noqa: F401
from quiz.bank.last_shipped import Shipped  # noqa: F401
from quiz.bank.models import *  # noqa: F403
from quiz.bank.publication_log import Publication  # noqa: F401
from quiz.cohorts.joining.models import *  # noqa: F403
from quiz.cohorts.measuring.models import *  # noqa: F403
from quiz.cohorts.models import *  # noqa: F403
from quiz.cohorts.telling.models import *  # noqa: F403
from quiz.curation.quality.models import *  # noqa: F403
from quiz.interview.models import *  # noqa: F403
from quiz.mastery.models import *  # noqa: F403
from quiz.practice.asked_lately.models import *  # noqa: F403
from quiz.practice.flags.models import *  # noqa: F403
from quiz.practice.models import *  # noqa: F403
