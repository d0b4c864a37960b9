"""How fast answers in HTML become plain text: kept and BeautifulSoup with lxml, one core each, on the same file.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install beautifulsoup4 lxml
    /tmp/venv/bin/python benches/against_beautifulsoup.py ANSWERS.jsonl[.gz]

A line of the file is a JSON object with the HTML under `html`, or a plain answer under `answer`, which is put into
paragraphs and lists as Parliament's API has them. BeautifulSoup does the least that could do: parse, take the text, make
white space one space. Theirs is processor time, ours the best of five runs. Both print how many characters they kept; they differ by the invisible ones and the bullets.
"""

import gzip
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from bs4 import BeautifulSoup


def as_html(record):
    if record.get("html"):
        return record["html"]
    blocks = []
    for paragraph in re.split(r"\n\s*\n", record.get("answer") or ""):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        if lines and all(line[:1] in "-•·" for line in lines):
            items = "".join(f"<li>{html.escape(line[1:].strip(), quote=False)}</li>" for line in lines)
            blocks.append(f"<ul>{items}</ul>")
        else:
            blocks.append("<p>" + "<br>".join(html.escape(line, quote=False) for line in lines) + "</p>")
    return "<p> </p>".join(blocks)


def main():
    path = pathlib.Path(sys.argv[1])
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        answers = [as_html(json.loads(line)) for line in lines]
    answers = [answer for answer in answers if answer]

    start = time.process_time()
    texts = [" ".join(BeautifulSoup(answer, "lxml").get_text(" ").split()) for answer in answers]
    theirs = time.process_time() - start

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for answer in answers:
            file.write(json.dumps({"html": answer}) + "\n")
        file.flush()
        command = ["cargo", "bench", "-q", "--bench", "canonical", "--", file.name]
        ours = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])

    size = ours["bytes"] / 1e6
    print(f"{ours['answers']} answers, {size:.1f} MB of HTML")
    print(f"BeautifulSoup with lxml  {theirs:8.3f} s  {size / theirs:8.1f} MB/s  {sum(map(len, texts))} characters")
    print(f"kept                     {ours['seconds']:8.3f} s  {size / ours['seconds']:8.1f} MB/s  {ours['characters']} characters")
    print(f"kept is {theirs / ours['seconds']:.0f} times as fast")


main()
