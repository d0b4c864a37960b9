"""Reads back what `kept` wrote with other people's libraries, and compares it with the JSON export of the same day.

Each check is skipped, and says so, where its library is missing.
"""
import html
import importlib
import json
import pathlib
import re
import sqlite3
import subprocess
import sys

out = pathlib.Path(sys.argv[1])
tables = {t["name"]: t["rows"] for t in json.loads((out / "export.json").read_text())["tables"]}
pledges = tables["pledges"]
failed = []


def check(what, holds, detail=""):
    if not holds:
        failed.append(f"{what}: {detail}")
        print(f"FAILED: {what}: {detail}")


def library(name, what):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"not checked: {what} ({name} is missing)")
        return None


def squeezed(text):
    return re.sub(r"\s+", "", text)


# Every quote and every note is in what a reader sees.
for kind in ("word", "pdf"):
    path = out / f"{kind}-all.txt"
    if path.exists():
        seen = squeezed(path.read_text())
        # A quote that runs over the foot of a page has the foot between its words; what is compared are its beginning and end.
        missing = [p["id"] for p in pledges
                   if squeezed(p["quote"])[:30] not in seen or squeezed(p["quote"])[-20:] not in seen]
        check(f"{kind}: quotes", not missing, missing)
        named = [s["title"] for s in tables["sources"] if s["id"] in {e["source"] for e in tables["evidence"]}]
        missing = [title for title in named if squeezed(title)[:30] not in seen]
        check(f"{kind}: notes", not missing, missing)
        print(f"checked: {kind}: {len(pledges)} quotes and {len(named)} sources are in the text")

if docx := library("docx", "Word by a second reader"):
    document = docx.Document(out / "all.docx")
    titles = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    check("docx: headings", sorted(titles) == sorted(p["title"] for p in pledges), titles)
    check("docx: properties", document.core_properties.title and document.core_properties.language == "en-GB")
    repeated = [t for t in document.tables if "tblHeader" in t.rows[0]._tr.xml]
    check("docx: header rows", len(repeated) == len(document.tables))
    print(f"checked: docx: {len(titles)} headings, {len(document.tables)} tables with header rows")

if openpyxl := library("openpyxl", "Excel by a second reader"):
    book = openpyxl.load_workbook(out / "export.xlsx")
    for name, rows in tables.items():
        sheet = book[name]
        check(f"xlsx: {name}", sheet.max_row == len(rows) + 1 and sheet.freeze_panes == "B2" and sheet.auto_filter.ref)
        keys = [cell.value for cell in sheet[1]]
        check(f"xlsx: {name}: columns", not rows or sorted(keys) == sorted(rows[0]))
        for row, values in zip(rows, sheet.iter_rows(min_row=2)):
            for key, cell in zip(keys, values):
                expected = row[key]
                got = cell.value
                check("xlsx: no formula", cell.data_type != "f", f"{name}.{key}")
                if hasattr(got, "date"):
                    got = got.date().isoformat()
                elif isinstance(got, (int, float)) and not isinstance(got, bool) and isinstance(expected, str):
                    got, expected = float(got), float(expected)
                check(f"xlsx: {name}.{key}", (got or None) == (expected or None) or got == expected, f"{got!r} for {expected!r}")
    print(f"checked: xlsx: {len(tables)} sheets, every cell")

if frictionless := library("frictionless", "the data package"):
    report = frictionless.validate(str(out / "package" / "datapackage.json"))
    check("datapackage", report.valid, report.flatten(["title", "message"]))
    print(f"checked: datapackage: valid {report.valid}")

with sqlite3.connect(out / "export.sqlite") as database:
    check("sqlite: integrity", database.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    check("sqlite: foreign keys", not database.execute("PRAGMA foreign_key_check").fetchall())
    for name, rows in tables.items():
        check(f"sqlite: {name}", database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] == len(rows))
    hits = database.execute("SELECT count(*) FROM pledges_fts WHERE pledges_fts MATCH 'teachers'").fetchone()[0]
    check("sqlite: search", hits > 0)
    print(f"checked: sqlite: {len(tables)} tables, {hits} hits for 'teachers'")
if library("datasette", "the database in Datasette"):
    done = subprocess.run([sys.executable, "-m", "datasette", str(out / "export.sqlite"), "--get", "/export/open_pledges.json?_shape=array"],
                          capture_output=True, text=True)
    rows = json.loads(done.stdout) if done.returncode == 0 else []
    check("datasette", len(rows) == sum(p["status"] != "delivered" for p in pledges), done.stderr[-300:])
    print(f"checked: datasette: the view open_pledges has {len(rows)} rows")

if icalendar := library("icalendar", "the calendar"):
    events = icalendar.Calendar.from_ical((out / "export.ics").read_bytes()).walk("VEVENT")
    deadlines = {str(e["UID"]).split("-deadline@")[0]: e.decoded("DTSTART").isoformat() for e in events if "-deadline@" in e["UID"]}
    expected = {p["id"]: p["deadline_last"] for p in pledges if p["deadline_last"]}
    check("ics", deadlines == expected, set(deadlines.items()) ^ set(expected.items()))
    print(f"checked: ics: {len(events)} events")

if feedparser := library("feedparser", "the feed"):
    feed = feedparser.parse((out / "export.atom").read_bytes())
    check("atom", not feed.bozo and feed.entries and len({e.id for e in feed.entries}) == len(feed.entries), feed.get("bozo_exception"))
    print(f"checked: atom: {len(feed.entries)} entries")

if html5lib := library("html5lib", "HTML by a strict parser"):
    for name in ("one", "all"):
        text = (out / f"{name}.html").read_text()
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text)
        check(f"html: {name}", not parser.errors, parser.errors[:5])
        ids = re.findall(r'\bid="([^"]+)"', text)
        check(f"html: {name}: ids", len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1][:5])
        targets = re.findall(r'href="#([^"]+)"', text)
        check(f"html: {name}: anchors", set(targets) <= set(ids), set(targets) - set(ids))
        if name == "all":
            check("html: quotes", all(html.escape(p["quote"], quote=False).replace('"', "&quot;") in text for p in pledges))
    print("checked: html: no parse error, ids unique, anchors lead somewhere")

sys.exit(1 if failed else 0)
