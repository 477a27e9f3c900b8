from calls.admin import call, form, records

__all__ = ["call", "form", "records"]
