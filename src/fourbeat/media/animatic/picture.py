"""A reference picture as pixels: read with care, upright, and never larger than needed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ...model.errors import MediaError
from .sheet import Pixels

LARGEST = 120_000_000
"""The most pixels a picture may say it has; more is taken for a mistake or a trap."""
_KINDS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")


def load(path: Path, name: str, enough: tuple[int, int]) -> Pixels:
    """Read a picture as RGB of shape (height, width, 3), no larger than twice `enough` (width, height).

    Raises MediaError when it is not there, is not a picture, is broken, or is too large to be believed.
    """
    try:
        with path.open("rb") as file, Image.open(file, formats=_KINDS) as picture:
            if picture.width * picture.height > LARGEST:
                raise MediaError("picture.too-large", file=name, size=f"{picture.width}x{picture.height}")
            picture.draft("RGB", (2 * enough[0], 2 * enough[1]))
            upright = ImageOps.exif_transpose(picture)
            return np.asarray(_on_white(upright), np.uint8)
    except FileNotFoundError:
        raise MediaError("picture.not-there", file=name) from None
    except UnidentifiedImageError:
        raise MediaError("picture.not-a-picture", file=name) from None
    except Image.DecompressionBombError:
        raise MediaError("picture.too-large", file=name, size="?") from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise MediaError("picture.broken", file=name, detail=str(error)[:80]) from error


def _on_white(picture: Image.Image) -> Image.Image:
    """Lay see-through parts on white, as paper would show."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, clear).convert("RGB")
    return picture.convert("RGB")
