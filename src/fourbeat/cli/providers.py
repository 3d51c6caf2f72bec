"""`fourbeat provider`: all that concerns connections to servers and websites, from every module that adds to it."""

from __future__ import annotations

from .enrolment import character
from .pool import pool_
from .provider import provider
from .renewing import refresh

provider.add_command(pool_)
provider.add_command(character)
provider.add_command(refresh)

__all__ = ["provider"]
