"""GET /staff/corrections: what staff corrected, and the way out to training."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from frontdesk.console import audit, flash
from frontdesk.console.access import Permission as May
from frontdesk.console.improve import bundle
from frontdesk.console.improve.correction import Correction, Fitness, Patch, ready
from frontdesk.console.member import Member
from frontdesk.console.navigation import Key
from frontdesk.console.paging import page_of
from frontdesk.console.render import render
from frontdesk.gateway.apps import current_desk

_PATCHES = 20


def show(request: HttpRequest) -> HttpResponse:
    """Return the page: what can be exported, what must be reworded first, all that was done."""
    fit, unfit = ready(_fitness())
    patches = Patch.objects.order_by("-id").prefetch_related("corrections")[:_PATCHES]
    done = page_of(Correction.objects.select_related("turn", "patch"), request)
    context = {
        "fit": fit,
        "unfit": unfit,
        "patches": patches,
        "rows": done,
        "keys": [Key("e", "export", May.EXPORT)],
    }
    return render(request, "corrections.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """Make a patch of all that can be exported."""
    if request.POST.get("read") != "yes":
        flash.say(request, "Read the messages first, and tick that nothing tells who wrote them.")
        return HttpResponseRedirect(reverse("console:corrections"))
    fit, _ = ready(_fitness())
    shown = set(request.POST.getlist("correction"))
    chosen = [one.pk for one in fit if str(one.pk) in shown]
    if not chosen:
        flash.say(request, "There is nothing to export.")
        return HttpResponseRedirect(reverse("console:corrections"))
    patch = Patch.objects.create(made_at=timezone.now(), made_by=cast(Member, request.user).name)
    Correction.objects.filter(id__in=chosen).update(patch=patch)
    audit.explain(request, patch=patch.name, corrections=len(chosen))
    flash.say(
        request, f"{patch.name} is ready: download it and give it to whoever trains the assistant."
    )
    return HttpResponseRedirect(reverse("console:corrections"))


def download(request: HttpRequest, patch: int) -> HttpResponse:
    """Return a patch as a file. What was taken back since is left out."""
    found = Patch.objects.filter(id=patch).first()
    if found is None:
        raise Http404
    response = HttpResponse(
        bundle.write(found, current_desk().names), "application/yaml; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}.yml"'
    return response


def _fitness() -> Fitness:
    return Fitness(current_desk().redact, current_desk().gate)
