"""Links of the cohorts that somebody teaches, and their addresses."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.base_address import full_address
from quiz.cohorts.access import SignedInRequest
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Cohort


def taught_invitation(request: SignedInRequest, invitation_id: UUID) -> Invitation:
    mine = Invitation.objects.filter(cohort__in=Cohort.objects.taught_by(request.user))
    return get_object_or_404(mine.select_related("cohort"), pk=invitation_id)


def address_in(request: SignedInRequest, path: str) -> str:
    """Where nobody said what the site's address is, it is the one that the instructor uses."""
    return full_address(path) if settings.BASE_URL_IS_GIVEN else request.build_absolute_uri(path)


def place_for_codes(request: SignedInRequest) -> str:
    """The address at which short codes are typed, as people say it."""
    address = urlsplit(address_in(request, reverse("join-code")))
    return f"{address.netloc}{address.path}"
