"""Which rows at the end of a survey file are no answers: what programs write below them."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .survey_people import written_by_a_tool
from .survey_tongues import fold

MOST = 12
"""Rows at most that a program writes below the answers."""
TOTALS = frozenset(
    "total totals sum grand total summe gesamt insgesamt gesamtsumme somme ensemble suma totale "
    "somma soma totaal som totalt summa razem ogolem lacznie 合計 計 総計".split()
)
"""What programs write at the start of a last row that adds up the others."""
_THINGS = (
    "report|data|file|results?|survey|export|document|list|table|records?|bericht\\w*|daten|datei|"
    "umfrage|liste|ergebnisse?|auswertung|rapport\\w*|donnees|fichier|enquete|resultats|informe|"
    "datos|archivo|encuesta|resultados|rapporto|dati|sondaggio|risultati|relatorio|dados|ficheiro|"
    "arquivo|inquerito|pesquisa|gegevens|bestand|resultaten|enkaten?|filen?|raportu?|danych|dane|"
    "pliku?|ankiety|wynik\\w*"
)
_MADE = (
    "exported|generated|created|downloaded|printed|produced|extracted|last updated|erstellt|"
    "erzeugt|generiert|heruntergeladen|gedruckt|exportiert|genere|cree|telecharge|imprime|extrait|"
    "exporte|generado|creado|descargado|impreso|exportado|generato|creato|scaricato|stampato|"
    "esportato|gerado|criado|baixado|descarregado|impresso|geexporteerd|gegenereerd|aangemaakt|"
    "gemaakt|gedownload|afgedrukt|exporterad|exporterat|genererad|genererat|skapad|skapat|"
    "nedladdad|utskriven|wyeksportowano|wygenerowano|utworzono|pobrano|wydrukowano"
)
_PEOPLE = (
    "responses?|respondents?|records?|rows?|answers?|participants?|submissions?|entries|"
    "interviews?|completes?|antworten|befragten?|teilnehmer\\w*|teilnahmen|datensatze|zeilen|"
    "reponses?|repondants?|enregistrements?|lignes?|respuestas?|encuestados?|participantes?|"
    "registros?|filas?|risposte|rispondenti|partecipanti|righe|intervistati|respostas?|"
    "respondentes|inquiridos|registos?|linhas?|antwoorden|respondenten|deelnemers|rijen|reacties|"
    "inzendingen|svar|respondenter|deltagare|poster|rader|odpowiedzi|respondentow|uczestnikow|"
    "rekordow|wierszy|ankiet"
)
_SMALL = (
    "of|the|this|on|der|die|das|des|den|de|du|d|la|le|les|l|del|della|delle|dei|di|da|do|das|dos|"
    "el|los|las|van|het|av|pa|z|at|am|um|den|was|is|wurde|ist|est|a ete|fue|es|e|foi|is|werd|op|i|"
    "zostal|zostaly|cet|cette|este|esta|questo|diese[rs]?|deze|dit|denna|ten"
)
_COUNTED = (
    "total\\w*|number|count|no|nr|anzahl|gesamt\\w*|insgesamt|summe|nombre|numero|suma|totaal|aantal|"
    "antal|summa|liczba|lacznie|lacznej|razem|ogolem"
)
_ENDS = "end|ende|fin|fine|fim|final|einde|slut|slutet|koniec"
_DATED = r"(?=.*(?:\d \d|\b20\d\d\b))"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # "Exported on 2024-03-06 by ...", "Bericht erstellt am 6.3.2024", "Data eksportu: ..."
        rf"{_DATED}(?:(?:{_THINGS}|{_SMALL}|\d+) ){{0,9}}(?:{_MADE})\b.*",
        rf"{_DATED}(?:(?:date|datum|fecha|data|dato|{_SMALL}) ){{0,3}}"
        r"\w*(?:export|eksport|esport)\w*\b.*",
        # "Total responses: 160", "Antworten gesamt 160", "Number of respondents: 160"
        rf"(?:(?:{_COUNTED}|{_SMALL}) ){{0,4}}(?:{_PEOPLE})(?: (?:{_COUNTED}|{_SMALL}))*(?: \d+)+",
        rf"(?:(?:{_COUNTED}) ){{1,2}}(?:\d+ )+(?:{_PEOPLE})|n(?: \d+)+",
        rf"(?:\d+ )+(?:{_PEOPLE}) (?:{_COUNTED})",
        # "End of report", "*** Ende der Datei ***"
        rf"(?:{_SMALL} )?(?:{_ENDS}) (?:(?:{_SMALL}) )*(?:{_THINGS})",
        # "Page 1 of 1", "Powered by ..."
        r"(?:page|seite|pagina|sida|strona) \d+(?: (?:of|von|sur|de|di|van|av|z) \d+)?",
        r"powered by \w+(?: \w+){0,3}",
        # Japanese writes no spaces.
        rf"{_DATED}[\d 年月日時分に]*(?:データの?|レポートの?)?"
        r"(?:エクスポート|出力|作成|集計|ダウンロード|生成)(?:日時|日)?[\d 年月日時分秒]*",
        r"(?:総|合計|全)?(?:回答者?|有効回答|件|データ件?)(?:総|合計)?数?(?:合計)?(?: \d+)+ ?"
        r"[件人名]?",
        r"(?:合計|全)(?: \d+) ?[件人名](?: ?の?回答)?",
        r"以上|(?:レポート|報告書?|ファイル|データ|リスト)の?(?:終わり|終了|末尾)",
    )
)
"""What programs write below answers, as it is compared: each form is the whole of a row."""
_COUNT = re.compile(rf"((?:\d+ )+)(?:{_PEOPLE})")
"""How many answered, which a person may have said of something else."""


def without_ends(
    headers: Sequence[str], body: list[list[str]]
) -> tuple[list[list[str]], tuple[str, ...]]:
    """The rows that are people's, and what was said in the notes of those left out below them.

    Only rows at the end with one or two cells go, and only where these say what a program says, or
    where nothing but the id is filled and it is no id: nobody's answer is in them.
    """
    kept = len(body)
    ids = _ids(headers, body)
    most = _width(body)
    while kept > 1 and len(body) - kept < MOST and _is_end(body[:kept], ids, most):
        kept -= 1
    notes: list[str] = []
    if kept < len(body):
        told = "; ".join(" ".join(" ".join(row).split()) for row in body[kept:])
        notes.append(f"lines below the answers are no answers: {told[:120]}")
    if kept > 2 and _adds_up(body[:kept]):
        notes.append("the last row adds up the others, so it is no answer")
        kept -= 1
    return body[:kept], tuple(notes)


def _is_end(body: list[list[str]], ids: "_Ids", most: int) -> bool:
    """Whether the last of these rows is no person's. most: cells that most rows have filled."""
    row = body[-1]
    filled = [cell.strip() for cell in row if cell.strip()]
    first = row[0].strip() if row else ""
    if not filled or len(filled) > 2 or (len(filled) > 1 and most < 3):
        return False
    if not first and not ids.sure:
        return False  # who passed over the first question may have answered just that one
    said = fold(" ".join(filled))
    if any(form.fullmatch(said) for form in _FORMS):
        return True
    counted = _COUNT.fullmatch(said)
    if counted and int(counted[1].replace(" ", "")) == len(body) - 1:
        return True
    return len(filled) == 1 and bool(first) and ids.sure and _shape(first) not in ids.shapes


