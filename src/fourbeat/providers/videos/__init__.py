"""The videos protocol: `POST /videos`, look at `/videos/{id}`, fetch `/videos/{id}/content`; each in its own way."""

from .adapter import Videos

__all__ = ["Videos"]
