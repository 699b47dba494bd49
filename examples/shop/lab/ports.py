"""Free ports on this machine, held for as long as their socket is kept."""

from __future__ import annotations

import socket


def held_port() -> socket.socket:
    """A port that nobody else gets, and on which nobody answers until a server of ours binds it too.

    Both sides set SO_REUSEPORT; without the holder, two shops recorded at once could draw the same port and share it.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    holder.bind(("127.0.0.1", 0))
    return holder


def number_of(holder: socket.socket) -> int:
    port: int = holder.getsockname()[1]
    return port
