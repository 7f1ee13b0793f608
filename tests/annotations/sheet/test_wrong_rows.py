"""Wrong rows: each is reported with what is wrong, where, and what to do; and nothing is added."""

from __future__ import annotations

import csv
import io
import json
from typing import get_args

import pytest

import archive
from archive.model.claims import Kind
from tests.conftest import ROOT
from tests.tools.cases import each_case

KINDS = get_args(Kind)

# fmt: off
ROWS = {
    'an altered word': (
        {'words': 'terrorist attacks in Bruges', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-not-found]: row 2, words: 'terrorist attacks in Bruges' does not occur in the text (did you mean p-1 at 26: '… two weeks after terrorist attacks in Brussels shook the world, …'? They differ at 24: the text has '…tacks in Brussels shook the wo…', not '…tacks in Bruges')",
    ),
    'a paraphrase': (
        {'words': 'North Korea left the Six Party Talks', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-not-found]: row 2, words: 'North Korea left the Six Party Talks' does not occur in the text (did you mean p-3 at 170: '… example, in 2009, North Korea withdrew from the Six Party Talks, a …'? They differ at 12: the text has 'North Korea withdrew from the …', not 'North Korea left the Six Party…')",
    ),
    'invented words': (
        {'words': 'The moon is made of green cheese', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-not-found]: row 2, words: 'The moon is made of green cheese' does not occur in the text",
    ),
    'an altered number': (
        {'words': 'more than 80% of North Korea’s trade volume', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-not-found]: row 2, words: 'more than 80% of North Korea’s trade volume' does not occur in the text (did you mean p-5 at 211: '… China accounts for more than 70% of North Korea’s trade volume and serves as its …'? They differ at 10: the text has 'more than 70% of North Korea…', not 'more than 80% of North Korea…')",
    ),
    'a number within a number': (
        {'words': '0% of North Korea’s trade volume', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-not-found]: row 2, words: '0% of North Korea’s trade volume' does not occur in the text (it occurs only within longer words: p-5 at 222: '… for more than 70% of North Korea’s trade volume and serves as its …')",
    ),
    'part of a word': (
        {'words': 'errorist attacks in Brussels', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-not-found]: row 2, words: 'errorist attacks in Brussels' does not occur in the text (it occurs only within longer words: p-1 at 27: '… two weeks after terrorist attacks in Brussels shook the world, …')",
    ),
    'words over two blocks': (
        {'words': 'off of it’s east coast.This year, we’ve seen', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-not-found]: row 2, words: 'off of it’s east coast.This year, we’ve seen' does not occur in the text (they begin in p-1 and continue in p-2: give each part separately)",
    ),
    'another case': (
        {'words': 'china has been active', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-not-found]: row 2, words: 'china has been active' does not occur in the text (did you mean p-6 at 459: '… \\xa0On the one hand, China has been active in publicly …'? They differ at 0: the text has 'China has been act…', not 'china has been act…')",
    ),
    'words in several places': (
        {'words': 'mixed signals | sanctions', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-ambiguous]: row 2, words: 'sanctions' occurs in 4 places (give more words, or \"before\" or \"after\", until only one place fits: p-4 at 155: '… March to toughen sanctions against the …'; p-5 at 654: '… opposing sanctions and actively …'; p-5 at 954: '… activity through sanctions. \\xa0Militarily, China …'; p-6 at 306: '… its support of UN sanctions. \\xa0Since then, China …')",
    ),
    'words in many places': (
        {'words': 'North Korea', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-ambiguous]: row 2, words: 'North Korea' occurs in 35 places (give more words, or \"before\" or \"after\", until only one place fits: title at 38: '… Relations Between North Korea and China'; caption at 0: 'North Korea-China Friendship, …'; p-1 at 558: '… advancements in North Korea’s nuclear program. …'; p-1 at 635: '… these meetings, North Korea, who was not …'; and 31 more)",
    ),
    'a context that stands elsewhere': (
        {'words': 'sanctions', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'before': 'a friend of'},
        "2:1: error[words-not-found]: row 2, words: 'sanctions' does not occur in the text with 'a friend of' before it (it occurs in p-4 at 155: '… March to toughen sanctions against the …'; p-5 at 654: '… opposing sanctions and actively …'; p-5 at 954: '… activity through sanctions. \\xa0Militarily, China …'; p-6 at 306: '… its support of UN sanctions. \\xa0Since then, China …')",
    ),
    'an ellipsis whose end is invented': (
        {'words': 'Without China’s support ... the moon', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-not-found]: row 2, words: 'the moon' does not occur in the text (did you mean p-3 at 255: '… to denuclearize the country, but shortly …'? They differ at 4: the text has 'the country, but short…', not 'the moon')",
    ),
    'an ellipsis the wrong way round': (
        {'words': 'outside world ... Without China’s support', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        ("2:1: error[words-not-found]: row 2, words: no stretch begins with 'outside world' and ends with "
        "'Without China’s support' (both must be in one block, the beginning first; separate "
        "stretches "
        "of several blocks by ` | `)"),
    ),
    'an ellipsis of several ends': (
        {'words': 'China’s interest ... China', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        "2:1: error[words-ambiguous]: row 2, words: 'China’s interest ... China' occurs in 8 places (give more words, or \"before\" or \"after\", until only one place fits: p-7 at 9: 'It is in China’s interest to … r South Korea, China would have to take …'; p-7 at 9: 'It is in China’s interest to … uld jeopardize China’s relations with …'; p-7 at 9: 'It is in China’s interest to … an refugees to China, but would also …'; p-7 at 9: 'It is in China’s interest to … ea provides to China. \\xa0Since the end of …'; and 4 more)",
    ),
    'two ellipses': (
        {'words': 'It is ... to maintain ... peninsula', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        ("2:1: error[words-not-found]: row 2, words: 'It is ... to maintain ... peninsula' has ... "
        "in several places (write one ..., or separate several stretches by ` | `)"),
    ),
    'no kind': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.'},
        f'2:3: error[cell-missing]: row 2, kind: a claim needs kind ({", ".join(KINDS[:-1])} or {KINDS[-1]})',
    ),
    'no restatement': (
        {'words': 'Kim Jong-un’s commitment', 'kind': 'descriptive'},
        '2:2: error[cell-missing]: row 2, restatement: there is no restatement (a row needs words and restatement, or the id of a claim in the column `claim`)',
    ),
    'no words': (
        {'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive'},
        '2:1: error[cell-missing]: row 2, words: there is no words (a row needs words and restatement, or the id of a claim in the column `claim`)',
    ),
    'a source without a relation': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'source': 'President Obama'},
        '2: error[cell-missing]: row 2, relation: a source needs a relation (write in the column relation: citesAsEvidence, citesAsAuthority, obtainsSupportFrom, disputes)',
    ),
    'a relation without a source': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'relation': 'disputes'},
        '2: error[cell-missing]: row 2, source: disputes needs a source in the column source',
    ),
    'a relation without another claim': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'relation': 'supports'},
        '2: error[cell-missing]: row 2, to: supports needs another claim in the column to',
    ),
    'another claim without a relation': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'to': 'It is so.'},
        '2: error[cell-missing]: row 2, relation: another claim needs a relation (write in the column relation: supports, contradicts ...)',
    ),
    'a verdict without reasoning': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'verdict': 'doubt'},
        '2: error[cell-missing]: row 2, reasoning: the verdict doubt needs reasoning (write it in the column reasoning)',
    ),
    'reasoning without a verdict': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'reasoning': 'Nobody knows.'},
        '2: error[cell-missing]: row 2, verdict: reasoning needs a verdict (write the result in the column verdict; it may be doubt)',
    ),
    'a verdict without evidence': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'verdict': 'supported', 'reasoning': 'It is so.'},
        '2:4: error[verdict-without-evidence]: row 2, verdict: supported needs evidence (name a work in the column evidence, or change the verdict to doubt)',
    ),
    'quoted words without evidence': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'verdict': 'doubt', 'reasoning': 'Why?', 'quoted': 'So.'},
        '2: error[cell-missing]: row 2, evidence: quoted needs evidence (name the work in the column evidence)',
    ),
    'evidence for nothing': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'evidence': 'https://example.org/a'},
        '2: error[cell-missing]: row 2, verdict: evidence needs a verdict or a relation (write the result in the column verdict)',
    ),
    'a rating without a scale': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'verdict': 'doubt', 'reasoning': 'Why?', 'rating': 'False'},
        '2: error[cell-missing]: row 2, scale: a rating needs a scale',
    ),
    'a kind that is none': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'factual'},
        f'2:3: error[cell-wrong]: row 2, kind: "factual" is not a valid kind (allowed are {", ".join(KINDS)})',
    ),
    'a kind that is misspelt': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptiv'},
        f'2:3: error[cell-wrong]: row 2, kind: "descriptiv" is not a valid kind (did you mean "descriptive"? allowed are {", ".join(KINDS)})',
    ),
    'a commitment that is none': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'commitment': 'sure'},
        '2:4: error[cell-wrong]: row 2, commitment: "sure" is not a valid commitment (allowed are boosted, asserted, hedged)',
    ),
    'a relation that is none': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'relation': 'cites', 'source': 'President Obama'},
        '2:4: error[cell-wrong]: row 2, relation: "cites" is not a valid relation (allowed are citesAsEvidence, citesAsAuthority, obtainsSupportFrom, disputes, supports, contradicts, qualifies, repeats)',
    ),
    'a verdict that is none': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'verdict': 'true', 'reasoning': 'It is.'},
        '2:4: error[cell-wrong]: row 2, verdict: "true" is not a valid verdict (allowed are supported, contradicted, mixed, unverifiable, doubt)',
    ),
    'a status that is none': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'status': 'done'},
        '2:4: error[cell-wrong]: row 2, status: "done" is not a valid status (allowed are proposed, accepted, rejected)',
    ),
    'neither true nor false': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'negated': 'maybe'},
        '2:4: error[cell-wrong]: row 2, negated: "maybe" is neither true nor false (write true or false)',
    ),
    'a certainty above one': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'certainty': '7'},
        '2:4: error[cell-wrong]: row 2, certainty: "7" is not a certainty (high, medium, low, or a number from 0 to 1)',
    ),
    'a certainty in percent': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'certainty': '70 %'},
        '2:4: error[cell-wrong]: row 2, certainty: "70 %" is not a certainty (write 0.7)',
    ),
    'a date that is none': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'time': '2016-13'},
        '2:4: error[date-not-real]: row 2, time: "2016-13" is not a real date: 13 is neither a month (01 to 12) nor a part of the year (21 to 41)',
    ),
    'a date in words': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'time': 'last year'},
        '2:4: error[date-not-edtf]: row 2, time: "last year" is not an EDTF date: write a year (2016), a month (2016-03), a day (2016-03-20) or a season (2016-21); X for a digit nobody knows (201X); ? for uncertain, ~ for about, % for both (2016~); an interval (2015/2016-03, 2016/.., /2016) or a set ([2015,2016], {2015..2016})',
    ),
    'a date that turned round': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'time': '22/03/2016'},
        '2:4: error[cell-spoilt]: row 2, time: "22/03/2016" is a date in the format of a spreadsheet (write year, month, day: 2016-03-22)',
    ),
    'a date that became a number': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'time': '42451'},
        '2:4: error[cell-spoilt]: row 2, time: "42451" is a date in the format of a spreadsheet (it may be the day 2016-03-22; format the cell as text, and type it again)',
    ),
    'a date without a clock': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'at': '2016-03-22'},
        '2:4: error[instant-not-valid]: row 2, at: "2016-03-22" is not an instant: write date, time and time zone, such as 2016-03-20T09:30:00Z or …+01:00',
    ),
    'an error of a formula': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': '#NAME?', 'kind': 'descriptive'},
        '2:2: error[cell-spoilt]: row 2, restatement: "#NAME?" is the error of a formula (enter the intended value as text)',
    ),
    'a formula': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': '=A1&B1', 'kind': 'descriptive'},
        '2:2: error[cell-spoilt]: row 2, restatement: "=A1&B1" is a formula (write its value; if it is text, type \' before the =)',
    ),
    'a number that was shortened': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'locator': '1.23E+15', 'evidence': 'https://example.org/a', 'verdict': 'supported', 'reasoning': 'So.'},
        '2:4: error[cell-spoilt]: row 2, locator: "1.23E+15" is a number that a spreadsheet shortened (format the cell as text, and type it again)',
    ),
    'a name that nobody has': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'about': 'Atlantis'},
        '2:4: error[name-unknown]: row 2, about: nothing has the name "Atlantis" (Write a new one as "person: Atlantis", "organisation: Atlantis", "group: Atlantis", "place: Atlantis" or "event: Atlantis")',
    ),
    'a name that is misspelt': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'about': 'Barak Obama'},
        '2:4: error[name-unknown]: row 2, about: nothing has the name "Barak Obama" (did you mean "Barack Obama"? Write a new one as "person: Barak Obama", "organisation: Barak Obama", "group: Barak Obama", "place: Barak Obama" or "event: Barak Obama")',
    ),
    'a name of several things': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'about': 'China'},
        '2:4: error[name-ambiguous]: row 2, about: "China" is the name of 2 parts of the record (write the type before it, or the id: china (organisation "China"); china-territory (place "China"))',
    ),
    'a claimant that nobody knows': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'claimant': 'Greenpeace'},
        '2:4: error[name-unknown]: row 2, claimant: nothing has the name "Greenpeace" (Write a new one as "person: Greenpeace", "organisation: Greenpeace" or "group: Greenpeace")',
    ),
    'a claimant of whose name a part is given': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'claimant': 'Obama'},
        '2:4: error[name-unknown]: row 2, claimant: nothing has the name "Obama" (did you mean "Barack Obama"? Write a new one as "person: Obama", "organisation: Obama" or "group: Obama")',
    ),
    'a claimant that is a place': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'claimant': 'Brussels'},
        '2:4: error[name-unknown]: row 2, claimant: "Brussels" is a place (brussels), but a group, an organisation or a person is needed',
    ),
    'a claimant that is written as a place': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'claimant': 'place: Rome'},
        '2:4: error[name-unknown]: row 2, claimant: "Rome" is written as a place, but a group, an organisation or a person is needed',
    ),
    'a source that the article does not name': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'source': 'The New York Times', 'relation': 'citesAsEvidence'},
        "2:4: error[words-not-found]: row 2, source: 'The New York Times' does not occur in the text: a source must be named in words of the article (write anything else under agent or work)",
    ),
    'another claim that is none': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'relation': 'supports', 'to': 'It is never so.'},
        '2:5: error[name-unknown]: row 2, to: no claim has the restatement or id "It is never so." (copy the restatement of the other claim exactly)',
    ),
    'an id that is none': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'id': '1'},
        '2:4: error[cell-wrong]: row 2, id: "1" is not an id (use letters, digits, "-" and "_", not beginning with a digit: c-1)',
    ),
    'a sentence where an id belongs': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'claim': 'Kim Jong-un has a commitment.'},
        '2:4: error[cell-wrong]: row 2, claim: "Kim Jong-un has a commitment." is not an id (write the id of a claim of the record; `archive show RECORD --claims` lists them; for a new claim, or another row of this sheet about it, leave the cell empty and give the words and the restatement)',
    ),
    'a number of a claim where its id belongs': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'claim': '1'},
        '2:4: error[cell-wrong]: row 2, claim: "1" is not an id (write the id of a claim of the record; `archive show RECORD --claims` lists them; numbers change with the record, ids do not)',
    ),
    'a number where the id of a verdict belongs': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'verdict': 'doubt', 'reasoning': 'Why?', 'supersedes': '2'},
        '2:6: error[cell-wrong]: row 2, supersedes: "2" is not an id (write the id of an earlier assessment; `archive show RECORD --claim ID` lists them; numbers change with the record, ids do not)',
    ),
    'an id of something else': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'id': 'p-1'},
        '2:4: error[id-taken]: row 2, id: p-1 is the id of another part: paragraph (give it another id)',
    ),
    'a claim that is none': (
        {'claim': 'c-nothing', 'claimant': 'Barack Obama'},
        '2:1: error[cell-missing]: row 2, words: no claim has the id c-nothing, and a new claim needs words',
    ),
    'a verdict that replaces none': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'verdict': 'doubt', 'reasoning': 'Why?', 'supersedes': 'doubt-nothing'},
        '2:6: error[supersedes-wrongly]: row 2, supersedes: no assessment has the id doubt-nothing',
    ),
    'a cue that stands nowhere': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'claimant': 'Barack Obama', 'cue': 'Obama swore'},
        "2:5: error[words-not-found]: row 2, cue: 'Obama swore' does not occur in the text",
    ),
    'a character that XML cannot carry': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'It\x07is.', 'kind': 'descriptive'},
        '2:28: error[characters-xml-cannot-carry]: U+0007 is a character that XML cannot carry (remove it from the file)',
    ),
    'somebody behind no source': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'agent': 'person: Obama'},
        '2: error[cell-missing]: row 2, source: agent needs a source (write in the column source how the article names the source)',
    ),
    'a document behind no source': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'work': 'report: Trade'},
        '2: error[cell-missing]: row 2, source: work needs a source (write in the column source how the article names the source)',
    ),
    'a name without a type': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'name': 'Kim'},
        '2: error[cell-missing]: row 2, type: name needs a type (write the type of the part, in a row of its own)',
    ),
    'an address without a type': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'address': 'https://example.org/'},
        '2: error[cell-missing]: row 2, type: address needs a type (write the type of the part, in a row of its own)',
    ),
    'a description without a type': (
        {'words': 'Kim Jong-un’s commitment', 'restatement': 'Kim Jong-un has a commitment.', 'kind': 'descriptive', 'description': 'A commitment.'},
        '2: error[cell-missing]: row 2, type: description needs a type (write the type of the part, in a row of its own)',
    ),
}
# fmt: on
"""What is wrong; the cells of a row; and what is said of it."""


