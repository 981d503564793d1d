"""Everything of one's own, to download."""

from typing import cast

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from quiz.own_data.archive import archive
from quiz.own_data.parts import Owner
from quiz.practice.people.middleware import LearnerRequest


@require_safe
def your_data(request: LearnerRequest) -> StreamingHttpResponse:
    """Sent as it is read, while its owner may go on practising."""
    owner = Owner(cast(User, request.user), request.learner, until=timezone.now())
    name = f"mlopsprep-{owner.until.astimezone(request.zone):%Y-%m-%d}.zip"
    return StreamingHttpResponse(
        archive(owner),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
