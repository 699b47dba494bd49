CREATE TABLE IF NOT EXISTS products (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    price_cents INTEGER NOT NULL,
    discount INTEGER,
    images TEXT NOT NULL DEFAULT '',
    supplier TEXT
);
CREATE TABLE IF NOT EXISTS stock (
    product_id INTEGER PRIMARY KEY,
    quantity INTEGER NOT NULL,
    bin TEXT
);
CREATE TABLE IF NOT EXISTS reservations (
    id INTEGER PRIMARY KEY,
    order_id TEXT NOT NULL,
    product_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS reservations_order ON reservations (order_id);
CREATE TABLE IF NOT EXISTS ledger (
    id INTEGER PRIMARY KEY,
    order_id TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    status TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE INDEX IF NOT EXISTS ledger_order ON ledger (order_id);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 48)
INSERT OR IGNORE INTO products (id, name, category, price_cents, discount, images, supplier)
SELECT
    i,
    'product ' || i,
    CASE i % 6 WHEN 0 THEN 'books' WHEN 1 THEN 'games' WHEN 2 THEN 'kitchen'
               WHEN 3 THEN 'garden' WHEN 4 THEN 'music' ELSE 'sports' END,
    490 + (i * 733) % 6000,
    CASE WHEN i % 3 = 0 THEN 5 + i % 20 END,
    CASE WHEN i % 4 = 1 THEN '' ELSE 'p' || i || '-front.jpg p' || i || '-back.jpg' END,
    CASE WHEN i % 5 = 0 THEN NULL ELSE 'supplier-' || (i % 7) END
FROM n;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 48)
INSERT OR IGNORE INTO stock (product_id, quantity, bin)
SELECT i, CASE i % 8 WHEN 2 THEN 210 ELSE 3000 END, CASE WHEN i % 5 = 2 THEN NULL ELSE char(65 + i % 6) || '-' || i END
FROM n;
