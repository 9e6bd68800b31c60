"""The screens of webhooks in Wagtail's admin, for those who have the models' permissions."""
