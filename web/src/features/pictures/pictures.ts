/** What is said of pictures while it is edited: changes, what was refused, and others' changes. */
import type { Problem } from "../../api/client";
import type { CaptionFinding, CaptionRow, Captions } from "../../api/types";

/** Pictures of which something was changed, by file. */
export type News = ReadonlyMap<string, CaptionRow>;

/** What is said of fields, by picture and field. */
export type Told = ReadonlyMap<string, ReadonlyMap<string, string>>;

type Line = { file: string; field: string; text: string };

function told(lines: readonly Line[]): Told {
  const said = new Map<string, Map<string, string>>();
  for (const { file, field, text } of lines) {
    const fields = said.get(file) ?? new Map<string, string>();
    said.set(file, fields.set(field, text));
  }
  return said;
}

export const NOTHING: ReadonlyMap<string, string> = new Map();
export const NONE: Told = new Map();

/** Why fields were refused. sent: the pictures that were to be saved. */
export function refusals(fields: Problem["fields"], sent: readonly CaptionRow[]): Told {
  return told(
    fields.flatMap(({ where, why }) => {
      const [, n, field] = /pictures\.(\d+)\.(\w+)$/.exec(where) ?? [];
      const file = sent[Number(n)]?.file;
      return file && field ? [{ file, field, text: why }] : [];
    }),
  );
}

/** What `check` says of fields that stand as they were saved. */
export function atFields(findings: readonly CaptionFinding[], kept: Captions, news: News): Told {
  const saved = new Map(kept.pictures.map((one) => [one.file, one]));
  return told(
    findings.filter(({ file, field }) => {
      const now = news.get(file);
      const name = field as keyof CaptionRow;
      return field && (!now || now[name] === saved.get(file)?.[name]);
    }),
  );
}

/** One's own changes to what `was`, laid over what somebody else saved; and where both did. */
export function over(
  news: News,
  was: Captions,
  theirs: Captions,
  said: (theirs: string) => string,
): { news: News; told: Told } {
  const before = new Map(was.pictures.map((one) => [one.file, one]));
  const mine = new Map<string, CaptionRow>();
  const both: Line[] = [];
  for (const row of theirs.pictures) {
    const [old, own] = [before.get(row.file) ?? row, news.get(row.file)];
    if (!own) continue;
    const next = { ...row };
    for (const field of Object.keys(row) as (keyof CaptionRow)[]) {
      if (own[field] === old[field]) continue;
      next[field] = own[field];
      if (row[field] !== old[field] && row[field] !== own[field]) {
        both.push({ file: row.file, field, text: said(row[field]) });
      }
    }
    if (JSON.stringify(next) !== JSON.stringify(row)) mine.set(row.file, next);
  }
  return { news: mine, told: told(both) };
}
