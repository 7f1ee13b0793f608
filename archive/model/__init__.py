"""The model: immutable values of a record, their invariants and lookups; no files, no XML."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model.anchors import Anchor as Anchor
    from archive.model.anchors import Orphan as Orphan
    from archive.model.anchors import Quote as Quote
    from archive.model.anchors import Stretch as Stretch
    from archive.model.annotations import Annotation as Annotation
    from archive.model.annotations import Citation as Citation
    from archive.model.annotations import Comment as Comment
    from archive.model.annotations import Correction as Correction
    from archive.model.annotations import DateMention as DateMention
    from archive.model.annotations import Mention as Mention
    from archive.model.annotations import Tag as Tag
    from archive.model.assessments import Assessment as Assessment
    from archive.model.assessments import Rating as Rating
    from archive.model.base import Model as Model
    from archive.model.basis import Absence as Absence
    from archive.model.blocks import Block as Block
    from archive.model.blocks import Caption as Caption
    from archive.model.blocks import Cell as Cell
    from archive.model.blocks import CodeBlock as CodeBlock
    from archive.model.blocks import Figure as Figure
    from archive.model.blocks import Foreign as Foreign
    from archive.model.blocks import Formatting as Formatting
    from archive.model.blocks import Furniture as Furniture
    from archive.model.blocks import Heading as Heading
    from archive.model.blocks import Image as Image
    from archive.model.blocks import InlineImage as InlineImage
    from archive.model.blocks import Item as Item
    from archive.model.blocks import LineBreak as LineBreak
    from archive.model.blocks import Link as Link
    from archive.model.blocks import List as List
    from archive.model.blocks import Mark as Mark
    from archive.model.blocks import Note as Note
    from archive.model.blocks import NoteCall as NoteCall
    from archive.model.blocks import Paragraph as Paragraph
    from archive.model.blocks import Quotation as Quotation
    from archive.model.blocks import Row as Row
    from archive.model.blocks import Section as Section
    from archive.model.blocks import Table as Table
    from archive.model.blocks import TextBlock as TextBlock
    from archive.model.blocks import Verse as Verse
    from archive.model.blocks import VerseLine as VerseLine
    from archive.model.captures import BlockOrigin as BlockOrigin
    from archive.model.captures import Capture as Capture
    from archive.model.captures import CaptureOrigin as CaptureOrigin
    from archive.model.captures import ElementOrigin as ElementOrigin
    from archive.model.captures import LinesOrigin as LinesOrigin
    from archive.model.captures import Memento as Memento
    from archive.model.captures import Omission as Omission
    from archive.model.captures import TextOrigin as TextOrigin
    from archive.model.captures import WebArchive as WebArchive
    from archive.model.claims import Attribution as Attribution
    from archive.model.claims import Claim as Claim
    from archive.model.claims import ClaimTime as ClaimTime
    from archive.model.dates import edtf_bounds as edtf_bounds
    from archive.model.document import Document as Document
    from archive.model.entities import Entity as Entity
    from archive.model.entities import EntityName as EntityName
    from archive.model.entities import Event as Event
    from archive.model.entities import Group as Group
    from archive.model.entities import Organisation as Organisation
    from archive.model.entities import Person as Person
    from archive.model.entities import Place as Place
    from archive.model.json_schema import document_schema as document_schema
    from archive.model.metadata import Abstract as Abstract
    from archive.model.metadata import Container as Container
    from archive.model.metadata import Contributor as Contributor
    from archive.model.metadata import Extent as Extent
    from archive.model.metadata import Genre as Genre
    from archive.model.metadata import Keyword as Keyword
    from archive.model.metadata import Metadata as Metadata
    from archive.model.metadata import Publication as Publication
    from archive.model.metadata import Publisher as Publisher
    from archive.model.metadata import StatedAddress as StatedAddress
    from archive.model.metadata import StatedDate as StatedDate
    from archive.model.metadata import StatedIdentifier as StatedIdentifier
    from archive.model.metadata import StatedLanguage as StatedLanguage
    from archive.model.metadata import Title as Title
    from archive.model.names import Identifier as Identifier
    from archive.model.names import Name as Name
    from archive.model.relations import CITO as CITO
    from archive.model.relations import TERMS as TERMS
    from archive.model.relations import Relation as Relation
    from archive.model.revisions import CaptureChange as CaptureChange
    from archive.model.revisions import Revision as Revision
    from archive.model.rights import Rights as Rights
    from archive.model.rights import RightsLayers as RightsLayers
    from archive.model.statements import Agent as Agent
    from archive.model.statements import Change as Change
    from archive.model.statements import Former as Former
    from archive.model.statements import Statement as Statement
    from archive.model.works import ArchivedCopy as ArchivedCopy
    from archive.model.works import CslField as CslField
    from archive.model.works import Evidence as Evidence
    from archive.model.works import Locator as Locator
    from archive.model.works import Source as Source
    from archive.model.works import Withdrawal as Withdrawal
    from archive.model.works import Work as Work
else:
    from archive.lazy_names import lazy

    __all__, __getattr__, __dir__ = lazy(
        __name__,
        {
            "archive.model.anchors": (
                "Anchor",
                "Orphan",
                "Quote",
                "Stretch",
            ),
            "archive.model.annotations": (
                "Annotation",
                "Citation",
                "Comment",
                "Correction",
                "DateMention",
                "Mention",
                "Tag",
            ),
            "archive.model.assessments": (
                "Assessment",
                "Rating",
            ),
            "archive.model.base": ("Model",),
            "archive.model.basis": ("Absence",),
            "archive.model.blocks": (
                "Block",
                "Caption",
                "Cell",
                "CodeBlock",
                "Figure",
                "Foreign",
                "Formatting",
                "Furniture",
                "Heading",
                "Image",
                "InlineImage",
                "Item",
                "LineBreak",
                "Link",
                "List",
                "Mark",
                "Note",
                "NoteCall",
                "Paragraph",
                "Quotation",
                "Row",
                "Section",
                "Table",
                "TextBlock",
                "Verse",
                "VerseLine",
            ),
            "archive.model.captures": (
                "BlockOrigin",
                "Capture",
                "CaptureOrigin",
                "ElementOrigin",
                "LinesOrigin",
                "Memento",
                "Omission",
                "TextOrigin",
                "WebArchive",
            ),
            "archive.model.claims": (
                "Attribution",
                "Claim",
                "ClaimTime",
            ),
            "archive.model.dates": ("edtf_bounds",),
            "archive.model.document": ("Document",),
            "archive.model.entities": (
                "Entity",
                "EntityName",
                "Event",
                "Group",
                "Organisation",
                "Person",
                "Place",
            ),
            "archive.model.json_schema": ("document_schema",),
            "archive.model.metadata": (
                "Abstract",
                "Container",
                "Contributor",
                "Extent",
                "Genre",
                "Keyword",
                "Metadata",
                "Publication",
                "Publisher",
                "StatedAddress",
                "StatedDate",
                "StatedIdentifier",
                "StatedLanguage",
                "Title",
            ),
            "archive.model.names": (
                "Identifier",
                "Name",
            ),
            "archive.model.relations": (
                "CITO",
                "Relation",
                "TERMS",
            ),
            "archive.model.revisions": (
                "CaptureChange",
                "Revision",
            ),
            "archive.model.rights": (
                "Rights",
                "RightsLayers",
            ),
            "archive.model.statements": (
                "Agent",
                "Change",
                "Former",
                "Statement",
            ),
            "archive.model.works": (
                "ArchivedCopy",
                "CslField",
                "Evidence",
                "Locator",
                "Source",
                "Withdrawal",
                "Work",
            ),
        },
    )
