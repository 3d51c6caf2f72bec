"""The only SQL: one project folder's database, journal and media names."""

from . import calls
from .calls import Call
from .ground import Ground
from .media import MediaFolder, MediaTrouble
from .questions import JobEvent
from .records import KEEP
from .store import Store
from .writer import Writer

__all__ = ["KEEP", "Call", "Ground", "JobEvent", "MediaFolder", "MediaTrouble", "Store", "Writer", "calls"]
