"""TLS: an authority that nobody named is not trusted, the one that is named is."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
from tests.servers import as_json, serving

from codriver.access.http.bounds import Bounds
from codriver.access.http.client import Client
from codriver.access.http.deadline import Deadline
from codriver.access.http.login import Login
from codriver.errors import SourceError


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: no certificate can be made")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    words += ["-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*words, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True)
    return cert, key


def test_only_a_named_authority_is_trusted(certificate: tuple[Path, Path]) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with serving(lambda _: as_json({"ok": 1}), tls=context) as server:
        with pytest.raises(SourceError, match="not trusted") as caught:
            Client(server.url, deadline=Deadline.within(10), bounds=Bounds(retries=0)).get("/x")
        assert "ca_file" in caught.value.hint
        trusting = Client(server.url, login=Login(ca_file=certificate[0]), deadline=Deadline.within(10))
        assert trusting.get("/x").json() == {"ok": 1}


def test_a_certificate_file_that_is_none_says_so(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    with pytest.raises(SourceError, match="cannot be used"):
        Client("https://127.0.0.1:9", login=Login(ca_file=tmp_path / "ca.pem"))
