"""Every route of the console with the permission that it asks for."""

from django.urls import path

from frontdesk.console.access import Permission
from frontdesk.console.page import page
from frontdesk.console.views import (
    account,
    audit,
    conversation,
    correct,
    corrections,
    door,
    export,
    fault,
    gaps,
    home,
    improve,
    inbox,
    mark,
    measures,
    retention,
)

app_name = "console"

urlpatterns = [
    # The door.
    path("sign-in", page(Permission.SIGN_IN, slow=True, GET=door.show, POST=door.enter), name="sign-in"),
    path("sign-out", page(Permission.VERIFY, POST=door.leave), name="sign-out"),
    path("second-factor", page(Permission.VERIFY, GET=door.ask, POST=door.verify), name="second-factor"),
    path("second-factor/enrol", page(Permission.VERIFY, GET=door.offer, POST=door.enrol), name="enrol"),
    # Today.
    path("", page(Permission.READ, GET=home.show), name="home"),
    # Review.
    path("inbox", page(Permission.READ, GET=inbox.show), name="inbox"),
    path("conversations/<int:id>", page(Permission.READ, GET=conversation.show), name="conversation"),
    path("conversations/<int:id>/status", page(Permission.REVIEW, POST=mark.set_status), name="status"),
    path("conversations/<int:id>/assign", page(Permission.REVIEW, POST=mark.assign), name="assign"),
    path("conversations/<int:id>/tag", page(Permission.REVIEW, POST=mark.tag), name="tag"),
    path("conversations/<int:id>/note", page(Permission.REVIEW, POST=mark.write_note), name="write-note"),
    path("notes/<int:id>/remove", page(Permission.REVIEW, POST=mark.remove_note), name="remove-note"),
    path("turns/<int:id>/flag", page(Permission.REVIEW, POST=mark.flag), name="flag"),
    # Improve.
    path("improve", page(Permission.READ, GET=improve.show), name="improve"),
    path("improve/<int:group>", page(Permission.READ, GET=improve.show_group), name="improve-group"),
    path("gaps", page(Permission.READ, GET=gaps.show), name="gaps"),
    path("correct", page(Permission.REVIEW, POST=correct.correct), name="correct"),
    path("correct/undo", page(Permission.REVIEW, POST=correct.undo), name="undo-correction"),
    path("corrections", page(Permission.READ, GET=corrections.show), name="corrections"),
    path("corrections/<int:correction>/reword", page(Permission.REVIEW, POST=correct.reword), name="reword"),
    path("corrections/export", page(Permission.EXPORT, POST=corrections.export), name="export-corrections"),
    path("corrections/patches/<int:patch>", page(Permission.EXPORT, GET=corrections.download), name="patch"),
    # Measure.
    path("measures", page(Permission.READ, GET=measures.show), name="measures"),
    path("measures/<slug:slug>.csv", page(Permission.READ, GET=measures.download), name="measures-csv"),
    path("export", page(Permission.EXPORT, GET=export.show), name="export"),
    path("export/conversations.<slug:form>", page(Permission.EXPORT, GET=export.take_period), name="export-period"),
    path("conversations/<int:id>/export.<slug:form>", page(Permission.EXPORT, GET=export.take_conversation), name="export-conversation"),
    # Govern.
    path("account", page(Permission.READ, GET=account.show), name="account"),
    path("account/recovery-codes", page(Permission.READ, POST=account.renew_codes), name="recovery-codes"),
    path("account/password", page(Permission.READ, slow=True, POST=account.change_password), name="password"),
    path("retention", page(Permission.ERASE, GET=retention.show), name="retention"),
    path("retention/hold", page(Permission.ERASE, POST=retention.place_hold), name="place-hold"),
    path("retention/hold/<int:id>/lift", page(Permission.ERASE, POST=retention.lift_hold), name="lift-hold"),
    path("audit", page(Permission.AUDIT, GET=audit.show), name="audit"),
    # The rest.
    path("<path:rest>", page(Permission.READ, GET=fault.not_found), name="not-found"),
]  # fmt: skip
