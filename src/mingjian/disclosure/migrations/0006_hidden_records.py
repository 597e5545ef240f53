from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0005_standing_lists"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publicrecord",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ["pending", "withdrawn"]), ("withdrawn_leaf_index__isnull", True)
                ),
                fields=["public_id"],
                name="record_hidden",
            ),
        ),
    ]
