"""A record in Japanese: no blanks between words, and marks of punctuation as wide as letters."""

from __future__ import annotations

import archive
from archive.model.document import Document
from archive.model.metadata import Metadata
from tests.records.desk import Desk

TITLE = "駅前商店街に客足が戻る"
FIRST = "商店会によると、駅前商店街を訪れる人は2023年に一日平均4千人となり、前の年より二割増えた。"
SECOND = "専門家は、新しい図書館が開いたためだと見ている。ただし、その根拠は示されていない。"
THIRD = "もし再開発が始まれば、古い店の多くは姿を消すだろう。「ここで店を続けたい」と八百屋の店主は話す。"


def japanese() -> Document:
    """A short article about a shopping street: five claims, a doubt, somebody quoted."""
    sections = (
        archive.model.Section(
            id="s-1",
            blocks=(
                archive.model.Heading(id="h-1", text=TITLE),
                *(
                    archive.model.Paragraph(id=f"p-{n}", text=text)
                    for n, text in enumerate((FIRST, SECOND, THIRD), start=1)
                ),
            ),
        ),
    )
    document = Document(
        id="shotengai",
        language="ja",
        metadata=Metadata.model_validate(
            {
                "titles": [{"text": TITLE, "basis": "printed"}],
                "authors": "not-stated",
                "languages": [{"tag": "ja"}],
            }
        ),
        agents=(archive.Agent(id="editor", name="山田 花子"),),
        sections=sections,
        entities=(
            archive.model.Organisation(
                id="guild", names=(archive.model.EntityName(text="商店会"),)
            ),
            archive.model.Group(id="experts", description="専門家"),
            archive.model.Person(id="grocer", description="八百屋の店主"),
        ),
        sources=(archive.Source(id="src-guild", as_named="商店会", agent="guild"),),
        revisions=(archive.Revision(id="rev-1", at="2024-02-01T09:00:00+09:00", by="editor"),),
    )
    desk = Desk(document, revision="rev-1")
    desk.claim(
        "c-1",
        "駅前商店街を訪れる人は2023年に一日平均4千人だった。",
        "駅前商店街を訪れる人は2023年に一日平均4千人となり",
        attribution=(desk.said_by("guild", "商店会によると"),),
        stance="neutral",
    )
    desk.claim(
        "c-2",
        "駅前商店街を訪れる人は2023年に前の年より二割増えた。",
        "駅前商店街を訪れる人は2023年に",
        "前の年より二割増えた",
        attribution=(desk.said_by("guild", "商店会によると"),),
        stance="neutral",
    )
    desk.claim(
        "c-3",
        "新しい図書館が開いたために、駅前商店街を訪れる人が増えた。",
        "新しい図書館が開いたためだ",
        kind="causal",
        attribution=(desk.said_by("experts", "専門家は"),),
        stance="distances",
    )
    desk.claim(
        "c-4",
        "再開発が始まれば、駅前商店街の古い店の多くはなくなる。",
        "古い店の多くは姿を消すだろう",
        kind="predictive",
        commitment="hedged",
        condition=desk.at("もし再開発が始まれば"),
    )
    desk.claim(
        "c-5",
        "八百屋の店主は駅前商店街で店を続けたい。",
        "ここで店を続けたい",
        attribution=(desk.said_by("grocer", "八百屋の店主は話す", quoted=True),),
        stance="neutral",
    )
    desk.relate("c-1", "citesAsAuthority", "src-guild")
    desk.assess("c-3", "doubt", "誰の意見か、記事は述べていない。", certainty="medium")
    desk.mention("guild", "商店会")
    return desk.done()
