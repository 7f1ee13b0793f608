"""Scripts that edit a page as a publisher would, step by step."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import TypeVar

from tests.tools.edited.pages import Leaf, Node, Page, Sentence, Word, Writer
from tests.tools.edited.records import Record
from tests.tools.edited.tokens import graphemes
from tests.tools.edited.tongues import VOCABULARY, Tongue
from tests.tools.edited.twins import Twins, shown

T = TypeVar("T")


class Editor:
    """Edits a page, step by step, and keeps a list of what it did."""

    def __init__(self, page: Page, writer: Writer, record: Record, *, copies: bool) -> None:
        self.page, self.writer, self.record = page, writer, record
        self.copies = copies
        """Whether what is put in may be a copy of what stands in the old text."""
        self.before = [[list(s) for s in leaf.sentences] for leaf in page.leaves()]
        self.old = [sentence for sentences in self.before for sentence in sentences]
        self.done: list[str] = []
        self.copied: list[Sentence] = []

    def edit(self, seed: int) -> None:
        """Make one step of a script."""
        random = Random(seed)
        step = random.choices([step for step, _ in _STEPS], [often for _, often in _STEPS])[0]
        leaves = self.page.leaves()
        if leaves and (said := step(self, random, leaves)) is not None:
            self.done.append(f"{step.__name__}: {said}")

    # Each step returns what it did, or `None` where there was nothing to do it on.

    def words(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Edit one to three words of one block."""
        leaf = random.choices(leaves, [len(leaf.sentences) for leaf in leaves])[0]
        return "; ".join(self.word(random, leaf) for _ in range(random.randint(1, 3)))

    def everywhere(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Edit one word of some thirty, all over the text."""
        found = []
        for leaf in leaves:
            number = sum(random.random() < 0.033 for _ in leaf.words())
            found += [self.word(random, leaf) for _ in range(number)]
        return "; ".join(found) or None

    def word(self, random: Random, leaf: Leaf) -> str:
        """Edit a word, or put some in."""
        sentence = random.choice(leaf.sentences)
        places = [n for n, word in enumerate(sentence) if word.is_word]
        at = random.choice(places) if places else 0
        how = random.random()
        if how < 0.3 and places and (wrong := self.typing_error(random, leaf, sentence[at])):
            said = f"{sentence[at].text!r} -> {wrong.text!r}"
            sentence[at] = wrong
            return said
        if how < 0.55 and places:
            long = min(len(sentence), at + (random.randint(2, 4) if random.random() < 0.2 else 1))
            return self.put(random, leaf, sentence, at, long, len(range(at, long)))
        if how < 0.75 and len(places) > 1:
            return f"without {sentence.pop(at).text!r}"
        at += random.random() < 0.3
        return self.put(random, leaf, sentence, at, at, random.choice((1, 1, 1, 2, 3)))

    def put(
        self, random: Random, leaf: Leaf, sentence: Sentence, at: int, end: int, number: int
    ) -> str:
        """Put words in the place of others; those that are the same stay."""
        new = self.new_words(random, leaf.tongue, number)
        while new and at < end and new[0].text == sentence[at].text:
            at, new = at + 1, new[1:]
        while new and at < end and new[-1].text == sentence[end - 1].text:
            end, new = end - 1, new[:-1]
        gone = sentence[at:end]
        source = _whole(gone)
        if source is not None:
            new = [word._replace(trace=(source,) * len(word.text)) for word in new]
        sentence[at:end] = new
        return f"{[word.text for word in gone]} -> {[word.text for word in new]}"

    def new_words(self, random: Random, tongue: Tongue, number: int) -> Sentence:
        if self.copies and random.random() < 0.6:
            old = random.choice(self.old)
            at = random.randrange(len(old))
            return [_untraced(word) for word in old[at : at + number]]
        return self.writer.fresh_words(random, tongue, number)

    def typing_error(self, random: Random, leaf: Leaf, word: Word) -> Word | None:
        """The word with one character changed; never another word of the vocabulary."""
        parts = graphemes(word.text)
        ends = [len("".join(parts[:n])) for n in range(len(parts) + 1)]
        traced = [(part, list(word.trace[ends[n] : ends[n + 1]])) for n, part in enumerate(parts)]
        at = random.randrange(len(parts))
        how = random.choice(("twice", "other", "left out", "swapped", "accent"))
        strange = (leaf.tongue.letter, [None] * len(leaf.tongue.letter))
        if how == "twice":
            traced.insert(at, strange)
        elif how == "other":
            source = _whole([Word(traced[at][0], traced[at][1], "")])
            traced[at] = (leaf.tongue.letter, [source] * len(leaf.tongue.letter))
        elif how == "left out" and len(parts) > 2:
            del traced[at]
        elif how == "swapped" and at + 1 < len(parts):
            traced[at], traced[at + 1] = traced[at + 1], traced[at]
        elif how == "accent" and word.text.isascii():
            traced[at] = (traced[at][0] + "\u0301", [*traced[at][1], None])
        text = "".join(part for part, _ in traced)
        if text == word.text or text in VOCABULARY or text.lower() in VOCABULARY:
            return None
        return word._replace(text=text, trace=[one for _, trace in traced for one in trace])

    def correct(self, random: Random, leaves: list[Leaf]) -> str | None:
        """The publisher corrects what an annotation says is wrong."""
        if not self.record.corrections:
            return None
        block, start, corrected = random.choice(self.record.corrections)
        old = next(leaf for leaf in self.record.leaves if leaf.id == block)
        spans = [span for sentence in old.spans for span in sentence]
        length = next(end for at, end in spans if at == start) - start
        for leaf in leaves:
            for sentence in leaf.sentences:
                for n, word in enumerate(sentence):
                    trace = word.trace
                    if isinstance(trace, range) and trace.start == old.base + start:
                        if len(trace) != length:
                            return None
                        source = (trace.start, trace.stop)
                        text = corrected
                        sentence[n] = word._replace(text=text, trace=(source,) * len(text))
                        return f"{word.text!r} -> {text!r}"
        return None

    def delete_sentence(self, random: Random, leaves: list[Leaf]) -> str | None:
        leaf = random.choice(leaves)
        sentence = leaf.sentences.pop(random.randrange(len(leaf.sentences)))
        if not leaf.sentences:
            if len(leaves) == 1:
                leaf.sentences.append(sentence)
                return None
            self.page.remove_leaf(leaf)
        return shown(sentence)

    def insert_sentence(self, random: Random, leaves: list[Leaf]) -> str | None:
        leaf = random.choice(leaves)
        sentence = self.new_sentence(random, leaf.tongue)
        leaf.sentences.insert(random.randint(0, len(leaf.sentences)), sentence)
        return shown(sentence)

    def new_sentence(self, random: Random, tongue: Tongue) -> Sentence:
        if self.copies and random.random() < 0.6:
            sentence = [_untraced(word) for word in random.choice(self.old)]
            self.copied.append(sentence)
            return sentence
        return self.writer.fresh_sentence(random, tongue)

    def put_back(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Put the words of an orphan in, with what stood beside them; now and then twice."""
        if not self.record.orphans:
            return None
        words = "".join(random.choice(self.record.orphans))
        new = Word(words, (None,) * len(words), self.record.tongue.joiner)
        for _ in range(random.choice((1, 1, 2))):
            leaf = random.choice(leaves)
            leaf.sentences.insert(random.randint(0, len(leaf.sentences)), [new])
        return words

    def move_sentence(self, random: Random, leaves: list[Leaf]) -> str | None:
        leaf = random.choice(leaves)
        other = leaf if random.random() < 0.4 else random.choice(leaves)
        said = move_one(random, leaf.sentences, other.sentences, shown)
        if not leaf.sentences:
            self.page.remove_leaf(leaf)
        return said

    def split(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Make two blocks of one, mostly between two sentences."""
        places = [
            (part, node, leaf)
            for part, node in self.page.nodes()
            if node.splits
            for leaf in node.leaves
            if len(list(leaf.words())) > 1
        ]
        if not places:
            return None
        part, node, leaf = random.choice(places)
        at = random.randrange(len(leaf.sentences))
        if at == 0 or random.random() < 0.3:
            sentence = leaf.sentences[at]
            cut = random.randrange(1, len(sentence)) if len(sentence) > 1 else 0
            halves = [half for half in (sentence[:cut], sentence[cut:]) if half]
            leaf.sentences[at : at + 1] = halves
            at += len(halves) - 1
        if at == 0:
            return None
        second = Leaf(leaf.sentences[at:], leaf.tongue, leaf.marker if node.kind == "list" else "")
        del leaf.sentences[at:]
        if node.kind == "paragraph":
            where = next(n for n, own in enumerate(part.nodes) if own is node)
            part.nodes.insert(where + 1, Node("paragraph", [second]))
        else:
            where = next(n for n, own in enumerate(node.leaves) if own is leaf)
            node.leaves.insert(where + 1, second)
            if node.kind == "quotation" and node.has_extra and where + 2 == len(node.leaves):
                node.has_extra = False
        return f"before {shown(second.sentences[0])}"

    def join(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Make one paragraph of two neighbours."""
        pairs = [
            (one, other)
            for part in self.page.all_parts()
            for one, other in pairwise(part.nodes)
            if one.kind == other.kind == "paragraph"
        ]
        if not pairs:
            return None
        one, other = random.choice(pairs)
        said = f"with {shown(other.leaves[0].sentences[0])}"
        one.leaves[0].sentences += other.leaves[0].sentences
        self.page.remove(other)
        return said

    def move_node(self, random: Random, leaves: list[Leaf]) -> str | None:
        part, _ = random.choice(self.page.nodes())
        target = part if random.random() < 0.5 else random.choice(self.page.all_parts())
        said = move_one(random, part.nodes, target.nodes, _shown_node)
        self.page.tidy()
        return said

    def move_part(self, random: Random, leaves: list[Leaf]) -> str | None:
        parts = self.page.parts
        if len(parts) < 2:
            return None
        part = parts.pop(random.randrange(len(parts)))
        parts.insert(random.randint(0, len(parts)), part)
        return shown(
            next(leaf for _, node in Page([part]).nodes() for leaf in node.leaves).sentences[0]
        )

    def delete_node(self, random: Random, leaves: list[Leaf]) -> str | None:
        nodes = self.page.nodes()
        if len(nodes) < 2:
            return None
        _, node = random.choice(nodes)
        if len(node.leaves) > 1 and random.random() < 0.6:
            leaf = random.choice(node.leaves)
            self.page.remove_leaf(leaf)
            return shown(leaf.sentences[0])
        self.page.remove(node)
        return shown(node.leaves[0].sentences[0])

    def add_node(self, random: Random, leaves: list[Leaf]) -> str | None:
        part = random.choice(self.page.all_parts())
        tongue = random.choice(leaves).tongue
        made = [self.new_sentence(random, tongue) for _ in range(random.randint(1, 4))]
        at = random.randint(0, len(part.nodes))
        part.nodes.insert(at, Node("paragraph", [Leaf(made, tongue)]))
        return shown(made[0])

    def finish(self, *, blocks_stay: bool = False) -> None:
        """Let what was done be the simplest script that makes the same text.

        Args:
            blocks_stay: No block can have moved.
        """
        self._move_copies()
        Twins(self.before, self.page.leaves(), blocks_stay=blocks_stay).settle()

    def _move_copies(self) -> None:
        """Take a copied sentence whose only original was deleted for what it looks like: moved."""
        kept = {
            one
            for leaf in self.page.leaves()
            for word in leaf.words()
            for one in word.trace
            if isinstance(one, int)
        }
        lost: dict[str, list[Sentence]] = {}
        for old in self.old:
            if not any(one in kept for word in old for one in word.trace):
                lost.setdefault(shown(old), []).append(old)
        still = {id(sentence) for leaf in self.page.leaves() for sentence in leaf.sentences}
        copies: dict[str, list[Sentence]] = {}
        for sentence in self.copied:
            if id(sentence) in still:
                copies.setdefault(shown(sentence), []).append(sentence)
        for text, found in copies.items():
            originals = lost.get(text, ())
            if len(found) == len(originals) == 1:
                found[0][:] = [
                    new._replace(trace=old.trace)
                    for new, old in zip(found[0], originals[0], strict=True)
                ]


def _untraced(word: Word) -> Word:
    return word._replace(trace=(None,) * len(word.text))


def _shown_node(node: Node) -> str:
    return "\n".join(leaf.rendered()[0] for leaf in node.leaves)


def move_one(random: Random, here: list[T], there: list[T], look: Callable[[T], str]) -> str | None:
    """Move one of these to there; not past one that looks the same, which changes nothing."""
    before = [look(one) for one in here]
    at = random.randrange(len(here))
    moved = here.pop(at)
    there.insert(random.randint(0, len(there)), moved)
    if here is there and [look(one) for one in here] == before:
        here[:] = [one for one in here if one is not moved]
        here.insert(at, moved)
        return None
    return look(moved)


def _whole(words: Sentence) -> tuple[int, int] | None:
    """The stretch of the old text from which some words of one sentence come."""
    found = [one for word in words for one in word.trace if one is not None]
    ends = [(one, one + 1) if isinstance(one, int) else one for one in found]
    return (min(start for start, _ in ends), max(end for _, end in ends)) if ends else None


_STEPS = (
    *((Editor.words, 30), (Editor.everywhere, 6), (Editor.correct, 6), (Editor.put_back, 4)),
    *((Editor.delete_sentence, 9), (Editor.insert_sentence, 9), (Editor.move_sentence, 12)),
    *((Editor.split, 6), (Editor.join, 5), (Editor.move_node, 8), (Editor.move_part, 3)),
    *((Editor.delete_node, 5), (Editor.add_node, 5)),
)
"""The steps of a script, each with how often it is taken."""
