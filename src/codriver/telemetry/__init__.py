"""Many rows in, few facts out: log formats, templates, what is new or changed; metric shifts; trace edges.

Pure: no disk, no clock, no network. Polars is imported by this room and by connectors only.
"""
