"""Who writes and who reads a state outside of objects: each place with how sure it is; nothing else."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase import questions
from codriver.codebase.opened import Codebase
from codriver.errors import ConfigError

Build = Callable[[Mapping[str, str]], Codebase]
DATABASE = {
    "shop/models.py": """\
from django.db import models
class Order(models.Model):
    status = models.CharField()
    total = models.IntegerField(db_column="amount")
    class Meta:
        db_table = "orders"
def close(order: Order):
    order.status = "closed"
    Order.objects.filter(id=1).update(status="closed")
""",
    "shop/jobs.py": """\
def sweep(cursor, table):
    cursor.execute("UPDATE orders SET status = %s, amount = 1 WHERE id = %s", [1, 2])
    cursor.execute("INSERT INTO orders (id, amount) VALUES (1, 2)")
    cursor.execute(f"DELETE FROM orders WHERE id = {table}")
    cursor.execute("SELECT status FROM orders o JOIN users u ON u.id = o.user_id")
    cursor.execute(f"UPDATE {table} SET status = 1")
    cursor.execute("UPDATE users SET status = 1")
""",
    "shop/migrations/0002_status.py": """\
from django.db import migrations, models
class Migration(migrations.Migration):
    operations = [
        migrations.AddField(model_name="order", name="status", field=models.CharField()),
        migrations.RunSQL("ALTER TABLE orders DROP COLUMN amount"),
    ]
""",
    "db/versions/a.py": """\
from alembic import op
import sqlalchemy as sa
def upgrade():
    op.add_column("orders", sa.Column("status", sa.Text()))
    with op.batch_alter_table("orders") as batch:
        batch.drop_column("amount")
""",
    "db/schema.sql": "CREATE TABLE orders (\n  id int,\n  status text,\n  CHECK (status <> '')\n);\n",
    "cmd/main.go": 'package main\nfunc f() {\n\tdb.Exec("UPDATE orders SET status = $1 WHERE id = $2", 1)\n}\n',
    "db/migrate/1_a.rb": "class A < M\n  def change\n    add_column :orders, :status, :string\n  end\nend\n",
}
SETTINGS = {
    "shop/config.py": 'import os\nPAY_URL = os.environ.get("PAY_URL")\n',
    "shop/jobs.py": """\
import os, subprocess
def sweep():
    os.environ["PAY_URL"] = "x"
    os.environ.setdefault("PAY_URL", "y")
    os.environ.update(PAY_URL="z")
    del os.environ["PAY_URL"]
    subprocess.run(["a"], env={"PAY_URL": "q"})
    return os.getenv("PAY_URL", ""), os.getenv("PAY_URLS")
""",
    "cmd/main.go": 'package main\nfunc f() { os.Setenv("PAY_URL", "x") }\nfunc g() { os.Getenv("PAY_URL") }\n',
    "web/a.ts": "process.env.PAY_URL = 'x';\nconst url = process.env.PAY_URL;\n",
    ".env.production": "PAY_URL=https://x\n",
    "compose.yaml": "services:\n  web:\n    environment:\n      PAY_URL: x\n      OTHER: ${PAY_URL}\n",
    "k8s/a.yaml": "spec:\n  containers:\n  - name: web\n    env:\n    - name: PAY_URL\n      value: x\n",
    "Dockerfile": "FROM x\nENV PAY_URL=1 B=2\n",
    "run.sh": "export PAY_URL=1\necho $PAY_URL\n",
    "conf/app.yml": "server:\n  pool:\n    size: 3\n",
    "conf/app.toml": "[server.pool]\nsize = 4\n",
    "a/A.java": 'class A { @Value("${server.pool.size}") int n; }\n',
    "shop/pool.py": """\
def f(config):
    config["server"]["pool"]["size"] = 1
    return config["server"]["pool"]["size"]
""",
}
CACHE = {
    "shop/keys.py": 'CART = "cart:{}"\n',
    "shop/jobs.py": """\
from shop.keys import CART
def sweep(cache, redis, user, thing):
    cache.set(f"user:{user.id}:profile", 1)
    cache.delete("user:%s:profile" % user.id)
    redis.hset("user:42:profile", "a", 1)
    thing.set("user:42:profile", 1)
    cache.set(CART.format(user), 2)
    cache.set(f"{user}", 1)
    cache.set_many({"user:42:profile": 1})
    return cache.get("user:{}:profile".format(1))
