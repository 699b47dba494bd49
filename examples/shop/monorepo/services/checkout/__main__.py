"""Starts the service."""

from .app import service

service.run()
