"""The journal's tables in SQLite, and how an older file becomes one of today's. Rows never change."""

VERSION = 2
TABLES = """
create table incidents (
    id text primary key,
    body text not null
) strict, without rowid;
create table rows (
    place integer primary key autoincrement,
    incident text not null references incidents (id),
    number integer not null,
    kind text not null,
    at text not null,
    body text not null,
    previous text not null,
    hash text not null,
    cites text not null default '',
    once text,
    unique (incident, number)
) strict;
create unique index rows_once on rows (incident, once) where once is not null;
create table citations (
    digest text primary key,
    id text not null,
    source text not null,
    locator text not null,
    quote text not null
) strict, without rowid;
create index citations_by_id on citations (id);
create table cited (
    digest text not null references citations (digest),
    incident text not null references incidents (id),
    primary key (digest, incident)
) strict, without rowid;
create trigger rows_stay_as_they_are before update on rows begin select raise(abort, 'append-only'); end;
create trigger rows_stay before delete on rows begin select raise(abort, 'append-only'); end;
"""
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (),  # there was no version 0
    (
        "alter table rows add column cites text not null default ''",
        "alter table rows add column once text",
        "create unique index rows_once on rows (incident, once) where once is not null",
    ),
)
"""From version N to N + 1, by N. What was sealed stays as it is: columns of later versions are empty in older rows."""