def csv_of(*rows: dict[str, str]) -> bytes:
    """A sheet of these rows."""
    header = list(dict.fromkeys(("words", "restatement", "kind", *(n for r in rows for n in r))))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


FRENEMIES = archive.load(ROOT / "documents/frenemies")


@pytest.mark.slow
@each_case("name", ROWS)
def test_a_wrong_row_says_what_is_wrong_where_and_what_to_do(name: str) -> None:
    row, expected = ROWS[name]
    with pytest.raises(archive.errors.ReadError) as refused:
        archive.add(FRENEMIES, csv_of(row), "sheet", by="Ada", trust=True)
    assert [str(finding) for finding in refused.value.findings] == [expected]


GOOD = {
    "words": "Without China’s support",
    "restatement": "China supports North Korea.",
    "kind": "descriptive",
}
FAULTS = [
    (
        {"words": "North Korea left the talks", "kind": "factual", "claimant": "Greenpeace"},
        ["cell-wrong", "name-unknown", "words-not-found"],
    ),
    ({"words": "North Korea left the talks", "kind": ""}, ["cell-missing", "words-not-found"]),
    ({"kind": "", "restatement": "", "time": "42451"}, ["cell-missing", "cell-spoilt"]),
    (
        {"words": "North Korea left", "time": "last year", "cue": "Obama swore"},
        ["date-not-edtf", "words-not-found"],
    ),
    ({"words": "North Korea left", "time": "42451"}, ["cell-spoilt", "words-not-found"]),
    (
        {"kind": "factual", "verdict": "supported", "reasoning": "So.", "certainty": "very"},
        ["cell-wrong", "verdict-without-evidence"],
    ),
    (
        {"claim": "A sentence.", "words": "North Korea left", "cue": "Obama swore"},
        ["cell-wrong", "words-not-found"],
    ),
]


