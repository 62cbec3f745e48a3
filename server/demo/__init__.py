"""Sample clinics with fictional people, for trying out Afterglow."""

from server.demo.filling import fill

__all__ = ["fill"]
