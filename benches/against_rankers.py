"""How fast pledges are matched against a bulk file: kept, and what only ranks: SQLite FTS5, bm25s, tantivy.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install bm25s PyStemmer tantivy
    cargo build --release
    /tmp/venv/bin/python benches/against_rankers.py REGISTER ANSWERS.jsonl.gz

Each begins with the packed file and the register's quotes and ends with the hundred best answers of every pledge; kept does
the whole of `kept match` in that time, passages, numbers, scores and reasons included. The runs alternate, each in a
process of its own; printed is the median of three by the clock. Whatever is not installed is left out.
"""

import gzip
import json
import pathlib
import re
import statistics
import subprocess
import sys
import time
import tomllib

TOP = 100


def answers(path):
    with gzip.open(path, "rt") as lines:
        return [json.loads(line).get("answer") or "" for line in lines]


def quotes(register):
    pledges = tomllib.loads((pathlib.Path(register) / "pledges.toml").read_text())["pledge"]
    return [pledge["quote"] for pledge in pledges]


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def fts5(register, path):
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.execute("create virtual table a using fts5(t, tokenize='porter')")
    base.executemany("insert into a values (?)", ((text,) for text in answers(path)))
    for quote in quotes(register):
        query = " OR ".join(f'"{word}"' for word in words(quote))
        base.execute(f"select rowid from a where a match ? order by rank limit {TOP}", (query,)).fetchall()


def bm25s(register, path):
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    index = bm25s.BM25()
    index.index(bm25s.tokenize(answers(path), stemmer=stemmer, show_progress=False), show_progress=False)
    index.retrieve(bm25s.tokenize(quotes(register), stemmer=stemmer, show_progress=False), k=TOP, show_progress=False)


def tantivy(register, path):
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("t", stored=False, tokenizer_name="en_stem")
    index = tantivy.Index(schema.build())
    writer = index.writer(heap_size=200_000_000, num_threads=2)
    for text in answers(path):
        writer.add_document(tantivy.Document(t=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    for quote in quotes(register):
        searcher.search(index.parse_query(" ".join(words(quote)), ["t"]), TOP)


def kept(register, path, *more):
    kept = pathlib.Path(__file__).parent.parent / "target/release/kept"
    command = [kept, "-q", "match", "--register", register, "--documents", path, "--format", "json", *more]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


RANKERS = {"fts5": fts5, "bm25s": bm25s, "tantivy": tantivy}


def main(register, path):
    runs = {"kept, cold": lambda: kept(register, path, "--no-cache"), "kept, warm": lambda: kept(register, path)}
    kept(register, path)
    for name in RANKERS:
        try:
            __import__("sqlite3" if name == "fts5" else name)
        except ImportError:
            continue
        runs[name] = lambda name=name: subprocess.run([sys.executable, __file__, register, path, name], check=True)
    times = {name: [] for name in runs}
    for _ in range(3):
        for name, run in runs.items():
            begun = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - begun)
    for name, taken in times.items():
        print(f"{name:12} {statistics.median(taken):6.2f} s")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        RANKERS[sys.argv[3]](sys.argv[1], sys.argv[2])
    else:
        main(sys.argv[1], sys.argv[2])
