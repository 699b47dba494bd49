"""The gate is tested in an incident that was triaged."""

from tests.room.incidents.conftest import act, folder, room, triaged

__all__ = ["act", "folder", "room", "triaged"]
