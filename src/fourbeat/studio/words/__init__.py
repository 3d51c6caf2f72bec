"""Every text a person meets, in English, by code: one module per room, one table in all.

Babel reads the calls of `say` and `count` below; the Japanese stands in `resources/translations`.
"""
