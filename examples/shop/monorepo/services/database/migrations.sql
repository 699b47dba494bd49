-- Applied in this order when the database starts, each step once.

-- step 1: orders are looked up by product, too
CREATE INDEX IF NOT EXISTS reservations_product ON reservations (product_id);

-- end of steps