""",
    "cmd/main.go": 'package main\nfunc f() { rdb.Set(ctx, "user:42:profile", 1, 0) }\n',
    "web/a.ts": "redis.del(`user:${id}:profile`);\n",
    "web/flags.ts": "if (client.variation('fast-pay', false)) {}\nflags.set('fast-pay', true);\n",
    "shop/flags.py": 'def f(flags):\n    flags.enable("fast-pay")\n    return flags.is_enabled("fast-pay")\n',
}


def found(answer: Callable[[Codebase, str], object], base: Codebase, asked: str) -> list[tuple[str, int, str, str]]:
    sites = answer(base, asked).sites  # type: ignore[attr-defined]  # an Answer
    return sorted((site.file, site.line, str(site.tier), site.role) for site in sites)


COLUMN = [
    ("cmd/main.go", 3, "certain", "store"),
    ("db/migrate/1_a.rb", 3, "certain", "schema"),
    ("db/schema.sql", 1, "certain", "schema"),
    ("db/versions/a.py", 4, "certain", "schema"),
    ("shop/jobs.py", 2, "certain", "store"),
    ("shop/jobs.py", 4, "likely", "del"),
    ("shop/jobs.py", 6, "likely", "store"),
    ("shop/migrations/0002_status.py", 4, "certain", "schema"),
    ("shop/models.py", 3, "certain", "store"),
    ("shop/models.py", 8, "certain", "store"),
    ("shop/models.py", 9, "likely", "kwarg"),
]


@pytest.mark.parametrize("asked", ["orders.status", "Order.status"])
def test_a_column_is_written_by_statements_migrations_and_the_mapped_class(code: Build, asked: str) -> None:
    assert found(questions.writers, code(DATABASE), asked) == COLUMN


def test_a_column_of_another_name_than_its_attribute(code: Build) -> None:
    lines = [(file, line) for file, line, *_ in found(questions.writers, code(DATABASE), "Order.total")]
    assert lines == [
        ("db/versions/a.py", 6),
        ("shop/jobs.py", 2),
        ("shop/jobs.py", 3),
        ("shop/jobs.py", 4),
        ("shop/migrations/0002_status.py", 5),
        ("shop/models.py", 4),
    ]


def test_a_column_is_read_by_selects(code: Build) -> None:
    assert found(questions.readers, code(DATABASE), "orders.status") == [("shop/jobs.py", 5, "likely", "read")]


def test_a_variable_of_the_environment_is_set_in_code_and_by_files(code: Build) -> None:
    written = found(questions.writers, code(SETTINGS), "PAY_URL")
    assert [(file, line) for file, line, tier, _ in written if tier == "certain"] == [
        (".env.production", 1),
        ("Dockerfile", 2),
        ("cmd/main.go", 2),
        ("compose.yaml", 4),
        ("k8s/a.yaml", 5),
        ("run.sh", 1),
        ("shop/config.py", 2),
        ("shop/jobs.py", 3),
        ("shop/jobs.py", 4),
        ("shop/jobs.py", 6),
        ("web/a.ts", 1),
    ]
    assert [(file, line) for file, line, tier, _ in written if tier == "likely"] == [
        ("shop/jobs.py", 5),
        ("shop/jobs.py", 7),
    ]


def test_a_variable_of_the_environment_is_read(code: Build) -> None:
    read = {(file, line) for file, line, *_ in found(questions.readers, code(SETTINGS), "PAY_URL")}
    assert {("cmd/main.go", 3), ("compose.yaml", 5), ("run.sh", 2), ("shop/jobs.py", 8), ("web/a.ts", 2)} <= read


def test_a_setting_is_found_by_its_path(code: Build) -> None:
    base = code(SETTINGS)
    assert found(questions.writers, base, "server.pool.size") == [
        ("conf/app.toml", 2, "certain", "store"),
        ("conf/app.yml", 3, "certain", "store"),
        ("shop/pool.py", 2, "likely", "store"),
    ]
    assert found(questions.readers, base, "server.pool.size") == [
        ("a/A.java", 1, "certain", "read"),
        ("shop/pool.py", 3, "likely", "read"),
    ]


@pytest.mark.parametrize("asked", ["user:42:profile", "user:{id}:profile", "user:"])
def test_a_cache_key_is_found_by_its_fixed_parts(code: Build, asked: str) -> None:
    written = found(questions.writers, code(CACHE), asked)
    assert [(file, line, role) for file, line, _, role in written] == [
        ("cmd/main.go", 2, "store"),
        ("shop/jobs.py", 3, "store"),
        ("shop/jobs.py", 4, "del"),
        ("shop/jobs.py", 5, "store"),
        ("shop/jobs.py", 6, "store"),
        ("shop/jobs.py", 9, "store"),
        ("web/a.ts", 1, "del"),
    ]
    assert ("shop/jobs.py", 6, "possible", "store") in written


@pytest.mark.parametrize("asked", ["cart:7", "CART"])
def test_a_key_that_a_constant_holds(code: Build, asked: str) -> None:
    assert ("shop/jobs.py", 7, "likely", "store") in found(questions.writers, code(CACHE), asked)


def test_a_flag_is_set_and_asked_for(code: Build) -> None:
    base = code(CACHE)
    assert [(f, n) for f, n, *_ in found(questions.writers, base, "fast-pay")] == [
        ("shop/flags.py", 2),
        ("web/flags.ts", 2),
    ]
    assert [(f, n) for f, n, *_ in found(questions.readers, base, "fast-pay")] == [
        ("shop/flags.py", 3),
        ("web/flags.ts", 1),
    ]


@pytest.mark.parametrize("asked", ["NOTHING_HERE", "nothing:here:1", "orders.nothing"])
def test_a_key_that_nobody_touches_is_an_error_with_a_hint(code: Build, asked: str) -> None:
    base = code({"a.py": "x = 1\n"})
    with pytest.raises(ConfigError) as error:
        questions.writers(base, asked)
    assert error.value.hint
