"""What the product is compared with, on the same stack, database and durability."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from tests.bench.models import FloorRow


@require_POST
def floor(request: HttpRequest) -> HttpResponse:
    """Keeps what a signed-in person sent in one row: the least that an answer could cost."""
    with transaction.atomic():
        FloorRow.objects.create(user_id=request.user.pk, response={"option": request.POST["response"]})
    return HttpResponse("Kept.")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The frame of every page, around nothing."""
    return render(request, "base.html")
