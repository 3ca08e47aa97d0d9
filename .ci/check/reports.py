"""Reads the reports of the check by parsers that others wrote. Exits with an error where one does not agree."""

import json
import pathlib
import sys

import jsonschema
import junitparser
import rdflib

FOLDER = pathlib.Path(sys.argv[1])
EARL = rdflib.Namespace("http://www.w3.org/ns/earl#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
OUTCOMES = {EARL[name] for name in ("passed", "failed", "cantTell", "inapplicable", "untested")}


def read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def report():
    schema = read("check.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    pages = read("report.json")
    jsonschema.Draft202012Validator(schema).validate(pages)
    found = [f for page in pages["pages"] for f in page["findings"]]
    print(f"JSON: {len(found)} findings on {len(pages['pages'])} pages, as the schema says")
    return pages["pages"], found


def junit(pages, found):
    suites = junitparser.JUnitXml.fromfile(str(FOLDER / "report.junit"))
    failed = sum(f["outcome"] == "failed" and f["severity"] in ("error", "warning") for f in found)
    failures = sum(isinstance(r, junitparser.Failure) for suite in suites for case in suite for r in case.result)
    assert len(list(suites)) == len(pages), "a suite for each page"
    assert failures == failed == suites.failures, (failures, failed, suites.failures)
    print(f"JUnit: {failures} failures")


def gitlab(found):
    """Code Quality as GitLab's documentation asks for it."""
    severities = ["info", "minor", "major", "critical", "blocker"]
    text = {"type": "string", "minLength": 1}
    jsonschema.validate(read("report.gitlab"), {
        "type": "array", "minItems": len(found), "maxItems": len(found),
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": text, "check_name": text, "fingerprint": text, "severity": {"enum": severities},
                "location": {
                    "type": "object", "required": ["path", "lines"],
                    "properties": {"path": text, "lines": {
                        "type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}},
                    }},
                },
            },
        },
    })
    print("GitLab: as its documentation says")


def earl(name, least):
    graph = rdflib.Graph().parse(FOLDER / name, format="json-ld")
    count = 0
    for assertion in graph.subjects(rdflib.RDF.type, EARL.Assertion):
        for part in (EARL.assertedBy, EARL.subject, EARL.test, EARL.result):
            values = list(graph.objects(assertion, part))
            assert len(values) == 1, (name, part, values)
        result = graph.value(assertion, EARL.result)
        assert (result, rdflib.RDF.type, EARL.TestResult) in graph
        assert graph.value(result, EARL.outcome) in OUTCOMES, graph.value(result, EARL.outcome)
        assert graph.value(assertion, EARL.mode) == EARL.automatic
        assert graph.value(graph.value(assertion, EARL.subject), DCT.source) is not None
        count += 1
    assert count >= least, f"{name}: only {count} assertions"
    print(f"EARL: {count} assertions in {name}")
    return graph


def act():
    graph = earl("act.json", 2)
    for assertion in graph.subjects(rdflib.RDF.type, EARL.Assertion):
        test = graph.value(assertion, EARL.test)
        assert graph.value(test, DCT.title), "a procedure has a name"
        for criterion in graph.objects(test, DCT.isPartOf):
            assert str(criterion).startswith("https://www.w3.org/TR/WCAG22/#"), criterion
        source = str(graph.value(graph.value(assertion, EARL.subject), DCT.source))
        assert source.startswith("https://www.w3.org/WAI/content-assets/wcag-act-rules/testcases/"), source


PAGES, FOUND = report()
junit(PAGES, FOUND)
gitlab(FOUND)
earl("report.earl", len(FOUND))
act()
