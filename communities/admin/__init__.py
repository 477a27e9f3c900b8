from communities.admin import content, imports, register

__all__ = ["content", "imports", "register"]
