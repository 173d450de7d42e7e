"""Reads the exports of one log, each with a reader of its own, and holds their totals together.

check.py FOLDER GUIDE   FOLDER has log.ndjson, log.csv, log.sqlite, log.parquet, and shown.ndjson:
                        what `menshen log show --json` prints, which all must agree with. The
                        queries of GUIDE, docs/export.md, must run on them.
"""

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import defaultdict
from datetime import datetime

import duckdb
import pyarrow.parquet

# What is counted, as a query. {records} and {uses} stand for the tables, {ms} for the time.
TOTALS = {
    "records by kind": "SELECT kind, count(*) FROM {records} GROUP BY 1",
    "times by kind": "SELECT kind, sum({ms}) FROM {records} WHERE time IS NOT NULL GROUP BY 1",
    "allow by resource": "SELECT u.resource, sum(count) FROM {uses} WHERE kind = 'decision' AND verdict = 'allow' GROUP BY 1",
    "deny by resource": "SELECT u.resource, sum(count) FROM {uses} WHERE kind = 'decision' AND verdict = 'deny' GROUP BY 1",
    "allow by purpose": "SELECT purpose, sum(count) FROM {records} WHERE kind = 'decision' AND verdict = 'allow' GROUP BY 1",
    "deny by purpose": "SELECT purpose, sum(count) FROM {records} WHERE kind = 'decision' AND verdict = 'deny' GROUP BY 1",
    "held ms by how": "SELECT how, sum(held_ms) FROM {records} WHERE held_ms IS NOT NULL GROUP BY 1",
    "held ms by purpose": "SELECT purpose, sum(held_ms) FROM {records} WHERE held_ms IS NOT NULL GROUP BY 1",
    "held ms by resource": "SELECT u.resource, sum(held_ms) FROM {uses} WHERE held_ms IS NOT NULL GROUP BY 1",
}


def by_query(execute, **tables):
    """The totals that a database works out."""
    answer = lambda query: {str(key): int(n) for key, n in execute(query.format(**tables)).fetchall()}
    return {name: answer(query) for name, query in TOTALS.items()}


def by_row(rows):
    """The totals of rows that have the columns of an export, and the list `uses`."""
    totals = {name: defaultdict(int) for name in TOTALS}

    def add(name, key, n):
        totals[name][str(key)] += n

    for row in rows:
        add("records by kind", row["kind"], 1)
        if row["time"] is not None:
            add("times by kind", row["kind"], round(row["time"].timestamp() * 1000))
        if row["held_ms"] is not None:
            add("held ms by how", row["how"], row["held_ms"])
            add("held ms by purpose", row["purpose"], row["held_ms"])
            for use in row["uses"]:
                add("held ms by resource", use["resource"], row["held_ms"])
        if row["kind"] == "decision":
            add(row["verdict"] + " by purpose", row["purpose"], row["count"])
            for use in row["uses"]:
                add(row["verdict"] + " by resource", use["resource"], row["count"])
    return {name: dict(total) for name, total in totals.items()}


def when(text):
    return datetime.fromisoformat(text) if text else None


def shown(path):
    """What `log show --json` prints, with what the end of a lease leaves to its beginning."""
    given = {}
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        row = {"time": when(row.get("at")), "held_ms": None, "uses": [], **row}
        if row["held_ms"] is not None:
            row["purpose"], use = given.pop(row["lease"], (None, {"resource": None}))
            row["uses"] = [use]
        for use in row["uses"] if row["kind"] == "decision" else []:
            given[use["lease"]] = (row["purpose"], use)
        yield row


def from_csv(path):
    number = lambda text: int(text) if text else None
    null = lambda text: text or None
    for row in csv.DictReader(open(path, encoding="utf-8", newline=""), strict=True):
        resources = row["resource"].split(";") if row["resource"] or row["lease"] else []
        yield {
            "kind": row["kind"], "time": when(row["time"]), "how": row["how"],
            "purpose": null(row["purpose"]), "verdict": row["verdict"],
            "held_ms": number(row["held_ms"]), "count": number(row["count"]),
            "uses": [{"resource": null(resource)} for resource in resources],
        }


def from_pyarrow(path):
    columns = ["kind", "time", "how", "purpose", "verdict", "held_ms", "count", "uses"]
    for batch in pyarrow.parquet.ParquetFile(path).iter_batches(columns=columns):
        yield from batch.to_pylist()


def from_sqlite(path):
    ms = "1000 * unixepoch(time) + substr(time, 21, 3)"
    uses = "records r JOIN uses u ON u.record = r.id"
    return by_query(sqlite3.connect(path).execute, records="records", uses=uses, ms=ms)


def from_duckdb(path):
    uses = f"'{path}' AS r, unnest(r.uses) AS t(u)"
    return by_query(duckdb.connect().execute, records=f"'{path}'", uses=uses, ms="epoch_ms(time)")


def from_jq(path):
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "totals.jq")
    return json.loads(subprocess.check_output(["jq", "-n", "-f", program, path]))


READERS = {
    "csv, Python": lambda: by_row(from_csv("log.csv")),
    "ndjson, jq": lambda: from_jq("log.ndjson"),
    "sqlite, Python": lambda: from_sqlite("log.sqlite"),
    "parquet, DuckDB": lambda: from_duckdb("log.parquet"),
    "parquet, pyarrow": lambda: by_row(from_pyarrow("log.parquet")),
}


def queries(guide):
    """The queries of the guide: which tool, the text, and how to get its rows."""
    text = open(guide, encoding="utf-8").read()
    for body in re.findall(r"```sql\n-- (.*?)```", text, re.S):
        tool, _, body = body.partition("\n")
        run = {
            "SQLite: sqlite3 log.sqlite": sqlite3.connect("log.sqlite").execute,
            "DuckDB": duckdb.connect().execute,
        }.get(tool)
        for query in filter(None, map(str.strip, body.split(";"))) if run else []:
            yield tool.split(":")[0], query, lambda: run(query).fetchall()
    for body in re.findall(r"```sh\n(.*?)```", text, re.S):
        lines = [line for line in body.splitlines() if not line.startswith("#")]
        for line in lines:
            shell = lambda: subprocess.check_output(["sh", "-euc", line], text=True).splitlines()
            yield line.split()[0], line, lambda: [tuple(row.split()[::-1]) for row in shell()]


def same_denials(rows, truth):
    """The first query of each tool in the guide counts denials by resource."""
    return {str(key): int(n) for key, n in rows if key is not None} == truth["deny by resource"]


def main(folder, guide):
    guide = os.path.abspath(guide)
    os.chdir(folder)
    truth = by_row(shown("shown.ndjson"))
    failed, passed, tools = 0, 0, set()

    def check(holds, what):
        nonlocal failed, passed
        passed, failed = passed + bool(holds), failed + (not holds)
        print(f"{'ok    ' if holds else 'FAILED'}  {what}")

    for reader, read in READERS.items():
        for name, total in read().items():
            wanted = truth[name]
            check(total == wanted, f"{reader:<17} {name:<20} {sum(total.values()):>20,}")
            if total != wanted:
                print(f"        {total}\n        instead of {wanted}")
    for tool, query, run in queries(guide):
        rows = run()
        holds = tool in tools or same_denials(rows, truth)
        tools.add(tool)
        check(holds, f"{tool:<17} {query[:60]}… {len(rows)} rows")
    check(tools == {"SQLite", "DuckDB", "jq", "awk"}, f"the guide has queries for {sorted(tools)}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
