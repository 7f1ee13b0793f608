"""Maps keys of metadata, such as `citation_author`, `og:title` or `datePublished`, to fields."""

from __future__ import annotations

from collections.abc import Mapping

from archive.articles.html.metadata.extracted_values import Field, MetadataSource

Known = tuple[Field, MetadataSource]


def _of(source: MetadataSource, **fields: str) -> dict[str, Known]:
    """Return field and source for each key; the keys of a field are separated by spaces."""
    known: dict[str, Known] = {}
    for name, names in fields.items():
        field: Field = name.replace("_", "-")  # type: ignore[assignment]
        known.update(dict.fromkeys(names.split(), (field, source)))
    return known


META: Mapping[str, Known] = {
    **_of(
        MetadataSource.HIGHWIRE,
        title="citation_title",
        author="citation_author citation_authors",
        contributor="citation_editor citation_translator",
        container="citation_journal_title citation_inbook_title citation_conference_title",
        publisher="citation_publisher citation_dissertation_institution "
        "citation_technical_report_institution",
        published="citation_publication_date citation_online_date citation_date citation_year",
        volume="citation_volume",
        issue="citation_issue",
        first_page="citation_firstpage",
        last_page="citation_lastpage",
        language="citation_language",
        identifier="citation_doi citation_pmid citation_arxiv_id",
        issn="citation_issn citation_eissn",
        isbn="citation_isbn",
        address="citation_public_url citation_fulltext_html_url",
        abstract="citation_abstract",
        keywords="citation_keywords",
        section="citation_section",
    ),
    **_of(
        MetadataSource.DUBLIN_CORE,
        title="dc.title dcterms.title prism.title eprints.title bepress_citation_title",
        subtitle="dcterms.alternative dc.title.alternative",
        author="dc.creator dcterms.creator dc.creator.personalname eprints.creators_name "
        "bepress_citation_author",
        contributor="dc.contributor dcterms.contributor",
        container="prism.publicationname eprints.publication bepress_citation_journal_title",
        publisher="dc.publisher dcterms.publisher eprints.publisher",
        published="dc.date dc.date.issued dcterms.issued dcterms.date dcterms.available "
        "prism.publicationdate dc.issued eprints.date bepress_citation_date",
        updated="dcterms.modified dc.date.modified dc.modified prism.modificationdate",
        written="dcterms.created dc.date.created dc.created",
        volume="prism.volume dc.source.volume",
        issue="prism.number dc.source.issue",
        first_page="prism.startingpage",
        last_page="prism.endingpage",
        language="dc.language dcterms.language",
        identifier="dc.identifier dcterms.identifier prism.doi dc.identifier.doi "
        "bepress_citation_doi eprints.id_number",
        issn="prism.issn prism.eissn dc.source.issn",
        address="prism.url dc.identifier.uri dcterms.identifier.uri",
        abstract="dc.description dcterms.description dcterms.abstract dc.description.abstract "
        "eprints.abstract",
        keywords="dc.subject dcterms.subject prism.keyword",
        section="prism.section",
        licence="dc.rights dcterms.rights dcterms.license dc.rights.license cc.license",
        holder="dcterms.rightsholder dc.rights.holder",
    ),
    **_of(
        MetadataSource.OPEN_GRAPH,
        title="og:title",
        author="article:author book:author og:article:author article:author_name",
        container="og:site_name",
        published="article:published_time og:article:published_time article:published og:pubdate "
        "og:published_time",
        updated="article:modified_time og:updated_time og:article:modified_time article:modified",
        section="article:section og:article:section og:section",
        keyword="article:tag og:article:tag book:tag",
        language="og:locale og:language",
        address="og:url",
        abstract="og:description",
        isbn="book:isbn",
    ),
    **_of(
        MetadataSource.TRACKING,
        title="parsely-title sailthru.title",
        author="parsely-author sailthru.author",
        published="parsely-pub-date sailthru.date",
        section="parsely-section",
        keywords="parsely-tags sailthru.tags",
        address="parsely-link",
        abstract="sailthru.description",
    ),
    **_of(
        MetadataSource.PLAIN,
        title="title headline",
        author="author authors byl byline creator article_author",
        contributor="translator editor",
        container="site_name sitename publication application-name",
        publisher="publisher",
        published="date pubdate publishdate publish-date publish_date publication_date "
        "date_published datepublished published article_date_original originalpublicationdate "
        "release_date article.published pub_date published_at pdate published_time",
        updated="last-modified lastmod revised date_modified datemodified article.updated "
        "revision_date updated",
        written="created date.created",
        section="section article:section_name",
        language="language content-language",
        identifier="doi",
        issn="issn",
        isbn="isbn",
        abstract="description abstract",
        keywords="keywords news_keywords tags",
        licence="license licence rights copyright",
    ),
    **_of(MetadataSource.TWITTER, title="twitter:title", abstract="twitter:description"),
}
"""Fields by `name` or `property` of `meta`, in the form that `head.vocabulary_key` returns."""

ROLES = {
    "citation_editor": "editor",
    "citation_translator": "translator",
    "dc.contributor": "contributor",
    "dcterms.contributor": "contributor",
    "translator": "translator",
    "editor": "editor",
    "illustrator": "illustrator",
    "contributor": "contributor",
    "photographer": "photographer",
}
"""The roles of contributors, by key."""