@each_case(("cells", "expected"), FAULTS, ids=str)
def test_all_faults_of_a_row_are_reported_at_once(
    cells: dict[str, str], expected: list[str]
) -> None:
    with pytest.raises(archive.errors.ReadError) as refused:
        archive.add(FRENEMIES, csv_of({**GOOD, **cells}), "sheet", by="Ada", trust=True)
    assert sorted({finding.code for finding in refused.value.findings}) == expected
    reported = [str(finding) for finding in refused.value.findings]
    assert len(reported) == len(set(reported))


NOT_MISSING = [
    {"relation": "cites", "source": "China"},
    {"verdict": "true", "reasoning": "So.", "evidence": "https://example.org/a", "quoted": "So."},
    {"verdict": "supported", "reasoning": "So.", "evidence": "=A1", "quoted": "So."},
    {"verdict": "supported", "reasoning": "#REF!", "evidence": "https://example.org/a"},
    {"relation": "supports", "to": "#REF!"},
    {"claim": "1", "words": "", "restatement": "", "kind": "", "certainty": "0.7"},
    {"words": "=A1"},
    {"restatement": "#NAME?"},
]


@each_case("cells", NOT_MISSING, ids=str)
def test_what_is_wrong_is_not_reported_as_missing_as_well(cells: dict[str, str]) -> None:
    with pytest.raises(archive.errors.ReadError) as refused:
        archive.add(FRENEMIES, csv_of({**GOOD, **cells}), "sheet", by="Ada", trust=True)
    (finding,) = refused.value.findings
    assert finding.code in ("cell-wrong", "cell-spoilt")


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_all_faults_of_a_row_are_reported_of_answers_and_workbooks(form: str) -> None:
    wrong = {**GOOD, "words": "North Korea left the talks"}
    if form == "json":
        data = json.dumps([{**wrong, "kind": ["descriptive"]}]).encode()
    else:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.append([*wrong])
        book.active.append([wrong["words"], "=A1", wrong["kind"]])
        stream = io.BytesIO()
        book.save(stream)
        data = stream.getvalue()
    with pytest.raises(archive.errors.ReadError) as refused:
        archive.add(FRENEMIES, data, "sheet")
    assert sorted(finding.code for finding in refused.value.findings) == sorted(
        ["words-not-found", "cell-wrong" if form == "json" else "cell-spoilt"]
    )


@pytest.mark.slow
def test_all_wrong_rows_are_reported_at_once_and_the_good_ones_are_taken_if_wished() -> None:
    rows = [
        {**row, "restatement": f"{row['restatement']} ({n})"}
        if row.get("restatement", "").startswith("Kim")
        else row
        for n, (row, expected) in enumerate(ROWS.values())
        if "XML cannot carry" not in expected
    ]
    data = csv_of(*rows, GOOD)
    with pytest.raises(archive.errors.ReadError) as refused:
        archive.add(FRENEMIES, data, "sheet", by="Ada", trust=True)
    errors = [one for one in refused.value.findings if one.severity == "error"]
    assert {one.location.line for one in errors} >= {*range(2, len(rows) + 2)}
    laid = archive.add(FRENEMIES, data, "sheet", by="Ada", trust=True, good_rows=True)
    assert [c.restatement for c in laid.document.claims[len(FRENEMIES.claims) :]] == [
        "China supports North Korea."
    ]
    assert len(laid.document.entities) == len(FRENEMIES.entities)
    assert len(laid.document.works) == len(FRENEMIES.works)
