"""A record in Arabic: words that run from right to left, with numbers and Latin names in them."""

from __future__ import annotations

import archive
from archive.model.document import Document
from archive.model.metadata import Contributor, Metadata, Publication
from tests.records.desk import Desk

TITLE = "عودة النخيل إلى البصرة"
FIRST = (
    "تقول وزارة الزراعة إن عدد أشجار النخيل في البصرة ارتفع إلى 3 ملايين شجرة في عام 2021. "
    "وكان العدد أقل من مليونين قبل عشر سنوات."
)
SECOND = (
    "ويرى بعض المزارعين أن هذا الرقم مبالغ فيه، لأن الماء المالح أتلف كثيرا من البساتين. "
    "وإذا استمر الجفاف فسوف يتراجع إنتاج التمور."
)
QUOTED = "زرعنا خمسين فسيلة، ولم يبق منها إلا عشر."
CREDIT = "حسين الكعبي، مزارع من أبي الخصيب"
CAPTION = "بستان نخيل على شط العرب. الصورة: أرشيف المدينة"
THIRD = (
    "وجاء في تقرير جامعة البصرة (Date Palm Survey 2019) أن ملوحة الماء في شط العرب بلغت "
    "30 غراما في اللتر عام 2018."
)
FOURTH = "إن إنقاذ النخيل واجب على الجميع، ولا شك في أن النخلة أجمل شجرة في العراق."


def right_to_left() -> Document:
    """A short article about date palms: seven claims, two doubts, a verdict, a chain of sources."""
    desk = Desk(_article(), revision="rev-1")
    _claims(desk)
    desk.mention("ministry", "وزارة الزراعة")
    desk.mention("basra", "p-1: البصرة")
    desk.mention("shatt", "p-3: شط العرب")
    desk.add(
        archive.model.DateMention(
            id="d-1", anchors=desk.at("عام 2021"), date="2021", status="accepted", revision="rev-1"
        ),
        archive.model.Comment(
            id="com-1", text="لم تجب الوزارة عن أسئلتنا.", on="c-3", revision="rev-1"
        ),
    )
    return desk.done()


def _article() -> Document:
    caption = archive.model.Caption(id="caption-1", text=CAPTION)
    described = "صفان من النخيل على ضفة نهر"
    return Document(
        id="nakhil",
        language="ar",
        metadata=Metadata.model_validate(
            {
                "titles": [{"text": TITLE, "basis": "printed"}],
                "authors": [
                    Contributor(name=archive.model.Name(literal="سعاد الجبوري"), basis="printed")
                ],
                "publication": Publication.model_validate(
                    {
                        "container": {
                            "title": "صحيفة النهر",
                            "type": "newspaper",
                            "basis": "printed",
                        },
                        "published": {"date": "2021-11-02", "basis": "printed"},
                    }
                ),
                "languages": [{"tag": "ar", "basis": "inferred"}],
            }
        ),
        rights=archive.model.RightsLayers(
            text=archive.model.Rights(uri="https://creativecommons.org/licenses/by-sa/4.0/"),
            record=archive.model.Rights(uri="https://creativecommons.org/licenses/by/4.0/"),
        ),
        agents=(archive.Agent(id="editor", name="ليلى حسن"),),
        sections=(
            archive.model.Section(
                id="s-1",
                blocks=(
                    archive.model.Heading(id="h-1", text=TITLE),
                    archive.model.Paragraph(id="p-1", text=FIRST),
                    archive.model.Paragraph(id="p-2", text=SECOND),
                    archive.model.Quotation(
                        id="q-1",
                        blocks=(archive.model.Paragraph(id="p-q", text=QUOTED),),
                        credit=archive.model.Caption(id="credit-1", text=CREDIT),
                    ),
                    archive.model.Figure(id="fig-1", caption=caption, description=described),
                    archive.model.Paragraph(
                        id="p-3",
                        text=THIRD,
                        marks=(
                            archive.model.Foreign(
                                start=THIRD.index("Date"), end=THIRD.index(")"), language="en"
                            ),
                        ),
                    ),
                    archive.model.Paragraph(id="p-4", text=FOURTH),
                ),
            ),
        ),
        entities=(
            archive.model.Organisation(
                id="ministry",
                names=(archive.model.EntityName(text="وزارة الزراعة", basis="printed"),),
            ),
            archive.model.Organisation(
                id="university",
                names=(archive.model.EntityName(text="جامعة البصرة", basis="printed"),),
            ),
            archive.model.Group(id="farmers", description="بعض المزارعين"),
            archive.model.Person(
                id="hussein", names=(archive.model.EntityName(text="حسين الكعبي", basis="printed"),)
            ),
            archive.model.Place(
                id="basra", names=(archive.model.EntityName(text="البصرة", basis="printed"),)
            ),
            archive.model.Place(
                id="shatt", names=(archive.model.EntityName(text="شط العرب", basis="printed"),)
            ),
        ),
        works=(
            archive.Work(id="survey", type="report", title="Date Palm Survey 2019", issued="2019"),
            archive.Work(
                id="census", type="dataset", title="إحصاء النخيل في العراق", issued="2020-12"
            ),
        ),
        sources=(
            archive.Source(id="src-ministry", as_named="وزارة الزراعة", agent="ministry"),
            archive.Source(
                id="src-survey", as_named="تقرير جامعة البصرة", agent="university", work="survey"
            ),
        ),
        revisions=(archive.Revision(id="rev-1", at="2021-11-20T10:00:00+03:00", by="editor"),),
    )


