"""What some files looked like earlier: (path, the text as it is now, the text before). Oldest first."""

from __future__ import annotations

PAST: tuple[tuple[str, str, str], ...] = (
    ("config/gateway.json", '"pool_size": 24', '"pool_size": 16'),
    ("config/catalog.json", '"keep_s": 6', '"keep_s": 4'),
    ("services/catalog/app.py", "LIMIT 20", "LIMIT 12"),
    ("services/catalog/requirements.txt", "certifi==2026.4.26", "certifi==2026.1.4"),
    ("config/payments.json", '"JPY": "200000"', '"JPY": "150000"'),
    ("services/payments/app.py", "Large amounts wait for a person; the bank is asked later.", "Large amounts wait."),
    ("services/cart/app.py", "added: dict[str, Any]", "added: dict[str, str]"),
    ("config/cart.json", '"keep_s": 1800', '"keep_s": 900'),
    ("services/pricing/app.py", '{"EUR": 2, "USD": 2, "JPY": 0}', '{"EUR": 2, "JPY": 0}'),
    ("config/pricing.json", '"USD": "1.09"', '"USD": "1.08"'),
    ("config/pricing.json", '"JPY": "162.4"', '"JPY": "161.9"'),
    ("services/inventory/app.py", '"stock is low"', '"low stock"'),
    ("config/inventory.json", '"reorder_below": 200', '"reorder_below": 180'),
    ("config/database.json", '"log_min_duration_ms": 150', '"log_min_duration_ms": 250'),
    ("config/database.json", '"max_connections": 60', '"max_connections": 40'),
    ("services/checkout/app.py", '"reservation not released, the sweep will"', '"reservation not released"'),
    ("services/gateway/app.py", "Only what checkout knows; phones send more than they should.", "What checkout needs."),
    ("services/gateway/requirements.txt", "tzdata==2026.1", "tzdata==2025.2"),
    ("flags/flags.json", '"gateway.new_header": false,', '"gateway.new_header": true,'),
    ("services/database/app.py", '"checkpoint complete: wrote', '"checkpoint: wrote'),
    ("config/cache.json", '"max_value_bytes": 65536', '"max_value_bytes": 32768'),
    ("services/cache/app.py", '"value too large"', '"entry too large"'),
    ("services/payments/requirements.txt", "certifi==2026.4.26", "certifi==2026.1.4"),
    ("services/kit/pool.py", "A connection that is the caller's own until it is given back.", "A connection."),
    ("services/checkout/requirements.txt", "idna==3.10", "idna==3.9"),
    ("services/kit/client.py", "A connection to the named peer, connected at its first use.", "A connection."),
    ("config/checkout.json", '"one_in": 2', '"one_in": 1'),
    ("services/inventory/requirements.txt", "certifi==2026.4.26", "certifi==2026.2.1"),
)
