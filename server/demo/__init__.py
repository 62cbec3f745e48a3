"""A filled clinic with fictional people, for trying Afterglow out."""

from server.demo.filling import fill

__all__ = ["fill"]
