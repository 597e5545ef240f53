"""本人账号: signing in and out, the role to act in, the password."""
