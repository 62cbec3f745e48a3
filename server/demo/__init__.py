"""A filled clinic to look around in."""

from server.demo.filling import fill

__all__ = ["fill"]
