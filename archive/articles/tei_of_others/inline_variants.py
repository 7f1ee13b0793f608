"""Reads the variants in a line: one variant of a `choice` or `app` becomes the text."""

from __future__ import annotations

from typing import Any

from archive.articles.tei_of_others.inline_walk import InlineWalk
from archive.articles.tei_of_others.text_builder import TextBuilder
from archive.articles.tei_of_others.tree import words_in
from archive.articles.xml_line_builder import OpenSpan
from archive.derivations.tei_vocabulary import (
    VARIANTS,
)
from archive.derivations.untrusted_xml import Element
from archive.derivations.xml_walk import BLANKS

ACCEPTED = {"status": "accepted", "basis": "embedded"}
"""Fields of annotations from markup: accepted, because the authors of the file made them."""


class InlineVariants(InlineWalk):
    """Reads variants; a correction of the chosen variant becomes an annotation on it."""

    def _end(self, span: OpenSpan, element: Element, name: str, builder: TextBuilder) -> bool:
        """End annotations; return whether they have words, without which they are lost."""
        builder.end(span)
        if span.value and not builder.holds(span):
            self.losses.other(f"<{name}> without words; its data are lost", element)
        return builder.holds(span)

    def _choice(self, element: Element, name: str, builder: TextBuilder) -> None:
        """`choice`: read the source's form as text; annotate a correction, report other forms."""
        chosen, others = self.tree.variants_of(element, name)
        of_chosen = "" if chosen is None else self.tree.name(chosen)
        annotations: list[dict[str, Any]] = []
        for child in element:
            if child in others and not self._is_correction(child, chosen):
                self.losses.whole(self.tree.name(child), child)
            elif child in others:
                corrected = words_in(child)
                annotations.append({"type": "correction", "corrected": corrected, **ACCEPTED})
                self._count_markup(child)
        if not others:
            self.losses.element(name, element)
        self._own_text(element.text, builder)
        for child in element:
            if child is not chosen:
                pass
            elif of_chosen in VARIANTS:
                self.inline(child, builder)
            elif self.tree.is_left_out(child, of_chosen):
                self.losses.whole(of_chosen, child)
            else:
                self.attributes(of_chosen, child)
                if not others:
                    self.losses.element(of_chosen, child)
                span = builder.start_annotation(annotations)
                with self.inside(child):
                    self.content(child, builder)
                self._end(span, child, of_chosen, builder)
            self._own_text(child.tail, builder)

    def _is_correction(self, variant: Element, chosen: Element | None) -> bool:
        """Whether a variant is a correction of the chosen variant."""
        if chosen is None or self.tree.name(chosen) != "sic" or self.tree.name(variant) != "corr":
            return False
        return words_in(variant) != words_in(chosen)

    def _count_markup(self, correction: Element) -> None:
        """Count the elements in a correction, because the record has only their words."""
        self.losses.attributes("corr", correction)
        for inner in correction.iterdescendants():
            name = self.tree.name(inner)
            self.losses.element(f"corr/{name}", inner)
            self.losses.attributes(name, inner)

    def _own_text(self, text: str | None, builder: TextBuilder) -> None:
        """Add words that are between variants, where no schema allows them; skip white space."""
        if text and text.strip(BLANKS):
            builder.text(text, preserve=self.preserve)

    def _variants(self, element: Element, name: str, builder: TextBuilder) -> None:
        lemma, others = self.tree.variants_of(element, name)
        self.losses.element(name, element)
        self._own_text(element.text, builder)
        for child in element:
            of_child = self.tree.name(child)
            if child is lemma:
                self.attributes(of_child, child)
                if not others:
                    self.losses.element(of_child, child)
                with self.inside(child):
                    self.content(child, builder)
            elif child in others:
                self.losses.whole(of_child, child)
            else:
                self.inline(child, builder)
            self._own_text(child.tail, builder)
