"""Sentences that nobody wrote, for learn_network.py: they part what labelled sentences are too few to part.

Each is one of the sentences given with another's ending, with another subject or modal verb, or with words exchanged for
others of their ending. Nobody need believe them: the encoder says what each would do if it had been written.
"""
import collections
import json
import random
import re

# The number of the first answer that nobody gave: those of real ones are lower.
FIRST = 10**9
SMALL = set(
    "the a an of to in on at for by with from and or but as than that which who this these those it they we our "
    "their its will would can could should may might must shall has have had is are was were be been being do does "
    "did not also if when where while once there".split()
)
JOINTS = [" to ", " that ", ", ", " and ", " by ", " which ", " for ", " the "]
VERBS = " will | has | have | is | are | was | were | would | should | can | to be | been | be | continue to | also ".split("|")
# Subject, modal or auxiliary with what follows it, and the rest.
CLAUSE = re.compile(
    r"^(.{2,70}?)( (?:will|has|have|is|are|was|were|would|should|must|can|could|may|shall|plans|intends|expects|aims"
    r"|continues|remains)(?: also| now| not| continue to| be| been| committed to| working to| working with"
    r"| looking to)*) (.+)$"
)
WORD = re.compile(r"[A-Za-z]{4,}")


class Varier:
    """`texts`: sentences to make others of."""

    def __init__(self, texts, dice):
        self.texts, self.dice = texts, dice
        self.alike = collections.defaultdict(list)
        for text in texts:
            for word in WORD.findall(text):
                self.alike[self.ending(word)].append(word)
        self.clauses = [found.groups() for found in map(CLAUSE.match, texts) if found]
        self.modals = sorted({modal for _, modal, _ in self.clauses})

    @staticmethod
    def ending(word):
        return (word[-3:] if len(word) > 5 else word[-1:], word[:1].isupper())

    def exchanged(self, text, share):
        def other(match):
            word = match.group(0)
            if word.lower() in SMALL or self.dice.random() > share:
                return word
            return "" if self.dice.random() < 0.15 else self.dice.choice(self.alike[self.ending(word)])

        return re.sub("  +", " ", WORD.sub(other, text))

    def spliced(self, text, joints):
        joint, other = self.dice.choice(joints), self.dice.choice(self.texts)
        heads = [found.start() for found in re.finditer(re.escape(joint), text)]
        tails = [found.start() for found in re.finditer(re.escape(joint), other)]
        return text[: self.dice.choice(heads)] + other[self.dice.choice(tails) :] if heads and tails else ""

    def reframed(self):
        (own, modal, rest), (subject, _, _) = self.dice.choice(self.clauses), self.dice.choice(self.clauses)
        chosen = self.dice.choice(self.modals if self.dice.random() < 0.4 else self.clauses)
        chosen = chosen if isinstance(chosen, str) else chosen[1]
        pick = self.dice.random()
        head = own if 0.4 <= pick < 0.8 else subject
        return f"{head}{modal if pick < 0.4 else chosen} {rest}"

    def one(self, text):
        """Another sentence, or nothing."""
        pick = self.dice.random()
        if pick < 0.22:
            text = self.spliced(text, JOINTS[:4] if self.dice.random() < 0.7 else JOINTS)
        elif pick < 0.42:
            text = self.spliced(text, VERBS)
        elif pick < 0.72:
            text = self.reframed()
        else:
            text = self.exchanged(text, self.dice.choice([0.1, 0.2, 0.35]))
        if self.dice.random() < 0.15:
            text = self.exchanged(text, 0.15)
        if not 0 < len(text) < 450:
            return ""
        text = text[0].upper() + text[1:]
        return text if text.rstrip().endswith((".", ";", ":")) else text.rstrip(" ,") + "."


def write(sentences, count, path):
    """`count` answers of two sentences, the second of them varied, a line each as JSON."""
    dice = random.Random(1)
    known = [one for one in sentences if not one["held"] and 25 < len(one["text"]) < 420 and one["chances"][3] < 985]
    varier, written = Varier([one["text"] for one in known], dice), 0
    with open(path, "w", encoding="utf-8") as out:
        while written < count:
            one = dice.choice(known)
            text = varier.one(one["text"])
            if not text:
                continue
            before = dice.choice([one["before"], dice.choice(known)["text"], ""])
            answer = {"id": FIRST + written, "month": f"2024-0{dice.randint(1, 9)}", "answer": f"{before} {text}".strip()}
            out.write(json.dumps(answer) + "\n")
            written += 1
