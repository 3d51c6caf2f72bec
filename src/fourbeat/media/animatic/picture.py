"""A reference picture as pixels: read with care, upright, and never more of it than needed."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ...model.errors import MediaError
from .sheet import Pixels

LARGEST = 80_000_000
"""The most pixels a picture may have; a file that says more is taken for a mistake or a trap and never unpacked."""

_KINDS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")


def load(path: Path, name: str, enough: tuple[int, int]) -> Pixels:
    """Read a picture as RGB of shape (height, width, 3); a large JPEG is read no finer than twice `enough`.

    Raises MediaError when it is not there, is not a picture, is broken, or is too large to be believed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with path.open("rb") as file, Image.open(file, formats=_KINDS) as picture:
                if picture.width * picture.height > LARGEST:
                    raise MediaError("picture.too-large", file=name, most=LARGEST // 1_000_000)
                picture.draft("RGB", (2 * enough[0], 2 * enough[1]))
                return np.asarray(_plain(ImageOps.exif_transpose(picture)), np.uint8)
    except FileNotFoundError:
        raise MediaError("picture.not-there", file=name) from None
    except UnidentifiedImageError:
        raise MediaError("picture.not-a-picture", file=name) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise MediaError("picture.too-large", file=name, most=LARGEST // 1_000_000) from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise MediaError("picture.broken", file=name, detail=str(error)[:80]) from error


def _plain(picture: Image.Image) -> Image.Image:
    """Bring any kind of picture to RGB; see-through parts are laid on white, as paper would show."""
    if picture.mode.startswith(("I", "F")):
        deep = np.asarray(picture, np.float64)
        scale = 257.0 if deep.max(initial=0) > 255 else 1.0
        return Image.fromarray(np.clip(deep / scale, 0, 255).astype(np.uint8)).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, (255, 255, 255, 255)), clear).convert("RGB")
    return picture.convert("RGB")
