"""The device register and the oversight of recordings, at the desk."""