class _Ids:
    """How the cells of the first column look, which often is an id.

    sure: it is an id, or a time at which somebody answered, which hardly a row leaves blank.
    """

    def __init__(self, header: str, cells: list[str]) -> None:
        given = [c for c in cells if c]
        always = len(given) >= 0.9 * len(cells)
        shapes = Counter(map(_shape, given))
        self.shapes = {shape for shape, n in shapes.items() if n >= max(2, 0.02 * len(given))}
        numbers = [int(c) for c in given if re.fullmatch(r"\d{1,18}", c)]
        numbered = len(numbers) == len(given) and all(a < b for a, b in pairwise(numbers))
        named = bool(written_by_a_tool(header))
        self.sure = always and 0 < len(self.shapes) < 4 and (named or numbered)


def _ids(headers: Sequence[str], body: list[list[str]]) -> _Ids:
    # What may stand below the answers says nothing of how ids look.
    rows = body[: -min(MOST, len(body) // 3)] if len(body) > 2 else body
    return _Ids(headers[0] if headers else "", [row[0].strip() if row else "" for row in rows])


def _width(body: list[list[str]]) -> int:
    """How many cells most rows have filled."""
    counts = sorted(sum(bool(cell.strip()) for cell in row) for row in body)
    return counts[len(counts) // 2]


def _shape(text: str) -> str:
    """A text with a letter for each word or number in it: "R_12" is one, "End of report" three."""
    return re.sub(r"[\w-]+", "w", text)


def _adds_up(body: list[list[str]]) -> bool:
    """Whether the last row is a sum of the rows above it: "Total", and figures or nothing."""
    first, *rest = (cell.strip() for cell in body[-1])
    if fold(first) not in TOTALS or any(row[0].strip() == first for row in body[:-1] if row):
        return False
    return all(re.fullmatch(r"[\d\s.,%]*", cell) for cell in rest)
