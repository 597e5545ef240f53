"""Numbers, documents and services need an entry of their case in the same transaction."""

from django.db import migrations

from mingjian.journal.guards import Journalled


class Migration(migrations.Migration):
    dependencies = [("dossier", "0001_numbers_documents_service"), ("journal", "0001_chains")]

    operations = [
        migrations.AddConstraint(
            model_name=model,
            constraint=Journalled(name=name, stream_field="subject_id"),
        )
        for model, name in (
            ("issuednumber", "number_journalled"),
            ("document", "document_journalled"),
            ("service", "service_journalled"),
        )
    ]