def _claims(desk: Desk) -> None:
    desk.claim(
        "c-1",
        "ارتفع عدد أشجار النخيل في البصرة إلى ثلاثة ملايين شجرة في عام 2021.",
        "عدد أشجار النخيل في البصرة ارتفع إلى 3 ملايين شجرة في عام 2021",
        attribution=(desk.said_by("ministry", "تقول وزارة الزراعة"),),
        stance="neutral",
        about=("basra",),
        checkable=True,
    )
    desk.claim(
        "c-2",
        "كان عدد النخيل أقل من مليونين قبل عام 2011.",
        "وكان العدد أقل من مليونين قبل عشر سنوات",
    )
    desk.claim(
        "c-3",
        "الرقم الذي أعلنته وزارة الزراعة مبالغ فيه.",
        "هذا الرقم مبالغ فيه",
        kind="evaluative",
        attribution=(desk.said_by("farmers", "ويرى بعض المزارعين"),),
        stance="endorses",
    )
    desk.claim(
        "c-4",
        "أتلف الماء المالح كثيرا من بساتين البصرة.",
        "الماء المالح أتلف كثيرا من البساتين",
        kind="causal",
        attribution=(desk.said_by("farmers", "ويرى بعض المزارعين"),),
        stance="neutral",
    )
    desk.claim(
        "c-5",
        "سوف يتراجع إنتاج التمور إذا استمر الجفاف.",
        "فسوف يتراجع إنتاج التمور",
        kind="predictive",
        condition=desk.at("وإذا استمر الجفاف"),
    )
    desk.claim(
        "c-6",
        "بلغت ملوحة الماء في شط العرب 30 غراما في اللتر عام 2018.",
        "ملوحة الماء في شط العرب بلغت 30 غراما في اللتر عام 2018",
        attribution=(
            desk.said_by("university", "وجاء في تقرير جامعة البصرة (Date Palm Survey 2019)"),
        ),
        stance="neutral",
    )
    desk.claim(
        "c-7", "إنقاذ النخيل واجب على الجميع.", "إنقاذ النخيل واجب على الجميع", kind="normative"
    )
    desk.claim(
        "c-8",
        "النخلة أجمل شجرة في العراق.",
        "النخلة أجمل شجرة في العراق",
        kind="evaluative",
        commitment="boosted",
    )
    desk.relate("c-1", "citesAsAuthority", "src-ministry")
    desk.relate("c-6", "citesAsEvidence", "src-survey")
    desk.relate("c-4", "supports", "c-3")
    desk.assess(
        "c-1",
        "contradicted",
        "يذكر الإحصاء عددا أصغر لعام 2020، ولم تزرع في سنة واحدة مئات الآلاف من الأشجار.",
        evidence=(archive.model.Evidence(work="census", quoted="البصرة: 2,1 مليون نخلة"),),
        certainty="medium",
        status="accepted",
    )
    desk.assess("c-2", "doubt", "لا نعرف من أحصى النخيل قبل عام 2011.", certainty="low")
    desk.assess("c-6", "doubt", "الرقم أعلى من ملوحة البحر تقريبا؛ قد تكون الوحدة خطأ.")
