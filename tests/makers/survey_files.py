"""Survey files as tools write them: the same 300 people with two plain groups, in every shape."""

import csv
import io
import random
import zipfile
from xml.sax.saxutils import escape

OPTIONS = ("Fresh bread", "A short queue", "Late opening", "Parking", "Home delivery",
           "A place to sit")  # fmt: skip
QUESTION = "Which of these matter to you?"
EASY = "The shop is easy to reach."
AGREE = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
AGES = ("18-24", "25-34", "35-44", "45-54")


def people(n=300, seed=3):
    """Who chose which options, how easy the shop is to reach, ages, and the group of each."""
    rng = random.Random(seed)
    out = []
    for i in range(n):
        near = i % 2
        liked = (0, 1, 5) if near else (2, 3, 4)
        chosen = [j for j in range(6) if rng.random() < (0.88 if j in liked else 0.1)]
        out.append((chosen, rng.choice(AGREE), rng.choice(AGES), near))
    return out


def survey_monkey(who):
    """A column an option, its text where chosen; two header rows."""
    rows = [["Respondent ID", f"{QUESTION} Select all that apply.", *[""] * 5, EASY, "Your age"],
            ["", *OPTIONS, "Response", "Response"]]  # fmt: skip
    return rows + [
        [f"S{i:04}", *(o if j in chosen else "" for j, o in enumerate(OPTIONS)), easy, age]
        for i, (chosen, easy, age, _) in enumerate(who)
    ]


def google_forms(who):
    """One cell with the options between commas."""
    rows = [["Timestamp", f"{QUESTION} (select all that apply)", EASY, "Age"]]
    return rows + [
        [f"2026/02/{i % 28 + 1:02} 9:{i % 60:02}:{i // 60:02} AM GMT+1",
         ", ".join(OPTIONS[j] for j in chosen), easy, age]
        for i, (chosen, easy, age, _) in enumerate(who)
    ]  # fmt: skip


def microsoft_forms(who):
    """One cell with a semicolon behind every option."""
    rows = [["ID", "Start time", "Completion time", "Email", "Name", QUESTION, EASY, "Age"]]
    return rows + [
        [str(i + 1), "2/3/26 9:01:12", "2/3/26 9:04:55", "anonymous", "",
         "".join(f"{OPTIONS[j]};" for j in chosen), easy, age]
        for i, (chosen, easy, age, _) in enumerate(who)
    ]  # fmt: skip


def lime_survey(who, yes="Yes", no="No"):
    """A yes-or-no column an option: "Question? [Option]"."""
    rows = [["Response ID", "Date submitted", *(f"{QUESTION} [{o}]" for o in OPTIONS), EASY, "Age"]]
    return rows + [
        [str(i), "2026-02-01 09:00:00", *(yes if j in chosen else no for j in range(6)), easy, age]
        for i, (chosen, easy, age, _) in enumerate(who)
    ]


def kobo(who):
    """0 and 1 an option, the chosen ones joined beside them, groups before questions, two ids."""
    asked = QUESTION.replace("?", "")
    rows = [["start", "end", asked, *(f"{asked}/{o}" for o in OPTIONS), EASY, "Age", "_id", "_uuid",
             "_submission_time", "_index"]]  # fmt: skip
    return rows + [
        ["2026-02-03T09:01:12.000+01:00", "2026-02-03T09:05:12.000+01:00",
         " ".join(OPTIONS[j] for j in chosen), *("1" if j in chosen else "0" for j in range(6)),
         easy, age, str(9000 + i), f"6064c958-{i:04x}", "2026-02-03T08:06:00", str(i + 1)]
        for i, (chosen, easy, age, _) in enumerate(who)
    ]  # fmt: skip


def qualtrics(who, *, texts=True):
    """Codes, question texts and import ids above the answers; a score with its group."""
    codes = ["StartDate", "EndDate", "Finished", "ResponseId", *(f"Q1_{j}" for j in range(6)), "Q2",
             "Q3_NPS_GROUP", "Q3", "Q4"]  # fmt: skip
    score = "How likely are you to recommend us?"
    words = ["Start Date", "End Date", "Finished", "Response ID",
             *(f"{QUESTION} Select all that apply. - Selected Choice - {o}" for o in OPTIONS), EASY,
             f"{score} - Group", score, "Age"]  # fmt: skip
    rows = [codes, *([words] if texts else []), [f'{{"ImportId":"{c}"}}' for c in codes]]
    for i, (chosen, easy, age, _) in enumerate(who):
        given = i * 7 % 11
        group = "Detractor" if given < 7 else "Passive" if given < 9 else "Promoter"
        rows.append(["2026-02-03 09:01:12", "2026-02-03 09:05:12", "True", f"R_{i:06x}",
                     *(o if j in chosen else "" for j, o in enumerate(OPTIONS)), easy, group,
                     str(given), age])  # fmt: skip
    return rows


def typeform(who):
    """A column an option, headed by the option alone; an id first and times last."""
    rows = [["#", *OPTIONS, EASY, "Age", "Start Date (UTC)",
             "Submit Date (UTC)", "Network ID"]]  # fmt: skip
    return rows + [
        [f"t{i:05}", *(o if j in chosen else "" for j, o in enumerate(OPTIONS)), easy, age,
         "2026-02-03 09:01:12", "2026-02-03 09:05:12", f"n{i:05}"]
        for i, (chosen, easy, age, _) in enumerate(who)
    ]  # fmt: skip


TOOLS = {
    "SurveyMonkey": survey_monkey,
    "Google Forms": google_forms,
    "Microsoft Forms": microsoft_forms,
    "LimeSurvey": lime_survey,
    "KoBoToolbox": kobo,
    "Qualtrics": qualtrics,
    "Typeform": typeform,
}


def as_csv(rows, path, *, delimiter=",", encoding="utf-8", above=""):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes((above + text.getvalue()).encode(encoding))
    return path


def as_xlsx(sheets, path):
    """A workbook with these sheets: names and rows of text or numbers."""
    names = list(sheets)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{i}": ("worksheet", f"worksheets/sheet{i}.xml") for i, _ in enumerate(names, 1)}
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{escape(n)}" sheetId="{i}" r:id="rId{i}"/>'
            for i, n in enumerate(names, 1)
        )
        + "</sheets></workbook>",
    }
    for i, name in enumerate(names, 1):
        body = "".join(
            f'<row r="{r}">' + "".join(_cell(c, k, r) for k, c in enumerate(row)) + "</row>"
            for r, row in enumerate(sheets[name], 1)
        )
        parts[f"xl/worksheets/sheet{i}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return path


def as_ods(sheets, path):
    """The same as a sheet of LibreOffice: text in paragraphs, numbers as values."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", kind)
        packed.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        packed.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            "</manifest:manifest>",
        )
    return path


def _ods_cell(cell):
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    if not cell:
        return "<table:table-cell/>"
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(cell)}</text:p></table:table-cell>"
    )


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relations(targets):
    lines = "".join(
        f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{lines}</Relationships>'


def _cell(value, column, row):
    if value in {"", None}:
        return ""
    place = f"{chr(65 + column // 26 - 1) if column > 25 else ''}{chr(65 + column % 26)}{row}"
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
