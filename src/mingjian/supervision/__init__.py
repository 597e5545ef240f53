"""The supervision room (执法监督): appraisal of dossiers."""
