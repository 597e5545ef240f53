"""签名: records made to be signed, and signatures drawn on the screen."""
