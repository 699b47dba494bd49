"""The journal's tables in PostgreSQL: the columns of SQLite's, by the same names. Rows never change."""

VERSION = 1
TURN = 0x436F4472
"""The advisory lock that writers take in turn: "CoDr"."""
TABLES = """
create table incidents (id text collate "C" primary key, body text not null);
create table rows (
    place bigint generated always as identity primary key,
    incident text collate "C" not null references incidents (id),
    number integer not null,
    kind text not null,
    at text not null,
    body text not null,
    previous text not null,
    hash text not null,
    cites text not null default '',
    once text,
    unique (incident, number)
);
create unique index rows_once on rows (incident, once) where once is not null;
create table citations (
    digest text collate "C" primary key,
    id text collate "C" not null,
    source text not null,
    locator text not null,
    quote text not null
);
create index citations_by_id on citations (id);
create table cited (
    digest text collate "C" not null references citations (digest),
    incident text collate "C" not null references incidents (id),
    primary key (digest, incident)
);
create function stay() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$;
create trigger rows_stay before update or delete on rows for each row execute function stay();
create trigger rows_stay_all before truncate on rows for each statement execute function stay();
"""
MIGRATIONS: tuple[str, ...] = ("",)
"""From version N to N + 1, by N; there was no version 0."""
