from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import docker_json


def test_the_line_inside_is_unwrapped() -> None:
    line = '{"log":"{\\"msg\\":\\"a\\"}\\n","stream":"stderr","time":"2026-11-01T12:00:00.1Z"}'
    assert docker_json.columns(pl.Series([line])).row(0) == ("2026-11-01T12:00:00.1Z", '{"msg":"a"}')
    assert docker_json.recognise([line]) == 1
