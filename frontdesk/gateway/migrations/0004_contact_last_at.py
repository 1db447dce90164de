from datetime import UTC, datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("gateway", "0003_notice_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="last_at",
            field=models.DateTimeField(default=datetime(2026, 11, 21, tzinfo=UTC)),
            preserve_default=False,
        ),
    ]
