"""Every route of the console with the permission that it asks for."""

from typing import Any

from django.urls import URLPattern, path

from frontdesk.console.access import Permission as May
from frontdesk.console.page import page
from frontdesk.console.views import (
    account,
    audit,
    callbacks,
    cards,
    conversation,
    correct,
    corrections,
    deliveries,
    door,
    export,
    fault,
    gaps,
    home,
    improve,
    inbox,
    mark,
    measures,
    members,
    person,
    retention,
)

app_name = "console"


def at(address: str, name: str, may: May, **handlers: Any) -> URLPattern:
    """Return the route of an address: who may use it, and the view of each method."""
    return path(address, page(may, **handlers), name=name)


urlpatterns = [
    # The door.
    at("sign-in", "sign-in", May.SIGN_IN, slow=True, GET=door.show, POST=door.enter),
    at("sign-out", "sign-out", May.VERIFY, POST=door.leave),
    at("second-factor", "second-factor", May.VERIFY, GET=door.ask, POST=door.verify),
    at("second-factor/enrol", "enrol", May.VERIFY, GET=door.offer, POST=door.enrol),
    # Today.
    at("", "home", May.READ, GET=home.show),
    at("concerns/<int:id>/acknowledge", "acknowledge", May.REVIEW, POST=home.acknowledge),
    at("concerns/put-back", "put-back", May.REVIEW, POST=home.put_back),
    at("call-backs", "callbacks", May.READ, GET=callbacks.show),
    at("call-backs/done", "callbacks-done", May.READ, GET=callbacks.show_done),
    at("call-backs/<uuid:id>/reveal", "callback-reveal", May.CALL, POST=callbacks.reveal),
    at("call-backs/<uuid:id>/status", "callback-status", May.REVIEW, POST=callbacks.set_status),
    at("call-backs/<uuid:id>/assign", "callback-assign", May.REVIEW, POST=callbacks.assign),
    # Review.
    at("inbox", "inbox", May.READ, GET=inbox.show),
    at("conversations/<int:id>", "conversation", May.READ, GET=conversation.show),
    at("conversations/<int:id>/status", "status", May.REVIEW, POST=mark.set_status),
    at("conversations/<int:id>/assign", "assign", May.REVIEW, POST=mark.assign),
    at("conversations/<int:id>/tag", "tag", May.REVIEW, POST=mark.tag),
    at("conversations/<int:id>/note", "write-note", May.REVIEW, POST=mark.write_note),
    at("notes/<int:id>/remove", "remove-note", May.REVIEW, POST=mark.remove_note),
    at("turns/<int:id>/flag", "flag", May.REVIEW, POST=mark.flag),
    # Improve.
    at("improve", "improve", May.READ, GET=improve.show),
    at("improve/<int:group>", "improve-group", May.READ, GET=improve.show_group),
    at("gaps", "gaps", May.READ, GET=gaps.show),
    at("correct", "correct", May.REVIEW, POST=correct.correct),
    at("correct/undo", "undo-correction", May.REVIEW, POST=correct.undo),
    at("corrections", "corrections", May.READ, GET=corrections.show),
    at("corrections/<int:correction>/reword", "reword", May.REVIEW, POST=correct.reword),
    at("corrections/export", "export-corrections", May.EXPORT, POST=corrections.export),
    at("corrections/patches/<int:patch>", "patch", May.EXPORT, GET=corrections.download),
    # Content.
    at("cards", "cards", May.READ, GET=cards.show),
    at("cards/<slug:topic>", "card", May.READ, GET=cards.show_card),
    # Measure.
    at("measures", "measures", May.READ, GET=measures.show),
    at("measures/<slug:slug>.csv", "measures-csv", May.READ, GET=measures.download),
    at("export", "export", May.EXPORT, GET=export.show),
    at("export/conversations.<slug:form>", "export-period", May.EXPORT, GET=export.take_period),
    at("conversations/<int:id>/export.<slug:form>", "export-conversation", May.EXPORT,
       GET=export.take_conversation),
    # Govern.
    at("account", "account", May.READ, GET=account.show),
    at("account/recovery-codes", "recovery-codes", May.READ, POST=account.renew_codes),
    at("account/password", "password", May.READ, slow=True, POST=account.change_password),
    at("conversations/<int:id>/words", "words", May.REVEAL, POST=person.reveal),
    at("conversations/<int:id>/person", "person", May.ERASE, GET=person.show),
    at("conversations/<int:id>/person/export", "person-export", May.ERASE, POST=person.export),
    at("conversations/<int:id>/person/erase", "person-erase", May.ERASE, POST=person.erase),
    at("members", "members", May.STAFF, GET=members.show),
    at("members/new", "member-new", May.STAFF, slow=True, POST=members.create),
    at("members/<int:id>/role", "member-role", May.STAFF, POST=members.set_role),
    at("members/<int:id>/open", "member-open", May.STAFF, POST=members.set_open),
    at("members/<int:id>/renew", "member-renew", May.STAFF, slow=True, POST=members.renew),
    at("deliveries", "deliveries", May.STAFF, GET=deliveries.show),
    at("deliveries/<int:id>/retry", "delivery-retry", May.STAFF, POST=deliveries.retry),
    at("retention", "retention", May.ERASE, GET=retention.show),
    at("retention/hold", "place-hold", May.ERASE, POST=retention.place_hold),
    at("retention/hold/<int:id>/lift", "lift-hold", May.ERASE, POST=retention.lift_hold),
    at("audit", "audit", May.AUDIT, GET=audit.show),
    # The rest.
    at("<path:rest>", "not-found", May.READ, GET=fault.not_found),
]  # fmt: skip