SCHEMA_ORG: Mapping[str, Field] = {
    "headline": "title",
    "name": "title",
    "alternativeHeadline": "subtitle",
    "author": "author",
    "creator": "author",
    "editor": "contributor",
    "translator": "contributor",
    "illustrator": "contributor",
    "contributor": "contributor",
    "isPartOf": "container",
    "publisher": "publisher",
    "datePublished": "published",
    "dateModified": "updated",
    "dateCreated": "written",
    "articleSection": "section",
    "inLanguage": "language",
    "identifier": "identifier",
    "sameAs": "identifier",
    "issn": "issn",
    "isbn": "isbn",
    "volumeNumber": "volume",
    "issueNumber": "issue",
    "pagination": "page",
    "pageStart": "first-page",
    "pageEnd": "last-page",
    "url": "address",
    "mainEntityOfPage": "address",
    "abstract": "abstract",
    "description": "abstract",
    "keywords": "keywords",
    "about": "keywords",
    "license": "licence",
    "copyrightHolder": "holder",
}
"""Fields by property of schema.org."""

_IGNORED_KEYS = frozenset(
    """
    viewport theme-color color-scheme generator robots googlebot bingbot referrer handheldfriendly
    mobileoptimized format-detection rating distribution revisit-after resource-type charset
    content-type content-style-type content-script-type x-ua-compatible progid designer
    mobile-web-app-capable supported-color-schemes darkreader-lock next-head-count
    turbo-visit-control
    resourceloaderdynamicstyles cleartype skype_toolbar msvalidate.01 verify-v1 thumbnail image
    og:type og:image og:video og:audio og:see_also og:ttl og:rich_attachment og:determiner
    og:locale:alternate og:image:alt article:publisher article:content_tier parsely-type
    parsely-post-id parsely-image-url parsely-metadata sailthru.image.full sailthru.image.thumb
    citation_pdf_url citation_reference citation_abstract_html_url citation_xml_url
    citation_author_institution citation_author_email citation_author_orcid
    citation_fulltext_world_readable
    dc.format dcterms.format dc.type dcterms.type og:fb_appid og:width og:height article:hash
    article:word_count article:image_count article:video_count article:embed_count
    article:internal_link_count article:external_link_count
    """.split()  # noqa: SIM905
)
_IGNORED_PREFIXES = (
    *("msapplication", "apple-", "fb:", "al:", "twitter:", "google", "og:image:", "og:video:"),
    *("og:audio:", "csrf", "wot-", "yandex", "p:domain", "pinterest", "facebook-", "norton-"),
    *("baidu", "alexa", "branch:", "bt:", "shareaholic:", "octolytics", "request-", "ahrefs"),
    *("application-", "citation_reference", "vf:", "ga-", "naver-", "ncbi_"),
)


def is_ignored_key(name: str) -> bool:
    """Whether a key of metadata is for display, search engines or analytics.

    Such keys are not reported one by one: window size, colours and icons, previews of shared links,
    data for search engines and analytics, proofs of ownership.
    """
    return name in _IGNORED_KEYS or name.startswith(_IGNORED_PREFIXES)


SCHEMA_ORG_IGNORED = frozenset(
    """
    @context @id @type @graph image thumbnailUrl thumbnail primaryImageOfPage logo potentialAction
    breadcrumb speakable articleBody text comment commentCount interactionStatistic hasPart
    video audio associatedMedia wordCount mainEntity position isPartOf discussionUrl timeRequired
    isAccessibleForFree copyrightYear publishingPrinciples dateline printSection
    """.split()  # noqa: SIM905
)
"""Properties of schema.org that are not read: the text itself, its pictures, or about the page."""

ARTICLES = frozenset(
    """
    Article NewsArticle OpinionNewsArticle AnalysisNewsArticle AskPublicNewsArticle
    BackgroundNewsArticle ReportageNewsArticle ReviewNewsArticle AdvertiserContentArticle
    SatiricalArticle ScholarlyArticle MedicalScholarlyArticle TechArticle APIReference Report
    BlogPosting LiveBlogPosting SocialMediaPosting DiscussionForumPosting Review CriticReview
    Chapter Thesis Book Essay Speech Recipe HowTo CreativeWork Legislation Manuscript Poem
    """.split()  # noqa: SIM905
)
"""Types of schema.org that are articles."""
PAGES = frozenset(
    """
    WebPage AboutPage ItemPage FAQPage QAPage MedicalWebPage CollectionPage ProfilePage
    """.split()  # noqa: SIM905
)
CONTAINERS: Mapping[str, str] = {
    "Newspaper": "newspaper",
    "Periodical": "journal",
    "PublicationIssue": "journal",
    "PublicationVolume": "journal",
    "Blog": "blog",
    "Book": "book",
    "BookSeries": "series",
    "CreativeWorkSeries": "series",
    "WebSite": "website",
}
"""Types of schema.org that contain articles, each with the container type of a record."""
PERIODICALS = frozenset(("Newspaper", "Periodical"))
ORGANISATIONS = frozenset(
    ("Organization", "NewsMediaOrganization", "Corporation", "GovernmentOrganization", "NGO")
)
