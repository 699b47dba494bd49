"""Certificates for the encrypted way to the bank, made by openssl: one authority, and leaves that last or do not."""

from __future__ import annotations

import subprocess
from pathlib import Path

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
PARTIES = ("bank", "payments")


class Authority:
    """Signs for both sides. A file NAME.pem holds a key and its certificate, and is read again at each handshake."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        (folder / "names").write_text("subjectAltName=DNS:bank,IP:127.0.0.1\n")
        self._openssl("req", "-x509", *KEY, "-days", "3650", "-subj", "/CN=shop", "-keyout", "ca.key", "-out", "ca.pem")
        for party in PARTIES:
            self.issue(party, days=90)

    def issue(self, party: str, days: int) -> None:
        """With no days it has expired as soon as it is there."""
        self._openssl("req", *KEY, "-subj", f"/CN={party}", "-keyout", "new.key", "-out", "new.csr")
        signer = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names")
        self._openssl("x509", "-req", "-in", "new.csr", *signer, "-days", str(days), "-out", "new.pem")
        both = self._folder / "both"
        both.write_text((self._folder / "new.key").read_text() + (self._folder / "new.pem").read_text())
        both.replace(self.path(party))

    def path(self, party: str) -> Path:
        return self._folder / f"{party}.pem"

    def environment(self) -> dict[str, str]:
        names = {"SSL_CERT_FILE": "ca", "CLIENT_CERTIFICATE": "payments", "SERVER_CERTIFICATE": "bank"}
        return {variable: str(self.path(party)) for variable, party in names.items()}

    def _openssl(self, *args: str) -> None:
        try:
            subprocess.run(["openssl", *args], cwd=self._folder, check=True, capture_output=True)
        except FileNotFoundError:
            raise SystemExit("error: this story needs openssl\nhint: install the openssl package") from None
