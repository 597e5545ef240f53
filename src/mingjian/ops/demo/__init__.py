"""The demo story (演示): the same acts as users do, so that it cannot rot. Names are fictitious."""
