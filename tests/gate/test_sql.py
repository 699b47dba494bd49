"""SQL: by statement, by function, by how narrow it is; the same text can be two things to two databases."""

import pytest

from codriver.gate import sql
from codriver.gate.sql_tokens import statements
from codriver.gate.verdict import R1, R2, R3, READ, Risk

SEEN: dict[str, Risk] = {
    "select 1": READ,
    "SELECT 'drop table x'": READ,
    "-- drop table x\nselect 1": READ,
    "/* drop table x; */ select 1": READ,
    "explain delete from x": READ,
    "explain analyze select 1": READ,
    "explain (analyze false) delete from x": READ,
    "explain (analyze) delete from x": R3,
    "explain analyze update x set y = 1 where id = 2": R2,
    "show tables": READ,
    "set statement_timeout = 5": READ,
    "begin; commit": READ,
    "select pg_terminate_backend(5)": R1,
    "select pg_terminate_backend(pid) from pg_stat_activity": R2,
    "select * from x for update": R1,
    "kill 5": R1,
    "set global slow_query_log = 1": R1,
    "flush logs": R1,
    "insert into x values (1)": R2,
    "update orders set y = 1 where order_id = 5": R2,
    "update orders set y = 1 where id in (1, 2)": R2,
    "update orders set y = 1 where id in (select id from z)": R3,
    "update orders set y = 1 where customer_id = 5": R3,
    "update orders set y = 1 where id = 5 or true": R3,
    "update orders set y = 1 where id > 5": R3,
    "update orders set y = 1": R3,
    "create table x (y int)": R2,
    "drop index x": R2,
    "alter table x add column y int": R2,
    "alter table x drop column y": R3,
    "alter table x drop constraint y": R2,
    "select * into y from x": R2,
    "delete from x where id = 5": R3,
    "truncate x": R3,
    "drop table x": R3,
    "grant select on x to y": R3,
    "create role admin": R3,
    "alter user x with password 'y'": R3,
    "with a as (delete from x returning *) select 1": R3,
    "do $$ begin delete from x; end $$": R3,
    "copy x to stdout": READ,
    "copy x from stdin": R2,
    "reset master": R3,
    "frobnicate x": R2,
}


@pytest.mark.parametrize("text", SEEN)
def test_a_statement_gets_its_class(text: str) -> None:
    assert max(deed.risk for deed in sql.rated(text, "db")) == SEEN[text]


def test_backslashes_and_comments_mean_different_things_to_different_databases() -> None:
    def worst(text: str, *, mysql: bool) -> Risk:
        return max(deed.risk for deed in sql.rated(text, "db", mysql=mysql))

    escaped = r"select '\'; drop table x; --'"
    hashed = "select 5 # 3; drop table x"
    dashed = "select 5--3; drop table x"
    assert [worst(text, mysql=False) for text in (escaped, hashed, dashed)] == [R3, R3, READ]
    assert [worst(text, mysql=True) for text in (escaped, hashed, dashed)] == [READ, READ, R3]


def test_strings_do_not_end_statements() -> None:
    assert [len(tokens) for tokens in statements("select 'a;b', $$c;d$$; select \"e;f\"")] == [4, 2]
