"""The gallery's pool: two servers that share their work, one of them paused."""

from __future__ import annotations

from collections.abc import Mapping

from fourbeat.app.connections.sheet import ConnectionsSheet
from fourbeat.app.room import Room


def pooled(room: Room, fields: Mapping[str, object]) -> ConnectionsSheet:
    """Show a server in its pool; the connections stand as before afterwards."""
    connections = room.studio.connections
    connections.add(key="amber", fields=fields)
    connections.gather(pool="lamp", join=["gpu", "amber"], pause=["amber"])
    made = ConnectionsSheet(room)
    made.editor.show_connection(connections.find("gpu"))
    connections.gather(pool="lamp", leave=["gpu"])
    connections.remove(key="amber")
    return made
