"""Every route of the console with the permission that it asks for."""

from django.urls import path

from frontdesk.console.access import Permission
from frontdesk.console.page import page
from frontdesk.console.views import account, audit, door, fault, home

app_name = "console"

urlpatterns = [
    # The door.
    path("sign-in", page(Permission.SIGN_IN, slow=True, GET=door.show, POST=door.enter), name="sign-in"),
    path("sign-out", page(Permission.VERIFY, POST=door.leave), name="sign-out"),
    path("second-factor", page(Permission.VERIFY, GET=door.ask, POST=door.verify), name="second-factor"),
    path("second-factor/enrol", page(Permission.VERIFY, GET=door.offer, POST=door.enrol), name="enrol"),
    # Today.
    path("", page(Permission.READ, GET=home.show), name="home"),
    # Govern.
    path("account", page(Permission.READ, GET=account.show), name="account"),
    path("account/recovery-codes", page(Permission.READ, POST=account.renew_codes), name="recovery-codes"),
    path("account/password", page(Permission.READ, slow=True, POST=account.change_password), name="password"),
    path("audit", page(Permission.AUDIT, GET=audit.show), name="audit"),
    # The rest.
    path("<path:rest>", page(Permission.READ, GET=fault.not_found), name="not-found"),
]  # fmt: skip
