"""Where things go: what people write in a record, and the field that says it.

Names are those of other vocabularies and habits (CSL, schema.org, TEI, JSON of all kinds) that are no
fields where people put them. Each row shows the JSON to write. It is a member of the object in which
the name stood, or of the record itself; where ids are left out, `archive format` makes them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from archive.model.assessments import Verdict
from archive.model.base import Line, Words
from archive.model.claims import Kind
from archive.model.dates import Edtf, Instant
from archive.model.identifiers import Address, Id

RECORD = "Document"
"""The class of the record itself."""


class Row(NamedTuple):
    """What people write, and where it goes."""

    cls: str
    """The class in whose objects they write it, or a class from which that is derived."""
    names: str
    """The names that they give it, parted by blanks."""
    said: str
    """Where it goes, in words that end before the JSON."""
    fragment: str
    """The JSON: members of an object. `$id`, `$line`, ... stand for what was typed, if it is one;
    `$self` for the id of the object in which it was typed."""
    into: str | None = None
    """The class of the object that gets these members; left out, the one in which they wrote it."""


_REVISION = "who made it, and when, is said once in a revision, which it names"
_RECORD_OF = "which is an object of its own in the record's"

ROWS: tuple[Row, ...] = (
    # --- the record ---
    Row("Document", "title titles headline name", "what the article is stands in", '"metadata": {"titles": [{"text": $line}]}'),
    Row("Document", "author authors byline creator", "what the article is stands in", '"metadata": {"authors": [{"name": {"literal": $line}}]}'),
    Row("Document", "contributor contributors editor translator", "what the article is stands in", '"metadata": {"contributors": [{"name": {"literal": $line}, "role": "editor"}]}'),
    Row("Document", "date published date_published issued year publication", "what the article is stands in", '"metadata": {"publication": {"published": {"date": $date}}}'),
    Row("Document", "url uri link address addresses", "what the article is stands in", '"metadata": {"addresses": [{"address": $address}]}'),
    Row("Document", "publisher", "what the article is stands in", '"metadata": {"publication": {"publisher": {"name": $line}}}'),
    Row("Document", "keywords keyword", "what the article is stands in", '"metadata": {"keywords": [{"term": $line}]}'),
    Row("Document", "abstract summary description", "what the article is stands in", '"metadata": {"abstract": {"text": $words}}'),
    Row("Document", "doi identifiers", "what the article is stands in", '"metadata": {"identifiers": [{"scheme": "DOI", "value": "10.1000/182"}]}'),
    Row("Document", "license licence copyright", "rights are told of the text and of the record", '"rights": {"text": {"notice": $words}}'),
    Row("Document", "text body content article article_body paragraphs blocks", "the text stands in sections of blocks", '"sections": [{"blocks": [{"type": "paragraph", "text": $words}]}]'),
    Row("Document", "people persons person actors organisations organizations places events groups names", "people, organisations, groups, places and events are all", '"entities": [{"type": "organisation", "names": [{"text": $line}]}]'),
    Row("Document", "bibliography references documents reports work literature", "what can be cited is one of the", '"works": [{"type": "report", "title": $line}]'),
    Row("Document", "doubts doubt verdicts verdict reviews fact_checks assessment", "what somebody found about a claim is one of the", '"assessments": [{"claim": "c-1", "verdict": "doubt", "reasoning": "..."}]'),
    Row("Document", "links edges relation citations", "what leads from a claim to a source or another claim is one of the", '"relations": [{"subject": "c-1", "predicate": "citesAsEvidence", "object": "src-x"}]'),
    Row("Document", "comments comment notes remarks", "comments are", '"annotations": [{"type": "comment", "text": $words}]'),
    Row("Document", "mentions mention", "mentions are", '"annotations": [{"type": "mention", "refers_to": "org-x", "anchors": [{"exact": "the Council"}]}]'),
    Row("Document", "tags tag labels", "tags are", '"annotations": [{"type": "tag", "tag": $line, "anchors": [{"exact": "the Council"}]}]'),
    Row("Document", "corrections correction errata", "corrections are", '"annotations": [{"type": "correction", "corrected": $line, "anchors": [{"exact": "the Council"}]}]'),
    Row("Document", "annotators annotator makers users created_by maker", "who makes the record is one of the", '"agents": [{"name": $line}]'),
    Row("Document", "history changes changelog log created created_at at", "who changed the record, and when, is one of the", '"revisions": [{"at": "2016-03-20T09:30:00Z", "summary": "Claims."}]'),
    Row("Document", "version $schema schema", "the version is that of the schema", '"schema_version": "1.0"'),
    Row("Document", "figures images files attachments received", "what was received is one of the", '"captures": []'),
    # --- metadata ---
    Row("Metadata", "author creator byline writer by", "who wrote the article is one of the", '"authors": [{"name": {"literal": $line}}]'),
    Row("Metadata", "editor translator photographer contributor illustrator", "who else made the article is one of the", '"contributors": [{"name": {"literal": $line}, "role": "editor"}]'),
    Row("Metadata", "title headline name", "its titles are", '"titles": [{"text": $line}]'),
    Row("Metadata", "date published date_published issued publication_date year pubdate created", "when it was published stands in", '"publication": {"published": {"date": $date}}'),
    Row("Metadata", "updated modified date_modified", "when it was changed stands in", '"publication": {"updated": {"date": $date}}'),
    Row("Metadata", "written", "when it was written stands in", '"publication": {"written": {"date": $date}}'),
    Row("Metadata", "url uri link href address permalink web", "where it is on the web is one of the", '"addresses": [{"address": $address}]'),
    Row("Metadata", "publisher", "who published it stands in", '"publication": {"publisher": {"name": $line}}'),
    Row("Metadata", "journal newspaper magazine site website blog container container_title source is_part_of", "what it appeared in stands in", '"publication": {"container": {"title": $line}}'),
    Row("Metadata", "language lang in_language", "its languages are", '"languages": [{"tag": "en"}]'),
    Row("Metadata", "doi isbn issn identifier", "its identifiers are", '"identifiers": [{"scheme": "DOI", "value": "10.1000/182"}]'),
    Row("Metadata", "license licence rights copyright availability", "rights do not belong to the metadata, but to the record's", '"rights": {"text": {"notice": $words}}', RECORD),
    Row("Metadata", "tags tag keyword subject subjects topics", "its keywords are", '"keywords": [{"term": $line}]'),
    Row("Metadata", "summary description lead", "a summary of it is its", '"abstract": {"text": $words}'),
    Row("Metadata", "type kind article_section section", "what kind of text it is stands in", '"genre": {"term": "Article"}'),
    Row("Metadata", "note notes comment remarks", "what was missing or doubtful stands in", '"remark": $words'),
    Row("Metadata", "volume issue page pages", "where in its container it stands is told in", '"publication": {"extents": [{"unit": "page", "value": $line}]}'),
    Row("Publication", "date issued date_published year", "when it was published stands in", '"published": {"date": $date}'),
    Row("Publication", "modified date_modified", "when it was changed stands in", '"updated": {"date": $date}'),
    Row("Publication", "journal newspaper site website title name source", "what it appeared in stands in", '"container": {"title": $line}'),
    Row("Publication", "place city", "where it was published is told with the publisher", '"publisher": {"name": "X", "place": $line}'),
    Row("Publication", "page pages volume issue number", "where in its container it stands is told in", '"extents": [{"unit": "page", "value": $line}]'),
    Row("Contributor", "literal text full_name", "the name is an object", '"name": {"literal": $line}'),
    Row("Contributor", "family last_name surname last", "the name is an object", '"name": {"family": $line}'),
    Row("Contributor", "given first_name forename first", "the name is an object", '"name": {"given": $line}'),
    Row("Contributor", "type function job", "what they did stands in", '"role": "author"'),
    Row("Contributor", "orcid", "their identifiers are", '"identifiers": [{"scheme": "ORCID", "value": "0000-0002-1825-0097"}]'),
    Row("Name", "name text full full_name value", "a name in one piece stands in", '"literal": $line'),
    Row("Name", "first first_name forename given_name given_names", "given names stand in", '"given": $line'),
    Row("Name", "last last_name surname family_name", "the family name stands in", '"family": $line'),
    Row("Title", "title value name main", "the title stands in", '"text": $line'),
    Row("StatedDate", "value when year day published edtf", "the day stands in", '"date": $date'),
    Row("StatedLanguage", "language code value name lang", "the language stands in", '"tag": "en"'),
    Row("StatedAddress", "url uri href link", "the address stands in", '"address": $address'),
    Row("Container", "name text", "its title stands in", '"title": $line'),
    Row("Publisher", "title text literal", "its name stands in", '"name": $line'),
    Row("Keyword", "text name value keyword word", "the keyword stands in", '"term": $line'),
    # --- rights ---
    Row("RightsLayers", "license licence uri url spdx", "rights are told of the text and of the record", '"text": {"uri": $address}'),
    Row("RightsLayers", "notice copyright statement", "rights are told of the text and of the record", '"text": {"notice": $words}'),
    Row("RightsLayers", "article", "the article is the", '"text": {"notice": "not-stated"}'),
    Row("RightsLayers", "metadata data annotations", "all that is not the article is the", '"record": {"spdx": "CC0-1.0"}'),
    Row("Rights", "license licence url link href target", "the address of the licence stands in", '"uri": $address'),
    Row("Rights", "text statement printed copyright", "the notice as it is printed stands in", '"notice": $words'),
    Row("Rights", "holder owner author copyright_holder rights_holder", "who holds the rights are the", '"holders": [$line]'),
    Row("Rights", "code identifier short_name", "the identifier of the licence stands in", '"spdx": "CC-BY-4.0"'),
    # --- claims ---
    Row("Claim", "claimant claimants speaker said_by who attributed_to author says voice", "a claim says who makes it in", '"attribution": [{"claimant": $id}]'),
    Row("Claim", "cue marker signal according_to", "the words that say who makes it stand in", '"attribution": [{"cue": [{"exact": $words}]}]'),
    Row("Claim", "manner", "how it is passed on stands in", '"attribution": [{"manner": "reported"}]'),
    Row("Claim", "source sources cites cites_as_evidence cited citation reference references", f"the source of a claim is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "citesAsEvidence", "object": $id}]', RECORD),
    Row("Claim", "cites_as_authority authority", f"the source of a claim is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "citesAsAuthority", "object": $id}]', RECORD),
    Row("Claim", "supports supported_by", f"what a claim does to another is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "supports", "object": $id}]', RECORD),
    Row("Claim", "contradicts contradicted_by disputes opposes", f"what a claim does to another is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "contradicts", "object": $id}]', RECORD),
    Row("Claim", "qualifies repeats same_as relations relation related", f"what a claim does to another is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "repeats", "object": $id}]', RECORD),
    Row("Claim", "doubt doubts doubtful questionable disputed problem", f"a doubt about a claim is an assessment, {_RECORD_OF}", '"assessments": [{"claim": $self, "verdict": "doubt", "reasoning": $words}]', RECORD),
    Row("Claim", "verdict rating assessment assessments fact_check review truth true veracity evidence", f"what was found about a claim is an assessment, {_RECORD_OF}", '"assessments": [{"claim": $self, "verdict": $verdict, "reasoning": "...", "evidence": [{"work": "w-x"}]}]', RECORD),
    Row("Claim", "text quote quotes words exact quotation span spans passage sentence selector target body position start end location", "the words that make the claim stand in", '"anchors": [{"exact": $words}]'),
    Row("Claim", "block paragraph page", "a block is named beside the words", '"anchors": [{"block": $id, "exact": "the Council"}]'),
    Row("Claim", "statement paraphrase summary claim proposition content title meaning label gist", "the claim as a sentence that can be understood alone is its", '"restatement": $line'),
    Row("Claim", "type category claim_type class", "what a claim does is its", '"kind": $kind'),
    Row("Claim", "date when period year", "the time that a claim speaks of stands in", '"time": {"date": $date}'),
    Row("Claim", "entities entity mentions topic topics subject subjects persons keywords", "what a claim is about stands in", '"about": [$id]'),
    Row("Claim", "hedged hedge modality strength force", "how firmly the words commit to it stands in", '"commitment": "hedged"'),
    Row("Claim", "negative polarity negation denied", "that it says that something is not so stands in", '"negated": true'),
    Row("Claim", "if conditional antecedent conditions", "the words of its condition stand in", '"condition": [{"exact": $words}]'),
    Row("Claim", "attitude opinion", "what the author does with it stands in", '"stance": "neutral"'),
    Row("Claim", "verifiable check_worthy testable factual", "whether it could be checked stands in", '"checkable": true'),
    Row("Claim", "basis rests_on", "a claim rests on its words, and on nothing else", '"anchors": [{"exact": "the Council"}]'),
    Row("Attribution", "who speaker name by source person entity agent id", "who says it stands in", '"claimant": $id'),
    Row("Attribution", "marker words verb text exact anchors quote", "the words that say so stand in", '"cue": [{"exact": $words}]'),
    Row("Attribution", "type mode how", "how it is passed on stands in", '"manner": "quoted"'),
    Row("Attribution", "stance", "the stance is not the claimant's but the author's, and stands in the claim", '"stance": "neutral"', "Claim"),
    Row("ClaimTime", "value when year time edtf", "the time stands in", '"date": $date'),
    # --- every statement ---
    Row("Statement", "maker made_by created_by annotator by at created created_at date_created author agent who date reviewer", _REVISION, '"revision": "rev-1"'),
    Row("Statement", "confidence sure score probability cert", "how sure its maker is stands in", '"certainty": "high"'),
    Row("Statement", "note notes comment comments remark remarks", f"a remark on a statement is a comment, {_RECORD_OF}", '"annotations": [{"type": "comment", "on": $self, "text": $words}]', RECORD),
    Row("Statement", "explanation why rationale because justification", "why stands in", '"reason": $words'),
    Row("Statement", "tags tag labels", f"a tag is laid on words, and {_RECORD_OF[6:]}", '"annotations": [{"type": "tag", "tag": $line, "anchors": [{"exact": "the Council"}]}]', RECORD),
    Row("Statement", "state accepted approved", "where it stands is its", '"status": "accepted"'),
    # --- relations, assessments ---
    Row("Relation", "claim from", "the claim from which it leads is its", '"subject": $id'),
    Row("Relation", "source target to sources other", "what it leads to is its", '"object": $id'),
    Row("Relation", "type kind relation property verb", "what the claim does is its", '"predicate": "citesAsEvidence"'),
    Row("Relation", "quote quoted work locator words exact page", "where in a work, and which words, stands in", '"evidence": {"work": "w-x", "quoted": $words}'),
    Row("Assessment", "about on target subject claims", "the claim that it is about stands in", '"claim": $id'),
    Row("Assessment", "type kind result outcome conclusion finding", "what was found is its", '"verdict": "doubt"'),
    Row("Assessment", "note comment text explanation why rationale doubt argument justification description body", "why stands in", '"reasoning": $words'),
    Row("Assessment", "source sources work works url reference references", "what it rests on are works, named in", '"evidence": [{"work": $id}]'),
    Row("Assessment", "quote quoted locator words exact", "what it rests on are works, named in", '"evidence": [{"work": "w-x", "quoted": $words}]'),
    Row("Assessment", "replaces supersedes_id", "the one that it replaces stands in", '"supersedes": "as-1"'),
    Row("Rating", "name system", "its scale stands in", '"scale": $line'),
    Row("Rating", "rating label text", "what it says on its scale stands in", '"value": $line'),
    Row("Evidence", "source document id works", "the work stands in", '"work": $id'),
    Row("Evidence", "page pages place at section chapter", "where in the work stands in", '"locator": {"value": $line}'),
    Row("Evidence", "quote exact text words quotation", "the words that stand there are", '"quoted": $words'),
    Row("Locator", "type kind label", "what is counted is its", '"unit": "page"'),
    Row("Locator", "page pages number at text", "where it is, is its", '"value": $line'),
    # --- annotations ---
    Row("Mention", "entity target refersto ref to who person organisation entities about id_ref", "what the words name stands in", '"refers_to": $id'),
    Row("_OnWords", "text quote words exact quotation span selector target", "the words stand in", '"anchors": [{"exact": $words}]'),
    Row("DateMention", "when value iso year time", "the date stands in", '"date": $date'),
    Row("Correction", "correct correction should_be corr sic replacement to", "what should stand there is", '"corrected": $line'),
    Row("Citation", "source work target refers_to", "what they cite stands in", '"cites": $id'),
    Row("Tag", "label name value term keyword", "the word stands in", '"tag": $line'),
    Row("Tag", "url address", "the address of the term stands in", '"uri": $address'),
    Row("Comment", "comment note body value content remark", "the remark stands in", '"text": $words'),
    Row("Comment", "target about claim statement", "the statement that it is about stands in", '"on": $id'),
    # --- sources and works ---
    Row("Source", "name title text label as", "how the article names it stands in", '"as_named": $line'),
    Row("Source", "anchors anchor quote exact words where mentioned_at", "where the article names it stands in", '"named_at": [{"exact": $words}]'),
    Row("Source", "author publisher who organisation person entity claimant speaker", "who is behind it stands in", '"agent": $id'),
    Row("Source", "document report article publication works", "the work behind it stands in", '"work": $id'),
    Row("Source", "url uri link address type date issued doi", f"what can be looked up is a work, {_RECORD_OF}", '"works": [{"id": "w-y", "type": "webpage", "address": $address}]', RECORD),
    Row("Source", "claim claims cited_by for supports", f"a claim that cites it is told by a relation, {_RECORD_OF}", '"relations": [{"subject": $id, "predicate": "citesAsEvidence", "object": $self}]', RECORD),
    Row("Work", "date year published date_published publication_date", "when it was published stands in", '"issued": $date'),
    Row("Work", "url uri link href", "where it can be read stands in", '"address": $address'),
    Row("Work", "authors creator creators by", "its authors are", '"author": [{"literal": $line}]'),
    Row("Work", "editors", "its editors are", '"editor": [{"literal": $line}]'),
    Row("Work", "doi isbn issn identifier", "its identifiers are", '"identifiers": [{"scheme": "DOI", "value": "10.1000/182"}]'),
    Row("Work", "journal newspaper magazine site website container publication is_part_of", "what it appeared in stands in", '"container_title": $line'),
    Row("Work", "place city pub_place", "where it was published stands in", '"publisher_place": $line'),
    Row("Work", "series", "the series stands in", '"collection_title": $line'),
    Row("Work", "pages", "its pages are its", '"page": $line'),
    Row("Work", "name headline as_named", "its title stands in", '"title": $line'),
    Row("Work", "short_title title_short subtitle alternate_name titles", "its other titles are", '"variant_titles": [$line]'),
    Row("Work", "note notes abstract genre number keyword comment", "other variables of CSL are", '"fields": [{"name": "note", "value": $words}]'),
    Row("Work", "archived archive_url archive archived_at snapshot copy saved file capture", "saved copies of it are", '"copies": [{"address": $address}]'),
    Row("Work", "retracted", "that it was withdrawn stands in", '"withdrawn": {}'),
    Row("Work", "kind category", "what it is stands in", '"type": "report"'),
    Row("Work", "lang in_language", "its language stands in", '"language": "en"'),
    Row("Work", "retrieved access_date accessed_at", "when we looked at it stands in", '"accessed": $date'),
    Row("ArchivedCopy", "url uri link", "where it can be read stands in", '"address": $address'),
    Row("ArchivedCopy", "date when at saved_at", "when it was saved stands in", '"archived_at": $instant'),
    # --- entities ---
    Row("_Entity", "name label title full_name literal text", "its names are", '"names": [{"text": $line}]'),
    Row("_Entity", "alias aliases alternate_name acronym abbreviation short_name", "its other names stand with the main one in", '"names": [{"text": "the Council"}, {"text": $line, "type": "variant"}]'),
    Row("_Entity", "wikidata qid viaf same_as url uri orcid ror", "its identifiers are", '"identifiers": [{"scheme": "Wikidata", "value": "Q42"}]'),
    Row("_Entity", "desc about note notes role summary bio members comment", "who or what it is stands in", '"description": $words'),
    Row("_Entity", "kind class category", "what it is stands in", '"type": "organisation"'),
    Row("_Entity", "mentions mention anchors anchor where exact quote", f"words that name an entity are a mention, {_RECORD_OF}", '"annotations": [{"type": "mention", "refers_to": $self, "anchors": [{"exact": $words}]}]', RECORD),
    Row("Event", "when year", "when it happened stands in", '"date": $date'),
    Row("Event", "location", "where it happened stands in", '"place": $id'),
    Row("EntityName", "name value literal label", "the name stands in", '"text": $line'),
    Row("EntityName", "kind role", "which of its names it is stands in", '"type": "variant"'),
    Row("Identifier", "type kind name system", "what kind of identifier it is stands in", '"scheme": "DOI"'),
    Row("Identifier", "id identifier number url", "the identifier itself is its", '"value": "10.1000/182"'),
    # --- the text ---
    Row("Section", "title heading head name", "a heading is a block", '"blocks": [{"type": "heading", "text": $line}]'),
    Row("Section", "text paragraphs paragraph content children body", "the text stands in", '"blocks": [{"type": "paragraph", "text": $words}]'),
    Row("Section", "type kind", "what it is to the article stands in", '"role": "section"'),
    Row("Section", "subsections divs parts", "sections within it are", '"sections": []'),
    Row("TextBlock", "content value words body", "the text stands in", '"text": $words'),
    Row("TextBlock", "formatting spans styles format", "formatting that was received is", '"marks": []'),
    Row("TextBlock", "lang", "another language than the article's stands in", '"language": "en"'),
    Row("Anchor", "text quote words value", "the words stand in", '"exact": "the Council"'),
    Row("Anchor", "offset begin from", "the offset of the first code point is its", '"start": 0'),
    Row("Anchor", "to stop length", "the offset just past the last code point is its", '"end": 11'),
    # --- agents, revisions, captures ---
    Row("Agent", "label title full_name literal", "the name stands in", '"name": $line'),
    Row("Agent", "url homepage link", "the address stands in", '"address": $address'),
    Row("Agent", "orcid", "identifiers are", '"identifiers": [{"scheme": "ORCID", "value": "0000-0002-1825-0097"}]'),
    Row("Agent", "kind", "what it is stands in", '"type": "person"'),
    Row("Revision", "date when time created timestamp", "when it was stands in", '"at": $instant'),
    Row("Revision", "author agent who user name", "who it was stands in", '"by": $id'),
    Row("Revision", "message note description what comment text", "what was changed stands in", '"summary": $words'),
    Row("Revision", "changed touched ids statements", "the parts that it touched are its", '"parts": [$id]'),
    Row("Capture", "path filename name", "where its bytes lie stands in", '"file": "received/article.txt"'),
    Row("Capture", "type mime format content_type encoding", "its media type stands in", '"media_type": "text/plain"'),
    Row("Capture", "size bytes length", "its size stands in", '"size_bytes": 0'),
    Row("Capture", "hash digest checksum sha", "its digest stands in", f'"sha256": "{"0" * 64}"'),
    Row("Capture", "url uri source link", "where it was received from stands in", '"address": $address'),
    Row("Capture", "date accessed retrieved received when", "when it was received stands in", '"received_at": $instant'),
    Row("Capture", "by who", "who received it stands in", '"received_by": $id'),
)  # fmt: skip
"""The whole table; a row of a class comes before those of the classes from which it is derived."""

PLAIN: dict[str, str] = {
    "Anchor": '{"exact": $words}',
    "EntityName": '{"text": $line}',
    "Name": '{"literal": $line}',
    "Contributor": '{"name": {"literal": $line}}',
    "Title": '{"text": $line}',
    "StatedDate": '{"date": $date}',
    "ClaimTime": '{"date": $date}',
    "StatedLanguage": '{"tag": "en"}',
    "StatedAddress": '{"address": $address}',
    "StatedIdentifier": '{"scheme": "DOI", "value": "10.1000/182"}',
    "Identifier": '{"scheme": "DOI", "value": "10.1000/182"}',
    "Container": '{"title": $line}',
    "Publisher": '{"name": $line}',
    "Publication": '{"published": {"date": $date}}',
    "Keyword": '{"term": $line}',
    "Abstract": '{"text": $words}',
    "Genre": '{"term": "Article"}',
    "Attribution": '{"claimant": $id}',
    "Locator": '{"value": $line}',
    "Evidence": '{"work": $id}',
    "Rights": '{"notice": $words}',
    "RightsLayers": '{"text": {"notice": $words}}',
    "Metadata": '{"titles": [{"text": $line}]}',
    "Withdrawal": '{"reason": $words}',
    "Image": '{"address": $address}',
    "CslField": '{"name": "note", "value": $words}',
    "Paragraph": '{"type": "paragraph", "text": $words}',
}
"""The object that is to be written where people write a plain string."""

SYNONYMS: dict[str, dict[str, str]] = {
    "kind": {
        "descriptive": "fact factual statement observation description true empirical historical",
        "causal": "cause causation because effect",
        "predictive": "prediction forecast future expectation",
        "normative": "recommendation policy should prescriptive demand proposal",
        "evaluative": "opinion judgement judgment evaluation value subjective",
    },
    "commitment": {
        "boosted": "certain strong emphatic sure definite high",
        "asserted": "plain stated neutral medium assertive",
        "hedged": "uncertain weak possible probable likely hedge tentative low",
    },
    "stance": {
        "endorses": "agrees supports positive approves accept endorsed",
        "neutral": "none reports neither",
        "distances": "disagrees rejects negative doubts sceptical skeptical critical",
    },
    "verdict": {
        "supported": "true correct confirmed verified accurate",
        "contradicted": "false wrong incorrect refuted inaccurate debunked disputed",
        "mixed": "partly half-true misleading partially-true",
        "unverifiable": "unknown unproven unproved unclear unverified",
        "doubt": "doubtful questionable doubted uncertain",
    },
    "predicate": {
        "citesAsEvidence": "cites source evidence cites-as-evidence quotes basedon references",
        "citesAsAuthority": "authority cites-as-authority according-to",
        "obtainsSupportFrom": "supportedby supported-by support",
        "contradicts": "opposes refutes denies attacks conflicts",
        "repeats": "same sameas restates equals duplicate",
        "qualifies": "limits weakens",
    },
    "status": {
        "proposed": "draft new open pending suggested",
        "accepted": "approved final ok confirmed published done",
        "rejected": "refused wrong declined",
    },
    "manner": {
        "quoted": "direct quote quotation verbatim",
        "reported": "indirect paraphrase paraphrased said report",
    },
    "basis": {
        "printed": "text stated article explicit",
        "inferred": "implied implicit derived",
        "external": "outside web research elsewhere",
        "conjecture": "guess assumption speculation",
    },
    "certainty": {"high": "sure certain", "medium": "probable likely", "low": "unsure uncertain"},
    "type": {
        "organisation": "organization company institution state country government org newspaper",
        "person": "human people individual author",
        "group": "experts officials unnamed",
        "place": "location city region",
        "webpage": "website web page url online",
        "article-newspaper": "news newspaper",
        "article-magazine": "magazine",
        "article-journal": "paper journal",
        "post-weblog": "blog",
        "paragraph": "p para text",
        "heading": "h1 h2 title head header",
        "quotation": "blockquote quote",
        "figure": "image photo picture",
        "mention": "entity name",
        "software": "program tool ai model",
    },
}
"""By the name of a field: words that people write in it, after the one that is meant."""

_EXAMPLES = {
    "$id": (Id, "org-x"),
    "$line": (Line, "The Council"),
    "$words": (Words, "the Council"),
    "$date": (Edtf, "2016-03-20"),
    "$instant": (Instant, "2016-03-20T09:30:00Z"),
    "$address": (Address, "https://example.org/article"),
    "$kind": (Kind, "descriptive"),
    "$verdict": (Verdict, "supported"),
    "$self": (Id, "c-1"),
}
"""What stands for what was typed: what that must be, and an example."""
_LEADING = frozenset(("in", "its", "the", "is", "are", "all", "record's"))
"""Words that lead to what follows them, so that no colon does."""
_LONGEST = 60
"""Longer strings than this are not repeated in a hint."""
_PLACEHOLDER = re.compile(r"\$[a-z]+")


def place_of(
    name: str, value: Any, classes: tuple[type, ...], owner: Any
) -> tuple[str, str | None] | None:
    """Return where a name that is no field goes, with the JSON to write; `None` if nobody knows.

    With it comes the field that was meant, if it is one of the same object.

    Args:
        name: The name.
        value: What was written under it.
        classes: The class of the object in which it stands, and those it is derived from.
        owner: The object.
    """
    key = _key(name)
    for cls in classes:
        if row := _rows().get((cls.__name__, key)):
            itself = owner.get("id") if isinstance(owner, dict) else None
            joint = "" if row.said.rpartition(" ")[2] in _LEADING else ":"
            hint = f"{row.said}{joint} {filled(row.fragment, value, itself)}"
            return hint, None if row.into else row.fragment.split('"')[1]
    return None


def object_of(value: Any, cls: type) -> str | None:
    """Return the object of a class that is to be written instead of a plain value."""
    fragment = PLAIN.get(cls.__name__)
    return filled(fragment, value) if fragment else None


def word_of(field: str, value: str, allowed: tuple[str, ...]) -> str | None:
    """Return the word of a closed list that was probably meant."""
    from difflib import get_close_matches

    key = _key(value)
    for word, others in SYNONYMS.get(field, {}).items():
        if word in allowed and key in map(_key, others.split()):
            return word
    by_key = {_key(word): word for word in allowed}
    near = get_close_matches(key, by_key, n=1, cutoff=0.7) if len(key) <= _LONGEST else []
    return by_key[near[0]] if near else None


def filled(fragment: str, value: Any = None, itself: Any = None) -> str:
    """Return a fragment of JSON with what was typed in place, or an example of it."""

    def fill(match: re.Match[str]) -> str:
        of, example = _EXAMPLES[match[0]]
        typed = itself if match[0] == "$self" else value
        if isinstance(typed, list) and len(typed) == 1:
            typed = typed[0]
        if isinstance(typed, int) and not isinstance(typed, bool):
            typed = str(typed)
        fits = isinstance(typed, str) and len(typed) <= _LONGEST and _fits(of, typed)
        return json.dumps(typed if fits else example, ensure_ascii=False)

    return _PLACEHOLDER.sub(fill, fragment)


def _fits(of: Any, value: str) -> bool:
    try:
        _adapter(of).validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


@cache
def _rows() -> dict[tuple[str, str], Row]:
    return {(row.cls, _key(name)): row for row in ROWS for name in row.names.split()}


def _key(name: str) -> str:
    """A name without what is form only: `datePublished`, `date-published` and `date_published`."""
    return re.sub(r"[-_.: ]", "", name).casefold()
