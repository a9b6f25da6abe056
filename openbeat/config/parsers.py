"""What the longer commands of `openbeat` take: read before Django is there, so nothing of it is imported here."""

from __future__ import annotations

import argparse

SIGN = "openbeat publication sign --chief 'Ana Ruiz' --lawyer 'Tom Okafor' --law 'Ordinance 12-4'"


def keys(parser: argparse.ArgumentParser) -> None:
    """The ceremonies of the recovery key."""
    ceremonies = parser.add_subparsers(dest="what", metavar="CEREMONY", required=True)
    ceremonies.add_parser("status", help="which halves and keys there are, and what waits")
    half = ceremonies.add_parser("half", help="make one half of recovery, with its sheet")
    half.add_argument("--side", choices=("inside", "outside"), required=True, help="where it is kept")
    half.add_argument("--holder", required=True, help="the office that keeps it")
    person = ceremonies.add_parser("person", help="for somebody who lost a passphrase")
    person.add_argument("act", choices=("recover", "end"), help="end: where recovery cannot help; they make a new key")
    person.add_argument("email", help="whose key it is")
    person.add_argument("--passphrase", metavar="FILE", help="the new passphrase (default: typed twice)")
    matter = ceremonies.add_parser("matter", help="for a matter that nobody can read any more")
    matter.add_argument("act", choices=("recover",))
    matter.add_argument("ref", help="kind and number, such as complaints.complaint:12")
    matter.add_argument("--reader", required=True, metavar="EMAIL", help="who reads it from then on")
    for ceremony in (half, person, matter):
        ceremony.add_argument("--inside", metavar="FILE", help="a file with the inside half as it is now")
        ceremony.add_argument("--outside", metavar="FILE", help="a file with the outside half as it is now")
        ceremony.add_argument("--sheet", metavar="FILE", help="print a sheet into this new PDF file")
        ceremony.add_argument("--language", default="", help="of the sheet (default: en)")
        ceremony.add_argument("--rehearse", action="store_true", help="on throwaway keys; changes nothing")


def publication(parser: argparse.ArgumentParser) -> None:
    """What may be published about complaints."""
    words = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    words.add_parser("show", help="what holds, who signed it, and as of when the figures are")
    words.add_parser("refresh", help="count the figures anew, now; the worker does it each night")
    words.add_parser("withdraw", help="publish nothing any more")
    sign = words.add_parser("sign", help="write a version and enter both signatures", epilog=f"Example: {SIGN}")
    sign.add_argument("--chief", required=True, metavar="NAME", help="the chief who signed it")
    sign.add_argument("--lawyer", required=True, metavar="NAME", help="the city's lawyer who signed it")
    sign.add_argument("--law", required=True, metavar="TEXT", help="under which law it is published")
    sign.add_argument("--language", default="en", help="of that text (default: en)")
    sign.add_argument("--on", metavar="DAY", help="when both signed, as 2026-05-04 (default: today)")
    sign.add_argument("--allow", action="append", default=[], metavar="SWITCH", help="officers_named, officer_groups …")
    sign.add_argument("--withhold", action="append", default=[], metavar="SWITCH", help="units, areas, discipline …")
    sign.add_argument(
        "--from-stage", choices=("closed", "decided"), default="closed", help="summaries (default: closed)"
    )


def import_complaints(parser: argparse.ArgumentParser) -> None:
    """Old complaints out of another system."""
    parser.add_argument("file", help="a CSV file with a line of names first; docs/guide/import-complaints.md tells all")
    look = "what its columns hold, in TOML (default: columns with well-known names are known by them)"
    parser.add_argument("--map", default="", metavar="FILE", help=look)
    first = "import nothing: write a first map for this file, with the words found in it, to be put right by you"
    parser.add_argument("--start-map", default="", metavar="FILE", help=first)
    parser.add_argument("--check", action="store_true", help="change nothing: only say what would become of each row")
    of = "the day on which the file was made, as 2025-12-31: what is open was open then"
    parser.add_argument("--as-of", default="", metavar="DATE", help=of)
    whose = "whose numbers these are (default: of the map); a newer file of the same source changes what stands"
    parser.add_argument("--source", default="", metavar="NAME", help=whose)
    where = "what became of each row, as CSV (default: FILE.report.csv, beside it; - for none)"
    parser.add_argument("--report", default="", metavar="FILE", help=where)
