"""证据与音像: uploading, the files of a case, storage."""
