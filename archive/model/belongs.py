"""Where things go: what people write in a record, and the field that says it.

Names are those of other vocabularies and habits (CSL, schema.org, TEI, JSON of all kinds) that are no
fields where people put them. Each row shows the JSON to write. It is a member of the object in which
the name stood, or of the record itself; where ids are left out, `archive format` makes them.

What was typed stands in it whole where it can stand there. Where it cannot, and for all that nobody
typed, there is an ellipsis without quotation marks, which is no JSON: a hint that is pasted says
what its writer said, or is refused.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, StringConstraints, TypeAdapter, ValidationError

from archive.model.assessments import Verdict
from archive.model.base import Line, Words, every_model
from archive.model.claims import Kind
from archive.model.dates import Edtf, Instant
from archive.model.identifiers import Address, Id
from archive.model.licences import recognise

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
    """The JSON: members of an object. `$id`, `$line`, `$Class.field` and so on stand for what was
    typed, if it is one, `$self` for the id of the object in which it was typed, `$name` for the name
    that it was given. Of several rows for a name the first counts in which what was typed fits."""
    into: str | None = None
    """The class of the object that gets these members; left out, the one in which they wrote it."""


_REVISION = "who made it, and when, is said once in a revision, which it names"
_RECORD_OF = "which is an object of its own in the record's"

ROWS: tuple[Row, ...] = (
    # --- the record ---
    Row("Document", "title titles headline name", "what the article is stands in", '"metadata": {"titles": [{"text": $line}]}'),
    Row("Document", "author authors byline creator", "what the article is stands in", '"metadata": {"authors": [{"name": {"literal": $line}}]}'),
    Row("Document", "editor translator", "what the article is stands in", '"metadata": {"contributors": [{"name": {"literal": $line}, "role": $name}]}'),
    Row("Document", "contributor contributors", "what the article is stands in", '"metadata": {"contributors": [{"name": {"literal": $line}, "role": ...}]}'),
    Row("Document", "date published date_published issued year publication", "what the article is stands in", '"metadata": {"publication": {"published": {"date": $date}}}'),
    Row("Document", "url uri link address addresses", "what the article is stands in", '"metadata": {"addresses": [{"address": $address}]}'),
    Row("Document", "publisher", "what the article is stands in", '"metadata": {"publication": {"publisher": {"name": $line}}}'),
    Row("Document", "keywords keyword", "what the article is stands in", '"metadata": {"keywords": [{"term": $line}]}'),
    Row("Document", "abstract summary description", "what the article is stands in", '"metadata": {"abstract": {"text": $words}}'),
    Row("Document", "doi", "what the article is stands in", '"metadata": {"identifiers": [{"scheme": "DOI", "value": $line}]}'),
    Row("Document", "identifiers", "what the article is stands in", '"metadata": {"identifiers": [{"scheme": ..., "value": $line}]}'),
    Row("Document", "license licence", "rights are told of the text and of the record", '"rights": {"text": {"uri": $url}}'),
    Row("Document", "license licence", "rights are told of the text and of the record", '"rights": {"text": {"spdx": $spdx}}'),
    Row("Document", "license licence copyright", "rights are told of the text and of the record", '"rights": {"text": {"notice": $words}}'),
    Row("Document", "text body content article article_body paragraphs blocks", "the text stands in sections of blocks", '"sections": [{"blocks": [{"type": "paragraph", "text": $words}]}]'),
    Row("Document", "people persons person actors organisations organizations places events groups names", "people, organisations, groups, places and events are all", '"entities": [{"type": ..., "names": [{"text": $line}]}]'),
    Row("Document", "bibliography references documents reports work literature", "what can be cited is one of the", '"works": [{"type": ..., "title": $line}]'),
    Row("Document", "doubts doubt verdicts verdict reviews fact_checks assessment", "what somebody found about a claim is one of the", '"assessments": [{"claim": ..., "verdict": ..., "reasoning": ...}]'),
    Row("Document", "links edges relation citations", "what leads from a claim to a source or another claim is one of the", '"relations": [{"subject": ..., "predicate": ..., "object": ...}]'),
    Row("Document", "comments comment notes remarks", "comments are", '"annotations": [{"type": "comment", "text": $words}]'),
    Row("Document", "mentions mention", "mentions are", '"annotations": [{"type": "mention", "refers_to": ..., "anchors": [{"exact": ...}]}]'),
    Row("Document", "tags tag labels", "tags are", '"annotations": [{"type": "tag", "tag": $line, "anchors": [{"exact": ...}]}]'),
    Row("Document", "corrections correction errata", "corrections are", '"annotations": [{"type": "correction", "corrected": $line, "anchors": [{"exact": ...}]}]'),
    Row("Document", "annotators annotator makers users created_by maker", "who makes the record is one of the", '"agents": [{"name": $line}]'),
    Row("Document", "history changes changelog log created created_at at", "who changed the record, and when, is one of the", '"revisions": [{"at": $instant, "summary": ...}]'),
    Row("Document", "version $schema schema", "the version is that of the schema", '"schema_version": ...'),
    Row("Document", "figures images files attachments received", "what was received is one of the", '"captures": [...]'),
    # --- metadata ---
    Row("Metadata", "author creator byline writer by", "who wrote the article is one of the", '"authors": [{"name": {"literal": $line}}]'),
    Row("Metadata", "editor translator photographer illustrator", "who else made the article is one of the", '"contributors": [{"name": {"literal": $line}, "role": $name}]'),
    Row("Metadata", "contributor", "who else made the article is one of the", '"contributors": [{"name": {"literal": $line}, "role": ...}]'),
    Row("Metadata", "title headline name", "its titles are", '"titles": [{"text": $line}]'),
    Row("Metadata", "date published date_published issued publication_date year pubdate created", "when it was published stands in", '"publication": {"published": {"date": $date}}'),
    Row("Metadata", "updated modified date_modified", "when it was changed stands in", '"publication": {"updated": {"date": $date}}'),
    Row("Metadata", "written", "when it was written stands in", '"publication": {"written": {"date": $date}}'),
    Row("Metadata", "url uri link href address permalink web", "where it is on the web is one of the", '"addresses": [{"address": $address}]'),
    Row("Metadata", "publisher", "who published it stands in", '"publication": {"publisher": {"name": $line}}'),
    Row("Metadata", "journal newspaper magazine site website blog container container_title source is_part_of", "what it appeared in stands in", '"publication": {"container": {"title": $line}}'),
    Row("Metadata", "language lang in_language", "its languages are", '"languages": [{"tag": $StatedLanguage.tag}]'),
    Row("Metadata", "doi isbn issn", "its identifiers are", '"identifiers": [{"scheme": $NAME, "value": $line}]'),
    Row("Metadata", "identifier", "its identifiers are", '"identifiers": [{"scheme": ..., "value": $line}]'),
    Row("Metadata", "license licence rights", "rights do not belong to the metadata, but to the record's", '"rights": {"text": {"uri": $url}}', RECORD),
    Row("Metadata", "license licence rights", "rights do not belong to the metadata, but to the record's", '"rights": {"text": {"spdx": $spdx}}', RECORD),
    Row("Metadata", "license licence rights copyright availability", "rights do not belong to the metadata, but to the record's", '"rights": {"text": {"notice": $words}}', RECORD),
    Row("Metadata", "tags tag keyword subject subjects topics", "its keywords are", '"keywords": [{"term": $line}]'),
    Row("Metadata", "summary description lead", "a summary of it is its", '"abstract": {"text": $words}'),
    Row("Metadata", "type kind article_section section", "what kind of text it is stands in", '"genre": {"term": $line}'),
    Row("Metadata", "note notes comment remarks", "what was missing or doubtful stands in", '"remark": $words'),
    Row("Metadata", "volume issue page", "where in its container it stands is told in", '"publication": {"extents": [{"unit": $name, "value": $line}]}'),
    Row("Metadata", "pages", "where in its container it stands is told in", '"publication": {"extents": [{"unit": "page", "value": $line}]}'),
    Row("Publication", "date issued date_published year", "when it was published stands in", '"published": {"date": $date}'),
    Row("Publication", "modified date_modified", "when it was changed stands in", '"updated": {"date": $date}'),
    Row("Publication", "journal newspaper site website title name source", "what it appeared in stands in", '"container": {"title": $line}'),
    Row("Publication", "place city", "where it was published is told with the publisher", '"publisher": {"name": ..., "place": $line}'),
    Row("Publication", "page volume issue", "where in its container it stands is told in", '"extents": [{"unit": $name, "value": $line}]'),
    Row("Publication", "pages", "where in its container it stands is told in", '"extents": [{"unit": "page", "value": $line}]'),
    Row("Publication", "number", "where in its container it stands is told in", '"extents": [{"unit": ..., "value": $line}]'),
    Row("Contributor", "literal text full_name", "the name is an object", '"name": {"literal": $line}'),
    Row("Contributor", "family last_name surname last", "the name is an object", '"name": {"family": $line}'),
    Row("Contributor", "given first_name forename first", "the name is an object", '"name": {"given": $line}'),
    Row("Contributor", "type function job", "what they did stands in", '"role": $Contributor.role'),
    Row("Contributor", "orcid", "their identifiers are", '"identifiers": [{"scheme": "ORCID", "value": $line}]'),
    Row("Name", "name text full full_name value", "a name in one piece stands in", '"literal": $line'),
    Row("Name", "first first_name forename given_name given_names", "given names stand in", '"given": $line'),
    Row("Name", "last last_name surname family_name", "the family name stands in", '"family": $line'),
    Row("Title", "title value name main", "the title stands in", '"text": $line'),
    Row("StatedDate", "value when year day published edtf", "the day stands in", '"date": $date'),
    Row("StatedDate", "start end from to", "a span of time is one date with a slash in it (2015/2016-03), and stands in", '"date": ...'),
    Row("StatedLanguage", "language code value name lang", "the language stands in", '"tag": $StatedLanguage.tag'),
    Row("StatedAddress", "url uri href link", "the address stands in", '"address": $address'),
    Row("Container", "name text", "its title stands in", '"title": $line'),
    Row("Publisher", "title text literal", "its name stands in", '"name": $line'),
    Row("Keyword", "text name value keyword word", "the keyword stands in", '"term": $line'),
    # --- rights ---
    Row("RightsLayers", "license licence spdx", "rights are told of the text and of the record", '"text": {"spdx": $spdx}'),
    Row("RightsLayers", "license licence uri url", "rights are told of the text and of the record", '"text": {"uri": $url}'),
    Row("RightsLayers", "license licence uri url spdx", "rights are told of the text and of the record", '"text": {"notice": $words}'),
    Row("RightsLayers", "notice copyright statement", "rights are told of the text and of the record", '"text": {"notice": $words}'),
    Row("RightsLayers", "article", "the article is the", '"text": {"notice": $words}'),
    Row("RightsLayers", "metadata data annotations", "all that is not the article is the", '"record": {"spdx": ...}'),
    Row("Rights", "license licence code identifier short_name", "the identifier of the licence stands in", '"spdx": $spdx'),
    Row("Rights", "license licence url link href target", "the address of the licence stands in", '"uri": $url'),
    Row("Rights", "license licence url link href target code identifier short_name", "the notice as it is printed stands in", '"notice": $words'),
    Row("Rights", "text statement printed copyright", "the notice as it is printed stands in", '"notice": $words'),
    Row("Rights", "holder owner author copyright_holder rights_holder", "who holds the rights are the", '"holders": [$line]'),
    # --- claims ---
    Row("Claim", "claimant claimants speaker said_by who attributed_to author says voice", "a claim says who makes it in", '"attribution": [{"claimant": $id}]'),
    Row("Claim", "cue marker signal according_to", "the words that say who makes it stand in", '"attribution": [{"cue": [{"exact": $words}]}]'),
    Row("Claim", "manner", "how it is passed on stands in", '"attribution": [{"manner": $Attribution.manner}]'),
    Row("Claim", "source sources cites cites_as_evidence cited citation reference references", f"the source of a claim is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "citesAsEvidence", "object": $id}]', RECORD),
    Row("Claim", "cites_as_authority authority", f"the source of a claim is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "citesAsAuthority", "object": $id}]', RECORD),
    Row("Claim", "supports supported_by", f"what a claim does to another is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "supports", "object": $id}]', RECORD),
    Row("Claim", "contradicts contradicted_by disputes opposes", f"what a claim does to another is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "contradicts", "object": $id}]', RECORD),
    Row("Claim", "qualifies repeats", f"what a claim does to another is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": $name, "object": $id}]', RECORD),
    Row("Claim", "same_as", f"what a claim does to another is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": "repeats", "object": $id}]', RECORD),
    Row("Claim", "relations relation related", f"what a claim does to another is a relation, {_RECORD_OF}", '"relations": [{"subject": $self, "predicate": ..., "object": $id}]', RECORD),
    Row("Claim", "doubt doubts doubtful questionable disputed problem", f"a doubt about a claim is an assessment, {_RECORD_OF}", '"assessments": [{"claim": $self, "verdict": "doubt", "reasoning": $words}]', RECORD),
    Row("Claim", "verdict rating assessment assessments fact_check review truth true veracity evidence", f"what was found about a claim is an assessment, {_RECORD_OF}", '"assessments": [{"claim": $self, "verdict": $verdict, "reasoning": ..., "evidence": [{"work": ...}]}]', RECORD),
    Row("Claim", "text quote quotes words exact quotation span spans passage sentence selector target body position start end location", "the words that make the claim stand in", '"anchors": [{"exact": $words}]'),
    Row("Claim", "block paragraph page", "a block is named beside the words", '"anchors": [{"block": $id, "exact": ...}]'),
    Row("Claim", "statement paraphrase summary claim proposition content title meaning label gist", "the claim as a sentence that can be understood alone is its", '"restatement": $line'),
    Row("Claim", "type category claim_type class", "what a claim does is its", '"kind": $kind'),
    Row("Claim", "date when period year", "the time that a claim speaks of stands in", '"time": {"date": $date}'),
    Row("Claim", "entities entity mentions topic topics subject subjects persons keywords", "what a claim is about stands in", '"about": [$id]'),
    Row("Claim", "hedged hedge", "how firmly the words commit to it stands in", '"commitment": $hedged'),
    Row("Claim", "hedged hedge modality strength force", "how firmly the words commit to it stands in", '"commitment": $Claim.commitment'),
    Row("Claim", "negative polarity negation denied", "that it says that something is not so stands in", '"negated": $Claim.negated'),
    Row("Claim", "if conditional antecedent conditions", "the words of its condition stand in", '"condition": [{"exact": $words}]'),
    Row("Claim", "attitude opinion", "what the author does with it stands in", '"stance": $Claim.stance'),
    Row("Claim", "verifiable check_worthy testable factual", "whether it could be checked stands in", '"checkable": $Claim.checkable'),
    Row("Claim", "basis rests_on", "a claim rests on its words, and on nothing else", '"anchors": [{"exact": ...}]'),
    Row("Attribution", "who speaker name by source person entity agent id", "who says it stands in", '"claimant": $id'),
    Row("Attribution", "marker words verb text exact anchors quote", "the words that say so stand in", '"cue": [{"exact": $words}]'),
    Row("Attribution", "type mode how", "how it is passed on stands in", '"manner": $Attribution.manner'),
    Row("Attribution", "stance", "the stance is not the claimant's but the author's, and stands in the claim", '"stance": $Claim.stance', "Claim"),
    Row("ClaimTime", "value when year time edtf", "the time stands in", '"date": $date'),
    Row("ClaimTime", "start end from to begin until since", "a span of time is one date with a slash in it (2015/2016-03), and stands in", '"date": ...'),
    # --- every statement ---
    Row("Statement", "maker made_by created_by annotator by at created created_at date_created author agent who date reviewer", _REVISION, '"revision": ...'),
    Row("Statement", "confidence sure score probability cert", "how sure its maker is stands in", '"certainty": $Claim.certainty'),
    Row("Statement", "note notes comment comments remark remarks", f"a remark on a statement is a comment, {_RECORD_OF}", '"annotations": [{"type": "comment", "on": $self, "text": $words}]', RECORD),
    Row("Statement", "explanation why rationale because justification", "why stands in", '"reason": $words'),
    Row("Statement", "tags tag labels", f"a tag is laid on words, and {_RECORD_OF[6:]}", '"annotations": [{"type": "tag", "tag": $line, "anchors": [{"exact": ...}]}]', RECORD),
    Row("Statement", "state accepted approved", "where it stands is its", '"status": $Claim.status'),
    # --- relations, assessments ---
    Row("Relation", "claim from", "the claim from which it leads is its", '"subject": $id'),
    Row("Relation", "source target to sources other", "what it leads to is its", '"object": $id'),
    Row("Relation", "type kind relation property verb", "what the claim does is its", '"predicate": $Relation.predicate'),
    Row("Relation", "quote quoted work locator words exact page", "where in a work, and which words, stands in", '"evidence": {"work": ..., "quoted": $words}'),
    Row("Assessment", "about on target subject claims", "the claim that it is about stands in", '"claim": $id'),
    Row("Assessment", "type kind result outcome conclusion finding", "what was found is its", '"verdict": $verdict'),
    Row("Assessment", "note comment text explanation why rationale doubt argument justification description body", "why stands in", '"reasoning": $words'),
    Row("Assessment", "source sources work works url reference references", "what it rests on are works, named in", '"evidence": [{"work": $id}]'),
    Row("Assessment", "quote quoted locator words exact", "what it rests on are works, named in", '"evidence": [{"work": ..., "quoted": $words}]'),
    Row("Assessment", "replaces supersedes_id", "the one that it replaces stands in", '"supersedes": $id'),
    Row("Rating", "name system", "its scale stands in", '"scale": $line'),
    Row("Rating", "rating label text", "what it says on its scale stands in", '"value": $line'),
    Row("Evidence", "source sources", "evidence names a work, not a source of the article: what can be looked up, in", '"work": ...'),
    Row("Evidence", "document id works", "the work stands in", '"work": $id'),
    Row("Evidence", "url uri link address href", f"what can be looked up is a work, {_RECORD_OF}", '"works": [{"id": ..., "type": ..., "address": $address}]', RECORD),
    Row("Evidence", "page section chapter", "where in the work stands in", '"locator": {"unit": $name, "value": $line}'),
    Row("Evidence", "pages place at", "where in the work stands in", '"locator": {"value": $line}'),
    Row("Evidence", "quote exact text words quotation", "the words that stand there are", '"quoted": $words'),
    Row("Locator", "type kind label", "what is counted is its", '"unit": $Locator.unit'),
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
    Row("Source", "url uri link address", f"what can be looked up is a work, {_RECORD_OF}", '"works": [{"id": ..., "type": ..., "address": $address}]', RECORD),
    Row("Source", "date issued year published", f"what can be looked up is a work, {_RECORD_OF}", '"works": [{"id": ..., "type": ..., "issued": $date}]', RECORD),
    Row("Source", "type kind", f"what can be looked up is a work, {_RECORD_OF}", '"works": [{"id": ..., "type": $Work.type}]', RECORD),
    Row("Source", "doi isbn", f"what can be looked up is a work, {_RECORD_OF}", '"works": [{"id": ..., "type": ..., "identifiers": [{"scheme": $NAME, "value": $line}]}]', RECORD),
    Row("Source", "claim claims cited_by for supports", f"a claim that cites it is told by a relation, {_RECORD_OF}", '"relations": [{"subject": $id, "predicate": "citesAsEvidence", "object": $self}]', RECORD),
    Row("Work", "date year published date_published publication_date", "when it was published stands in", '"issued": $date'),
    Row("Work", "url uri link href", "where it can be read stands in", '"address": $address'),
    Row("Work", "authors creator creators by", "its authors are", '"author": [{"literal": $line}]'),
    Row("Work", "editors", "its editors are", '"editor": [{"literal": $line}]'),
    Row("Work", "doi isbn issn", "its identifiers are", '"identifiers": [{"scheme": $NAME, "value": $line}]'),
    Row("Work", "identifier", "its identifiers are", '"identifiers": [{"scheme": ..., "value": $line}]'),
    Row("Work", "journal newspaper magazine site website container publication is_part_of", "what it appeared in stands in", '"container_title": $line'),
    Row("Work", "place city pub_place", "where it was published stands in", '"publisher_place": $line'),
    Row("Work", "series", "the series stands in", '"collection_title": $line'),
    Row("Work", "pages", "its pages are its", '"page": $line'),
    Row("Work", "name headline as_named", "its title stands in", '"title": $line'),
    Row("Work", "short_title title_short subtitle alternate_name titles", "its other titles are", '"variant_titles": [$line]'),
    Row("Work", "note abstract genre number keyword", "other variables of CSL are", '"fields": [{"name": $name, "value": $words}]'),
    Row("Work", "notes comment", "other variables of CSL are", '"fields": [{"name": "note", "value": $words}]'),
    Row("Work", "archived archive_url archive archived_at snapshot copy saved file capture", "saved copies of it are", '"copies": [{"address": $address}]'),
    Row("Work", "retracted", "that it was withdrawn stands in", '"withdrawn": $withdrawn'),
    Row("Work", "kind category", "what it is stands in", '"type": $Work.type'),
    Row("Work", "lang in_language", "its language stands in", '"language": $Work.language'),
    Row("Work", "retrieved access_date accessed_at", "when we looked at it stands in", '"accessed": $date'),
    Row("ArchivedCopy", "url uri link", "where it can be read stands in", '"address": $address'),
    Row("ArchivedCopy", "date when at saved_at", "when it was saved stands in", '"archived_at": $instant'),
    # --- entities ---
    Row("_Entity", "name label title full_name literal text", "its names are", '"names": [{"text": $line}]'),
    Row("_Entity", "alias aliases alternate_name acronym abbreviation short_name", "its other names stand beside the main one in", '"names": [{"text": $line, "type": "variant"}]'),
    Row("_Entity", "wikidata qid", "its identifiers are", '"identifiers": [{"scheme": "Wikidata", "value": $line}]'),
    Row("_Entity", "viaf orcid ror isni", "its identifiers are", '"identifiers": [{"scheme": $NAME, "value": $line}]'),
    Row("_Entity", "same_as url uri", "its identifiers are", '"identifiers": [{"scheme": ..., "value": $line}]'),
    Row("_Entity", "desc about note notes role summary bio members comment", "who or what it is stands in", '"description": $words'),
    Row("_Entity", "kind class category", "what it is stands in", '"type": $etype'),
    Row("_Entity", "mentions mention anchors anchor where exact quote", f"words that name an entity are a mention, {_RECORD_OF}", '"annotations": [{"type": "mention", "refers_to": $self, "anchors": [{"exact": $words}]}]', RECORD),
    Row("Event", "when year", "when it happened stands in", '"date": $date'),
    Row("Event", "location", "where it happened stands in", '"place": $id'),
    Row("EntityName", "name value literal label", "the name stands in", '"text": $line'),
    Row("EntityName", "kind role", "which of its names it is stands in", '"type": $EntityName.type'),
    Row("Identifier", "type kind name system", "what kind of identifier it is stands in", '"scheme": $Identifier.scheme'),
    Row("Identifier", "id identifier number url", "the identifier itself is its", '"value": $Identifier.value'),
    # --- the text ---
    Row("Section", "title heading head name", "a heading is a block", '"blocks": [{"type": "heading", "text": $line}]'),
    Row("Section", "text paragraphs paragraph content children body", "the text stands in", '"blocks": [{"type": "paragraph", "text": $words}]'),
    Row("Section", "type kind", "what it is to the article stands in", '"role": $Section.role'),
    Row("Section", "subsections divs parts", "sections within it are", '"sections": [...]'),
    Row("TextBlock", "content value words body", "the text stands in", '"text": $words'),
    Row("TextBlock", "formatting spans styles format", "formatting that was received is", '"marks": [...]'),
    Row("TextBlock", "lang", "another language than the article's stands in", '"language": $Work.language'),
    Row("Anchor", "text quote words value", "the words stand in", '"exact": $words'),
    Row("Anchor", "offset begin from", "the offset of the first code point is its", '"start": $Anchor.start'),
    Row("Anchor", "to stop length", "the offset just past the last code point is its", '"end": ...'),
    # --- agents, revisions, captures ---
    Row("Agent", "label title full_name literal", "the name stands in", '"name": $line'),
    Row("Agent", "url homepage link", "the address stands in", '"address": $address'),
    Row("Agent", "orcid", "identifiers are", '"identifiers": [{"scheme": "ORCID", "value": $line}]'),
    Row("Agent", "kind", "what it is stands in", '"type": $Agent.type'),
    Row("Revision", "date when time created timestamp", "when it was stands in", '"at": $instant'),
    Row("Revision", "author agent who user name", "who it was stands in", '"by": $id'),
    Row("Revision", "message note description what comment text", "what was changed stands in", '"summary": $words'),
    Row("Revision", "changed touched ids statements", "the parts that it touched are its", '"parts": [$id]'),
    Row("Capture", "path filename name", "where its bytes lie stands in", '"file": $Capture.file'),
    Row("Capture", "type mime format content_type encoding", "its media type stands in", '"media_type": $Capture.media_type'),
    Row("Capture", "size bytes length", "its size stands in", '"size_bytes": $Capture.size_bytes'),
    Row("Capture", "hash digest checksum sha", "its digest stands in", '"sha256": $Capture.sha256'),
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
    "StatedLanguage": '{"tag": $StatedLanguage.tag}',
    "StatedAddress": '{"address": $address}',
    "StatedIdentifier": '{"scheme": ..., "value": $line}',
    "Identifier": '{"scheme": ..., "value": $line}',
    "Container": '{"title": $line}',
    "Publisher": '{"name": $line}',
    "Publication": '{"published": {"date": $date}}',
    "Keyword": '{"term": $line}',
    "Abstract": '{"text": $words}',
    "Genre": '{"term": $line}',
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


def _spdx(value: str) -> str:
    """Refuse what is no identifier of a licence."""
    licence = recognise(value)
    if licence is None or licence.spdx != value:
        raise ValueError(value)
    return value


_TYPES: dict[str, Any] = {
    "$id": Id,
    "$line": Line,
    "$words": Words,
    "$date": Edtf,
    "$instant": Instant,
    "$address": Address,
    "$url": Annotated[Address, StringConstraints(pattern="^[A-Za-z][A-Za-z0-9+.-]*:[^ ]+$")],
    "$spdx": Annotated[str, AfterValidator(_spdx)],
    "$kind": Kind,
    "$verdict": Verdict,
    "$etype": Literal["person", "organisation", "group", "place", "event"],
}
"""What must be what stands for what was typed."""
_FORMS = {
    "$date": "a date such as 2016-03-20",
    "$instant": "date, time and time zone, such as 2016-03-20T09:30:00Z",
}
"""What is said of it where what was typed is none."""
_OF_THE_PLACE = ("$self", "$name", "$NAME")
"""What does not depend on what was typed."""
_OPEN = "..."
"""What stands for what nobody has typed, without quotation marks: it is no JSON."""
_LEADING = frozenset(("in", "its", "the", "is", "are", "all", "record's"))
"""Words that lead to what follows them, so that no colon does."""
_LONGEST = 300
"""What is longer than this is not repeated in a hint."""
_LONG_NUMBER = 10**30
_OF_CONTENT = re.compile("-[0-9a-f]{8}$")
"""How an id ends that was made of all that a part holds: it changes when that is put right."""
_PLACEHOLDER = re.compile(r"\$[A-Za-z_]+(?:\.[a-z_0-9]+)?")
_OPENING = re.compile(rf"{_PLACEHOLDER.pattern}|\.\.\.")


def place_of(
    name: str, value: Any, classes: tuple[type, ...], owner: Any, record: Any = None
) -> tuple[str, str | None] | None:
    """Return where a name that is no field goes, with the JSON to write; `None` if nobody knows.

    With it comes the field that was meant, if it is one of the same object.

    Args:
        name: The name.
        value: What was written under it.
        classes: The class of the object in which it stands, and those it is derived from.
        owner: The object.
        record: The record, so that what it has already need not be written a second time.
    """
    key = _key(name)
    for cls in classes:
        if rows := _rows().get((cls.__name__, key)):
            typed = _Typed(value, owner.get("id") if isinstance(owner, dict) else None, key)
            row = next((row for row in rows if typed.fits(row.fragment)), rows[-1])
            holder = {None: owner, RECORD: record}.get(row.into)
            members = typed.into(row.fragment)
            joint = "" if row.said.rpartition(" ")[2] in _LEADING else ":"
            hint = f"{row.said}{joint} {_to_write(members, holder)}{typed.form(row.fragment)}"
            return hint, None if row.into else next(iter(members))
    return None


def _to_write(members: Any, holder: Any) -> str:
    """The JSON of members; of what their holder has already, what is to be added to it."""
    way: list[str] = []
    while isinstance(members, dict) and len(members) == 1 and isinstance(holder, dict):
        (field,) = members
        if holder.get(field) is None or holder[field] == ():
            break
        way.append(json.dumps(field))
        members, holder = members[field], holder[field]
    if not way:
        return _json(members)[1:-1]
    is_object = isinstance(members, dict) and isinstance(holder, dict)
    if is_object or (isinstance(members, list) and isinstance(holder, list | tuple)):
        return f"{', '.join(way)}: add {_json(members)[1:-1]} to what stands there"
    return f"{', '.join(way)}, which stands there already"


def object_of(value: Any, cls: type) -> str | None:
    """Return the object of a class that is to be written instead of a plain value."""
    fragment = PLAIN.get(cls.__name__)
    return _json(_Typed(value).into(fragment, whole=True)) if fragment else None


def typed(value: Any) -> str:
    """Return what was typed as JSON, whole; an ellipsis where it is too long to be repeated."""
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= _LONGEST else _OPEN


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


class _Typed:
    """What was typed, and where."""

    def __init__(self, value: Any, itself: Any = None, name: str = "") -> None:
        """What was typed, the id of the object in which it stood, and the name that it was given."""
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        self._value, self._itself, self._name = value, itself, name

    def fits(self, fragment: str) -> bool:
        """Whether what was typed can stand in a fragment in which something typed does."""
        wanted = [found for found in _PLACEHOLDER.findall(fragment) if found not in _OF_THE_PLACE]
        return all(self._of(placeholder) is not None for placeholder in wanted)

    def into(self, fragment: str, *, whole: bool = False) -> Any:
        """Return what a fragment says with what was typed in its place."""
        text = _OPENING.sub(lambda found: json.dumps(found[0]), fragment)
        return self._filled(json.loads(text if whole else f"{{{text}}}"))

    def form(self, fragment: str) -> str:
        """Return which form is wanted of what was typed, if it does not have it."""
        missing = (found for found in _PLACEHOLDER.findall(fragment) if self._of(found) is None)
        return next((f", with {_FORMS[found]}" for found in missing if found in _FORMS), "")

    def _filled(self, said: Any) -> Any:
        if isinstance(said, dict):
            return {name: self._filled(inner) for name, inner in said.items()}
        if isinstance(said, list):
            return [self._filled(inner) for inner in said]
        if isinstance(said, str) and _PLACEHOLDER.fullmatch(said):
            found = self._of(said)
            return _OPEN if found is None else found
        return said

    def _of(self, placeholder: str) -> Any:
        """What stands for a placeholder; `None` if what was typed does not fit."""
        match placeholder:
            case "$self":
                lasts = _fits(Id, self._itself) and not _OF_CONTENT.search(self._itself)
                return self._itself if lasts else None
            case "$name":
                return self._name
            case "$NAME":
                return self._name.upper()
            case "$hedged":
                return "hedged" if self._value is True else None
            case "$withdrawn":
                return {} if self._value is True else None
        value = self._value
        if _fits(_type_of(placeholder), value):
            return value if len(json.dumps(value)) <= _LONGEST else None
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LONG_NUMBER:
            return str(value) if _fits(_type_of(placeholder), str(value)) else None
        return None


@cache
def _type_of(placeholder: str) -> Any:
    """The type that a placeholder stands for: one of those named here, or that of a field."""
    cls, _, field = placeholder[1:].partition(".")
    if not field:
        return _TYPES[placeholder]
    info = next(c for c in every_model() if c.__name__ == cls).model_fields[field]
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _fits(of: Any, value: Any) -> bool:
    if value is None:
        return False
    try:
        _adapter(of).validate_json(json.dumps(value), strict=True)
    except (ValidationError, ValueError, TypeError):
        return False
    return True


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def _json(value: Any) -> str:
    """JSON in which is open what somebody has to write."""
    return json.dumps(value, ensure_ascii=False).replace(json.dumps(_OPEN), _OPEN)


@cache
def _rows() -> dict[tuple[str, str], list[Row]]:
    table: dict[tuple[str, str], list[Row]] = {}
    for row in ROWS:
        for name in row.names.split():
            table.setdefault((row.cls, _key(name)), []).append(row)
    return table


def _key(name: str) -> str:
    """A name without what is form only: `datePublished`, `date-published` and `date_published`."""
    return re.sub(r"[-_.: ]", "", name).casefold()
