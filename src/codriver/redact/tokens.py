"""Tokens that say what they are: by their maker's prefix, by the shape of a JWT or a PEM block, by a webhook's path."""

import re
from collections.abc import Iterator

from codriver.redact.spans import Span

_W = r"[A-Za-z0-9_-]"
_EDGE, _END = r"(?<![A-Za-z0-9_])", r"(?![A-Za-z0-9])"
_PREFIXED = {
    "aws-key-id": r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}",
    "github-token": rf"(?:gh[pousr]_[A-Za-z0-9]{{20,255}}|github_pat_{_W}{{20,255}})",
    "gitlab-token": rf"gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas|ffct)-{_W}{{16,300}}",
    "slack-token": r"(?:xox[a-z]|xapp)-[A-Za-z0-9-]{10,250}",
    "stripe-key": r"(?:[srp]k_(?:live|test)|whsec)_[A-Za-z0-9+/=]{10,250}",
    "google-key": rf"(?:AIza{_W}{{30,45}}|ya29\.[A-Za-z0-9_.-]{{20,500}}|GOCSPX-{_W}{{20,60}})",
    "model-key": rf"(?:sk-{_W}{{20,250}}|gsk_[A-Za-z0-9]{{20,100}}|xai-{_W}{{20,120}}|pplx-[A-Za-z0-9]{{20,80}}"
    r"|hf_[A-Za-z0-9]{20,60}|r8_[A-Za-z0-9]{20,60})",
    "package-token": rf"(?:npm_[A-Za-z0-9]{{20,60}}|pypi-Ag{_W}{{20,300}}|rubygems_[a-f0-9]{{20,60}}|cio{_W}{{32}}"
    rf"|dckr_pat_{_W}{{20,60}}|dckr_oat_{_W}{{20,60}})",
    "mail-key": rf"(?:SG\.{_W}{{16,32}}\.{_W}{{30,64}}|xkeysib-[a-f0-9]{{40,80}}-{_W}{{10,20}}|key-[a-f0-9]{{32}}"
    r"|[a-f0-9]{32}-us\d{1,2})",
    "vault-token": rf"(?:hv[sbr]\.{_W}{{20,300}}|[sb]\.[A-Za-z0-9]{{24}})",
    "grafana-token": r"(?:glsa_[A-Za-z0-9]{20,60}_[A-Fa-f0-9]{8}|glc_[A-Za-z0-9+/=]{20,400}"
    r"|eyJrIjoi[A-Za-z0-9+/=]{20,400})",
    "cloud-token": rf"(?:do[opr]_v1_[a-f0-9]{{40,80}}"
    rf"|dapi[a-f0-9]{{32}}(?:-\d)?|dp\.(?:pt|st|ct|sa|scim|audit)\.{_W}{{30,60}}"
    rf"|HRKU-{_W}{{30,80}}|fm2_[A-Za-z0-9+/=_-]{{40,900}}|nfp_{_W}{{30,60}}|pul-[a-f0-9]{{40}}|tskey-{_W}{{10,80}}"
    rf"|sbp_[a-f0-9]{{40}}|pscale_(?:tkn|pw|oauth)_{_W}{{30,60}}|{_W}{{14}}\.atlasv1\.{_W}{{60,80}})",
    "service-token": rf"(?:ATATT3[A-Za-z0-9_=-]{{40,300}}|ATCTT3[A-Za-z0-9_=-]{{40,300}}"
    rf"|shp(?:at|ss|ca|pa)_[a-f0-9]{{32}}"
    rf"|sq0(?:atp|csp)-{_W}{{20,60}}|SK[a-f0-9]{{32}}|PMAK-[a-f0-9]{{24}}-[a-f0-9]{{34}}|NRAK-[A-Z0-9]{{27}}"
    rf"|figd_{_W}{{30,60}}|lin_api_[A-Za-z0-9]{{30,60}}|(?:secret|ntn)_[A-Za-z0-9]{{40,60}}"
    rf"|sntry[su]_[A-Za-z0-9+/=_-]{{30,400}}"
    rf"|bkua_[a-f0-9]{{40}}|CCIPAT_{_W}{{20,100}}|\d{{8,10}}:AA{_W}{{33}}|AKCp[A-Za-z0-9]{{60,80}})",
    "private-key": r"AGE-SECRET-KEY-1[A-Z0-9]{50,70}",
    "jwt": rf"eyJ{_W}{{8,4000}}\.eyJ{_W}{{4,8000}}(?:\.{_W}{{0,4000}})?",
}
_PLACES = (
    r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{10,200}",
    r"https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d+/[A-Za-z0-9_-]{20,120}",
    r"https://[\w.-]{1,100}\.webhook\.office\.com/webhookb2/[A-Za-z0-9@/_-]{20,300}",
    r"https://events\.pagerduty\.com/integration/[a-f0-9]{32}",
)
_TOKENS = [(kind, re.compile(_EDGE + pattern + _END)) for kind, pattern in _PREFIXED.items()]
_HOOK = re.compile("|".join(_PLACES))
_BEGIN = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_END_OF_KEY = re.compile(r"-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_KEY_LINES = re.compile(r"[A-Za-z0-9+/=\\\s]{0,20000}")
_LONGEST_KEY = 20_000


def tokens(text: str) -> Iterator[Span]:
    """Every stretch that says by itself that it is a secret."""
    for kind, pattern in _TOKENS:
        yield from (Span(*match.span(), kind) for match in pattern.finditer(text))
    yield from (Span(*match.span(), "webhook") for match in _HOOK.finditer(text))
    yield from _private_keys(text)


def _private_keys(text: str) -> Iterator[Span]:
    """PEM blocks to their end; of one that is cut short, what looks like it."""
    place = 0
    while begin := _BEGIN.search(text, place):
        end = _END_OF_KEY.search(text, begin.end(), begin.end() + _LONGEST_KEY)
        lines = _KEY_LINES.match(text, begin.end())
        place = end.end() if end else lines.end() if lines else begin.end()
        yield Span(begin.start(), place, "private-key")
