"""A record of a page on which much stands around the article, some of it claimed and doubted."""

from __future__ import annotations

import archive
from archive.model.document import Document
from archive.model.metadata import Metadata
from tests.records.desk import Desk

TITLE = "The ferry sails in winter"
MENU = "Home\nNews\nHarbour\nWeather\nSign in"
COOKIES = "This page keeps cookies for ninety days, says the publisher."
FIRST = "The ferry to Marn sails twice a day in winter, the harbour office says."
ADVERTISEMENT = "Advertisement: blankets at half the price."
SECOND = "Ice has never closed the harbour."
SHARE = "Share this page"
COMMENT = "A reader writes: ice closed the harbour in 1987."
FOOTER = "Contact\nPrivacy\nTerms"


def surrounded() -> Document:
    """Before the article a menu and a banner; an advertisement in it; behind it a share bar (in
    the section of the article), a comment and a footer. Three of its four claims are furniture's.
    """
    desk = Desk(_article())
    office = desk.said_by("office", "the harbour office says")
    desk.claim("c-ferry", "The ferry sails twice a day in winter.", "sails twice a day in winter",
               attribution=(office,))  # fmt: skip
    desk.claim("c-cookies", "The page keeps cookies for ninety days.", "keeps cookies for ninety days",
               attribution=(desk.said_by("publisher", "says the publisher"),))  # fmt: skip
    desk.claim("c-price", "The blankets cost half of what they did.", "blankets at half the price")
    desk.claim("c-ice", "Ice closed the harbour in 1987.", "ice closed the harbour in 1987")
    desk.assess("c-price", "doubt", "Half of which price it does not say.")
    desk.assess("c-ice", "doubt", "A reader remembers it; the article says the opposite.")
    return desk.done()


def _article() -> Document:
    furniture, paragraph = archive.model.Furniture, archive.model.Paragraph
    return Document(
        id="ferry-in-winter",
        language="en",
        metadata=Metadata.model_validate({"titles": [{"text": TITLE, "basis": "printed"}]}),
        rights=archive.model.RightsLayers(
            text=archive.model.Rights(uri="https://creativecommons.org/licenses/by/4.0/"),
            record=archive.model.Rights(uri="https://creativecommons.org/licenses/by/4.0/"),
        ),
        sections=(
            archive.model.Section(
                id="around-before",
                role="furniture",
                blocks=(
                    furniture(id="menu", text=MENU, role="navigation"),
                    archive.model.Heading(id="banner-title", text="Cookies"),
                    paragraph(id="cookies", text=COOKIES),
                ),
            ),
            archive.model.Section(
                id="article",
                blocks=(
                    archive.model.Heading(id="h-1", text=TITLE),
                    paragraph(id="p-1", text=FIRST),
                    furniture(id="advertisement", text=ADVERTISEMENT, role="advertisement"),
                    paragraph(id="p-2", text=SECOND),
                    furniture(id="share", text=SHARE, role="share-bar"),
                ),
            ),
            archive.model.Section(
                id="around-after",
                role="furniture",
                blocks=(
                    furniture(id="comment", text=COMMENT, role="comment"),
                    furniture(id="footer", text=FOOTER, role="footer"),
                ),
            ),
        ),
        entities=(
            archive.model.Organisation(
                id="office",
                names=(archive.model.EntityName(text="the harbour office", basis="printed"),),
            ),
            archive.model.Organisation(
                id="publisher",
                names=(archive.model.EntityName(text="the publisher", basis="printed"),),
            ),
        ),
    )
