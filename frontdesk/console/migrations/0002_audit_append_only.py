"""The database itself refuses to change or remove audit rows."""

from typing import Any

from django.db import migrations

from frontdesk.console.append_only import forbid, permit

_TABLE = "console_auditrow"


def _forbid(apps: Any, editor: Any) -> None:
    for statement in forbid(editor.connection.vendor, _TABLE):
        editor.execute(statement)


def _permit(apps: Any, editor: Any) -> None:
    for statement in permit(editor.connection.vendor, _TABLE):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("console", "0001_initial")]
    operations = [migrations.RunPython(_forbid, _permit)]
