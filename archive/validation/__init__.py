"""Validation: is a record well-formed, of the right shape, true to itself, and well made?

`validate` looks in layers. What makes a layer fail is reported with everything else that the layer
found, and the layers that build on it do not run.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from archive.errors import UnknownCode
from archive.model.document import Document
from archive.validation.base import Outcome, Report
from archive.validation.layers import (
    Choice,
    FileRule,
    PublishedRule,
    Rule,
    look_at,
    look_at_bytes,
    look_at_path,
)
from archive.validation.manual import explanation, known_codes
from archive.validation.rules import (
    captures,
    claims,
    entities,
    metadata,
    published,
    rights,
    sources,
    spans,
    statements,
    structure,
)

__all__ = ["RULES", "Outcome", "Report", "explain", "validate"]

ON_DOCUMENT: tuple[Rule, ...] = (
    structure.text_not_nfc,
    structure.block_empty,
    structure.section_empty,
    structure.heading_heads_nothing,
    structure.furniture_in_article,
    structure.note_never_called,
    structure.table_ragged,
    structure.image_without_description,
    structure.block_without_origin,
    metadata.metadata_left_out,
    metadata.absence_in_words,
    metadata.language_written_out,
    metadata.dates_out_of_order,
    metadata.address_not_valid,
    rights.rights_left_out,
    rights.licence_not_recognised,
    rights.licence_not_normalised,
    rights.notice_disagrees_with_licence,
    rights.rights_wider_than_layer,
    rights.image_without_rights,
    rights.looked_but_not_evaluated,
    rights.unlocatable_without_search,
    spans.span_splits_grapheme,
    spans.span_splits_word,
    spans.span_with_blank_edge,
    spans.stretches_overlap,
    spans.orphaned_anchor,
    spans.anchor_in_furniture,
    spans.correction_changes_nothing,
    entities.entity_unmentioned,
    entities.entity_without_name,
    entities.duplicate_entity_name,
    entities.identifier_shared,
    entities.scheme_misspelt,
    entities.name_unmarked_elsewhere,
    entities.printed_not_in_text,
    sources.source_unused,
    sources.source_names_nothing,
    sources.source_not_anchored,
    sources.source_named_otherwise,
    sources.work_unused,
    sources.quotation_without_source,
    sources.evidence_without_copy,
    sources.evidence_unavailable,
    sources.evidence_withdrawn,
    claims.reported_claim_without_claimant,
    claims.attribution_without_cue,
    claims.claimant_not_in_cue,
    claims.quoted_without_quotation_marks,
    claims.reported_in_quotation_marks,
    claims.attributed_claim_without_stance,
    claims.stance_without_attribution,
    claims.claim_without_about,
    claims.condition_outside_sentence,
    claims.claims_identical,
    claims.date_after_publication,
    claims.prediction_before_publication,
    claims.restatement_leans_on_context,
    statements.statement_without_maker,
    statements.agent_unused,
    statements.accepted_without_evidence,
    statements.evidence_without_words,
    statements.verdict_out_of_date,
    statements.history_out_of_order,
    statements.revisions_out_of_order,
    statements.verdicts_disagree,
    statements.verdict_on_uncheckable,
    statements.accepted_rests_on_proposed,
    statements.rejected_statement_used,
    statements.relation_repeated,
    statements.supports_and_contradicts,
    statements.inferred_without_words,
    statements.added_without_reason,
)
"""The rules on a document alone."""

ON_FILES: tuple[FileRule, ...] = (
    captures.id_differs_from_folder,
    captures.capture_missing,
    captures.capture_damaged,
    captures.block_differs_from_capture,
    captures.separator_differs_from_capture,
    captures.capture_not_covered,
    captures.block_not_derived,
    captures.origin_past_the_end,
    captures.file_missing,
    captures.copy_damaged,
    captures.file_unlisted,
    captures.quoted_words_not_in_capture,
)
"""The rules on a document and the files in its folder."""

ON_PUBLISHED: tuple[PublishedRule, ...] = (published.published_tei_out_of_date,)
"""The rules on a document and what the TEI beside it says."""

RULES: tuple[Rule | FileRule | PublishedRule, ...] = (*ON_DOCUMENT, *ON_FILES, *ON_PUBLISHED)
"""Every rule, in the order in which they are run."""


def validate(
    source: Document | str | Path | bytes,
    *,
    format: str | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> Report:
    """Return everything that is wrong with a record, or could be better.

    Nothing about the data is raised: a file that is missing or broken is a finding too.

    Args:
        source: A document; the path of a file, or of a record's folder, whose captures, and the
            TEI beside the record, are then checked as well, also in a zip file (`.zip`); or bytes.
        format: The name of a format; left out, it is found by the content.
        select: The code or codes of the rules to run; left out, all of them.
        ignore: The code or codes of rules not to run, and of warnings and notes not to report.

    Raises:
        UnknownFormat: No reader has this name.
        UnknownCode: No finding has a code that is to be selected or ignored.
    """
    select = (select,) if isinstance(select, str) else select
    ignore = (ignore,) if isinstance(ignore, str) else ignore
    choice = Choice(ON_DOCUMENT, ON_FILES, ON_PUBLISHED, frozenset(select), frozenset(ignore))
    for code in (*select, *ignore):
        explain(code)
    if isinstance(source, Document):
        return look_at(source, choice)
    if isinstance(source, bytes):
        return look_at_bytes(source, format, choice)
    return look_at_path(Path(source), format, choice)


def explain(code: str) -> str:
    """Return the manual page of a code: what it means, and what to do.

    Raises:
        UnknownCode: No finding has this code.
    """
    page = explanation(code, RULES)
    if page is None:
        from difflib import get_close_matches

        raise UnknownCode(code, get_close_matches(code, sorted(known_codes(RULES))))
    return page
