"""The type-setter: hands data and a sheet to typst, with the bundled fonts and no others."""

import json
from functools import cache
from importlib.resources import files

import typst

from fourbeat.lettering import fonts


def pages(sheet: str, data: dict[str, list[object]]) -> list[bytes]:
    """Set a sheet of this room (`strip.typ`) with its data, and return each page as PNG at 72 ppi.

    Every entry of `data` reaches the sheet as JSON in `sys.inputs`. Without data there are no pages.
    """
    if not any(data.values()):
        return []
    source = _source(sheet)
    # A compiler holds one document at a time, so each call brings its own: it costs far less than it protects from.
    # Its root is a folder that is sure to exist, which the working folder is not; nothing is read from it.
    compiler = typst.Compiler(source, root=fonts.paths()[0].parent, font_paths=_fonts())
    inputs = {name: json.dumps(value) for name, value in data.items()}
    made = compiler.compile(input=source, format="png", ppi=72.0, sys_inputs=inputs)
    return [made] if isinstance(made, bytes) else list(made or ())


@cache
def _source(sheet: str) -> bytes:
    return files(__package__).joinpath(sheet).read_bytes()


@cache
def _fonts() -> typst.Fonts:
    # It takes folders, not files; the packages' folders hold nothing else.
    folders = sorted({str(path.parent) for path in fonts.paths()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
