"""Kubernetes and the platform below it: objects, descriptions and events in, few observations out. Pure.

`things_of_text` and `things_of_json` read what kubectl and the API print; `observe` says what is wrong with it.
"""

from codriver.telemetry.kubernetes.dumps import is_object, things_of_json, things_of_yaml
from codriver.telemetry.kubernetes.reading import looks_like, things_of_text
from codriver.telemetry.kubernetes.thing import Json, Thing

__all__ = ["Json", "Thing", "is_object", "looks_like", "things_of_json", "things_of_text", "things_of_yaml"]
