"""Passwords (密码): the rule on length in Chinese; Django's own sentence is not translated."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnoughValidator(MinimumLengthValidator):
    """密码长度."""

    def get_error_message(self) -> str:
        """What a person reads when the password is too short."""
        return f"密码至少需要{self.min_length}个字符。"

    def get_help_text(self) -> str:
        """The same as advice."""
        return self.get_error_message()
