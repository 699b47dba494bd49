"""What each kind of text touches: `in_python`, `in_code`, `in_files`, `sql`, `migrations`, `mapped`."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase.keys import fits, in_code, in_files, in_python, mapped, migrations, sql
from codriver.codebase.opened import Codebase
from codriver.codebase.python import opening

Build = Callable[[Mapping[str, str]], Codebase]


@pytest.mark.parametrize(
    ("asked", "written", "fit"),
    [
        ("user:42", "user:*", True),
        ("user:*:x", "user:*:x", True),
        ("user:", "user:*:x", True),
        ("cart:42", "user:*", False),
        ("user:42", "*", False),
        ("user:42", "*:*", False),
        ("user", "user:*", False),
    ],
)
def test_keys_fit_by_their_fixed_parts(asked: str, written: str, *, fit: bool) -> None:
    assert fits(asked, written) is fit


@pytest.mark.parametrize(
    ("statement", "keys"),
    [
        ("INSERT INTO a (x, y) VALUES (1, 2) ON CONFLICT (x) DO UPDATE SET z = 1", ["a.x", "a.y", "a.z"]),
        ('update "public"."a" as t set "x" = f(1, 2), t.y = 3 where z = 4', ["a.x", "a.y", "read a.z"]),
        ("INSERT INTO a SELECT 1", ["a.*"]),
        ("TRUNCATE TABLE a", ["a.*"]),
        ("CREATE TABLE IF NOT EXISTS a (x int DEFAULT (1), y text, PRIMARY KEY (x))", ["a.x", "a.y"]),
        ("ALTER TABLE a ADD COLUMN x int, DROP COLUMN y", ["a.x", "a.y"]),
        ("select * from a", ["read a.*"]),
        ("please update the settings", []),
        ("UPDATE SET x", []),
    ],
)
def test_statements_say_their_tables_and_columns(statement: str, keys: list[str]) -> None:
    found = [f"read {one.key}" if one.role == "read" else one.key for one in sql.touches(statement)]
    assert list(dict.fromkeys(found)) == keys


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('System.getProperty("a.b")', ("environment", "read", "a.b")),
        ('ENV["A"] = "x"', ("environment", "store", "A")),
        ('ENV.fetch("A")', ("environment", "read", "A")),
        ('putenv("A=1");', ("environment", "store", "A")),
        ('std::env::set_var("A", "1");', ("environment", "store", "A")),
        ('redisTemplate.opsForValue().set("a:" + id, 1);', ("cache", "store", "a:")),
        ('Rails.cache.fetch("a/#{id}") do', ("cache", "read", "a/*")),
        ('@CacheEvict("carts")', ("cache", "del", "carts")),
        ('viper.GetString("a.b")', ("setting", "read", "a.b")),
        ("Flipper.enable('a')", ("flag", "store", "a")),
    ],
)
def test_other_languages_are_read_by_their_words(line: str, told: tuple[str, str, str]) -> None:
    assert told in {(one.kind, one.role, one.key) for one in in_code.touches(line)}


def test_yaml_that_is_no_yaml_is_read_by_its_indents() -> None:
    chart = "a:\n  {{- if .Values.on }}\n  b: {{ .Values.size.max }}\n  {{- end }}\n  c:\n  - d: 1\n"
    found = {(one.role, one.key) for one in in_files.touches("chart/templates/a.yaml", chart)}
    assert {("read", "on"), ("read", "size.max"), ("store", "a.b"), ("store", "a.c.d")} <= found


@pytest.mark.parametrize("path", ["a.yaml", "a.toml", ".env", "Dockerfile", "a.sh", "a.properties", "a.json"])
def test_hostile_files_are_read_in_bounded_time(path: str) -> None:
    text = "a:\n" * 3 + "x" * 100_000 + "\n" + "  " * 5_000 + "- b: 1\n" + "ENV " + "a=1 " * 2_000 + "\n" + "[" * 5_000
    assert len(list(in_files.touches(path, text))) < 3_000


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('os.environ.get("A")', ("environment", "read", "A")),
        ('monkeypatch.setenv("A", "1")', ("environment", "store", "A")),
        ('app.config.update(A="1")', ("setting", "store", "A")),
        ('override_settings(A="1")', ("setting", "store", "A")),
        ('cache.get_or_set("a:" + str(x), 1)', ("cache", "store", "a:*")),
        ('r.zadd("a", {"b": 1})', ("cache", "store", "a")),
        ('thing.hgetall("a")', ("cache", "read", "a")),
        ('client.variation("a", False)', ("flag", "read", "a")),
        ("settings.A = 1", ("setting", "store", "A")),
    ],
)
def test_python_is_read_by_its_calls_items_and_attributes(code: Build, line: str, told: tuple[str, str, str]) -> None:
    module = code({"a.py": line}).program.module("a.py")
    assert module is not None
    opening.open_all(module)
    assert told in {(one.kind, one.role, one.key) for one in in_python.touches(module)}


def test_a_class_is_kept_in_a_table_by_its_own_word_or_by_habit(code: Build) -> None:
    text = """\
class Said(Base):
    __tablename__ = "things"
    state = Column("status", Text)
class OrderLine(models.Model):
    price = models.IntegerField()
class Plain:
    price = 1
"""
    base = code({"shop/models.py": text})
    module = base.program.module("shop/models.py")
    assert module is not None
    opening.open_all(module)
    scopes = {one.name: one for one in module.scopes.values() if one.kind == "class"}
    assert mapped.tables_of(scopes["Said"]) == ["things"]
    assert mapped.columns_of(scopes["Said"], "state") == ["state", "status"]
    assert {"order_line", "order_lines", "shop_orderline"} <= set(mapped.tables_of(scopes["OrderLine"]))
    assert mapped.tables_of(scopes["Plain"]) == []
    assert [one.name for one in mapped.classes_of(base, "shop_orderline", "price")] == ["OrderLine"]


def test_operations_of_migrations_say_their_columns(code: Build) -> None:
    text = """\
migrations.CreateModel(name="Order", fields=[("id", x), ("status", y)])
migrations.DeleteModel("Order")
migrations.RenameField("order", "old", "new")
op.create_table("orders", sa.Column("id"), sa.Column("status"))
op.drop_table("orders")
"""
    module = code({"shop/migrations/0001_a.py": text}).program.module("shop/migrations/0001_a.py")
    assert module is not None
    opening.open_all(module)
    found = {(one.line, one.role, one.key) for one in migrations.touches(module)}
    assert found >= {
        (1, "schema", "shop_order.status"),
        (2, "del", "order.*"),
        (3, "schema", "order.old"),
        (4, "schema", "orders.status"),
        (5, "del", "orders.*"),
    }
