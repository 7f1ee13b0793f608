from __future__ import annotations

import json
import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

from archive.findings import Finding, Location, Severity
from archive.report import as_json, as_sarif, as_text
from archive.validation import Report, validate

WARNING = Finding(
    "claimant-not-in-cue",
    '"According to the Council" names org-cfr, not org-un',
    "mend the claimant",
    Severity.WARNING,
    Location("frenemies/document.json", 812, 7, "/claims/17"),
)
NOTE = Finding("work-unused", "nothing refers to w-1", severity=Severity.NOTE)
ERROR = Finding("not-json", "expected value\nhere", location=Location("a b/ü.json", 3))
PASSED = Report((WARNING, NOTE), MappingProxyType({"rules": "passed", "captures": "not run"}))
BROKEN = Report(
    (ERROR, ERROR), MappingProxyType({"well-formed": "failed", "rules": "not run"}), "a b/ü.json"
)


def test_text_has_a_line_for_each_finding_and_a_summary() -> None:
    assert as_text([PASSED, BROKEN]).splitlines() == [
        'frenemies/document.json:812:7: warning[claimant-not-in-cue]: /claims/17: "According to the Council" names org-cfr, not org-un (mend the claimant)',
        "note[work-unused]: nothing refers to w-1",
        "a b/ü.json:3: error[not-json]: expected value here",
        "a b/ü.json:3: error[not-json]: expected value here",
        "a b/ü.json: rules did not run, because well-formed failed",
        "2 errors, 1 warning, 1 note in 2 records, 1 with errors",
    ]


def test_styled_text_is_the_same_text_with_place_severity_and_code_in_colours() -> None:
    plain, styled = (as_text([PASSED, BROKEN], styled=s) for s in (False, True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", styled) == plain
    lines = styled.splitlines()
    assert lines[0].startswith(
        "\x1b[1mfrenemies/document.json:812:7\x1b[0m: \x1b[1;33mwarning[claimant-not-in-cue]\x1b[0m: /claims/17: "
    )
    assert lines[1] == "\x1b[1;36mnote[work-unused]\x1b[0m: nothing refers to w-1"
    assert (
        lines[2]
        == "\x1b[1ma b/ü.json:3\x1b[0m: \x1b[1;31merror[not-json]\x1b[0m: expected value here"
    )
    assert lines[4:] == plain.splitlines()[4:]


def test_what_would_steer_a_terminal_is_shown_also_where_colours_are() -> None:
    finding = Finding("a\x1b[0mb", "red: \x1b[31m", location=Location("x\x1b[2J", 1))
    styled = as_text([Report((finding,))], styled=True)
    assert styled.splitlines()[0] == (
        "\x1b[1mx<U+001B>[2J:1\x1b[0m: \x1b[1;31merror[a<U+001B>[0mb]\x1b[0m: red: <U+001B>[31m"
    )


def test_findings_stand_in_the_order_of_their_files_whatever_found_them() -> None:
    def at(code: str, file: str, line: int | None = None, column: int | None = None) -> Finding:
        return Finding(code, "x", location=Location(file, line, column))

    found = (
        at("a", "one", 9, 1), at("b", "two", 1), at("c", "one", 2, 7), at("d", "one"),
        at("e", "one", 2, 3), at("f", "one", 2, 7), at("g", "two"),
    )  # fmt: skip
    report = Report(found)
    assert "".join(finding.code for finding in report) == "decfagb"
    assert [f["code"] for f in json.loads(as_json([report]))["findings"]] == list("decfagb")
    results = json.loads(as_sarif([report]))["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == list("decfagb")
    assert [line.split("[")[1][0] for line in as_text([report]).splitlines()[:-1]] == list(
        "decfagb"
    )


def test_text_says_that_nothing_was_found() -> None:
    assert as_text([Report()]) == "nothing found in 1 record\n"


def test_a_layer_that_nothing_kept_from_running_is_not_mentioned() -> None:
    assert "not run" not in as_text([PASSED])
    assert "did not run, because" in as_text([Report(layers=BROKEN.layers)])


def test_json_has_every_part_of_every_finding() -> None:
    assert json.loads(as_json([PASSED, BROKEN])) == {
        "ok": False,
        "counts": {"errors": 2, "warnings": 1, "notes": 1},
        "records": [
            {
                "source": None,
                "ok": True,
                "layers": {"rules": "passed", "captures": "not run"},
                "choices": [],
            },
            {
                "source": "a b/ü.json",
                "ok": False,
                "layers": {"well-formed": "failed", "rules": "not run"},
                "choices": [],
            },
        ],
        "findings": [
            {
                "code": "claimant-not-in-cue",
                "severity": "warning",
                "file": "frenemies/document.json",
                "line": 812,
                "column": 7,
                "pointer": "/claims/17",
                "message": '"According to the Council" names org-cfr, not org-un',
                "hint": "mend the claimant",
            },
            {
                "code": "work-unused",
                "severity": "note",
                "file": None,
                "line": None,
                "column": None,
                "pointer": None,
                "message": "nothing refers to w-1",
                "hint": None,
            },
            *[
                {
                    "code": "not-json",
                    "severity": "error",
                    "file": "a b/ü.json",
                    "line": 3,
                    "column": None,
                    "pointer": None,
                    "message": "expected value\nhere",
                    "hint": None,
                }
            ]
            * 2,
        ],
    }


def sarif(*reports: Report) -> dict[str, Any]:
    log = json.loads(as_sarif(reports))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    return run  # type: ignore[no-any-return]


def test_sarif_names_the_tool_and_explains_each_code_once() -> None:
    driver = sarif(PASSED, BROKEN)["tool"]["driver"]
    assert driver["name"] == "archive"
    assert [rule["id"] for rule in driver["rules"]] == ["claimant-not-in-cue", "not-json", "work-unused"]  # fmt: skip
    for rule in driver["rules"]:
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"][:20])
        assert "\n" not in rule["shortDescription"]["text"]


def test_sarif_has_a_result_for_each_finding() -> None:
    run = sarif(PASSED, BROKEN)
    assert run["columnKind"] == "unicodeCodePoints"
    first, second, third, _ = run["results"]
    assert first == {
        "ruleId": "claimant-not-in-cue",
        "ruleIndex": 0,
        "level": "warning",
        "message": {"text": '"According to the Council" names org-cfr, not org-un (mend the claimant)'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "frenemies/document.json"},
                    "region": {"startLine": 812, "startColumn": 7},
                },
                "logicalLocations": [{"fullyQualifiedName": "/claims/17"}],
            }
        ],
    }  # fmt: skip
    assert "locations" not in second
    assert third["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a%20b/%C3%BC.json"},
                "region": {"startLine": 3},
            }
        }
    ]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")


def test_sarif_says_which_layers_did_not_run() -> None:
    (invocation,) = sarif(PASSED, BROKEN)["invocations"]
    assert invocation == {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {
                "level": "note",
                "message": {"text": "a b/ü.json: rules did not run, because well-formed failed"},
            }
        ],
    }


def test_sarif_has_absolute_paths_as_addresses(tmp_path: Path) -> None:
    report = validate(tmp_path / "missing file.json")
    (result,) = sarif(report)["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == (tmp_path / "missing file.json").as_uri()
    assert "region" not in place


def test_sarif_lets_codes_of_others_stand() -> None:
    run = sarif(Report((Finding("somebody-elses", "it is so"),)))
    assert run["tool"]["driver"]["rules"] == [{"id": "somebody-elses"}]
