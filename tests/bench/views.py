"""What the product is compared with, on the same stack, database and durability; and what a process holds."""

import ctypes
import gc
import os
import sys
from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from mlopsprep.forgetting import forget
from tests.bench import memory
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


@login_not_required
@require_safe
def held(request: HttpRequest) -> JsonResponse:
    """What of this process's memory is objects, what is kept beyond a request, and what only the allocator has.

    Each figure is what is left: after collecting, after giving free pages back, after forgetting all that is kept.
    """
    told = {"pid": os.getpid(), "resident": megabytes(), "objects": len(gc.get_objects()), "blocks": blocks()}
    gc.collect()
    told["types"] = dict(Counter(type(each).__qualname__ for each in gc.get_objects()).most_common(25))
    told |= {"collected": megabytes()}
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    told |= {"trimmed": megabytes()}
    if "forget" in request.GET:
        forget()
        gc.collect()
        ctypes.CDLL("libc.so.6").malloc_trim(0)
        told |= {"forgotten": megabytes(), "objects_then": len(gc.get_objects()), "blocks_then": blocks()}
    return JsonResponse(told)


def megabytes() -> float:
    return round(memory.megabytes(os.getpid()), 1)


def blocks() -> int:
    return sys.getallocatedblocks()
