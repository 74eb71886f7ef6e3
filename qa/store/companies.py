"""Tells which company a filing is of: one row for all spellings of its name."""

import re

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from qa.store.schema import companies, company_names, filings

_BY_KEY = select(companies).where(companies.c.key == bindparam("key"))
_NEW = insert(companies).returning(companies.c.id)
_KNOWN = select(
    exists().where(company_names.c.company_id == bindparam("company_id"), company_names.c.name == bindparam("name"))
)
_WORD = re.compile(r"[^\W_]+")
# fmt: off
_LEGAL_FORMS = frozenset([
    "ag", "co", "company", "corp", "corporation", "inc", "incorporated", "limited", "llc", "lp", "ltd",
    "nv", "plc", "sa", "se", "the",
])
# fmt: on


def key(name: str) -> str:
    """Return what all spellings of a company's name share: its words in lower case, legal forms out."""
    words = _WORD.findall(name.casefold().replace(".", "").replace("'", "").replace("’", ""))
    return " ".join(word for word in words if word not in _LEGAL_FORMS) or " ".join(words)


def company_id(connection: Connection, name: str, ticker: str, filing: str) -> int:
    """Return the id of the company's row, which is made where there is none.

    A company is known by its name; by its ticker only where the names begin alike too, or the filing
    names no company, because exchanges give a ticker again. A filing that names neither stands alone.

    Arguments:
        connection: in a transaction that holds the write lock.
        filing: id of the filing, to tell companies without a name apart.
    """
    own = key(name) or (f"ticker {ticker.casefold()}" if ticker else f"filing {filing}")
    held = connection.execute(_BY_KEY, {"key": own}).first()
    if held is None and ticker:
        namesakes = connection.execute(select(companies).where(companies.c.ticker == ticker))
        held = next((row for row in namesakes if _may_be_one(row.name, name)), None)
    if held is None:
        row = {"key": own, "name": name, "ticker": ticker}
        made = int(connection.execute(_NEW, row).scalar_one())
        _called(connection, made, name)
        return made
    learned = {"name": name, "key": own} if name and not held.name else {}
    if ticker and not held.ticker:
        learned["ticker"] = ticker
    if learned:
        connection.execute(update(companies).where(companies.c.id == held.id).values(learned))
    _called(connection, int(held.id), name)
    return int(held.id)


def _called(connection: Connection, company: int, name: str) -> None:
    """Keep a name that a filing gives its company."""
    row = {"company_id": company, "name": name}
    if name and not connection.scalar(_KNOWN, row):
        connection.execute(insert(company_names), row)


def drop_if_empty(connection: Connection, company: int) -> None:
    """Delete a company that has no filing left."""
    unused = ~exists().where(filings.c.company_id == company)
    connection.execute(delete(companies).where(companies.c.id == company, unused))


def _may_be_one(one: str, other: str) -> bool:
    return not one or not other or key(one).split(" ")[0] == key(other).split(" ")[0]
