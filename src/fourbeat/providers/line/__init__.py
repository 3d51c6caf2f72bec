"""The wall where HTTP ends: one line to one server, and nothing of httpx, secrets or signed addresses behind it."""

from .answer import Answer
from .clients import Patience
from .discretion import Discretion
from .form import Attached, Form
from .line import Line, Lost, NeverLeft

__all__ = ["Answer", "Attached", "Discretion", "Form", "Line", "Lost", "NeverLeft", "Patience"]
