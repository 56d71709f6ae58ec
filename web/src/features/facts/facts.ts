/** The facts of a campaign while they are edited, and what `check` says of each field. */
import type { Problem } from "../../api/client";
import type { CampaignFacts, FactsFinding } from "../../api/types";

/** What is said of a field: `told("call.link")`; undefined while nothing is, or it was changed. */
export type Told = (field: string) => string | undefined;

/** What a value at a place in the facts is, as text. */
function at(facts: CampaignFacts, field: string): string {
  const found = field
    .split(".")
    .reduce<unknown>(
      (value, part) => (value as Record<string, unknown> | undefined)?.[part],
      facts,
    );
  return JSON.stringify(found);
}

/** What is said of each field: `refused` names those of the last saving, else the findings do. */
export function toldOf(
  now: CampaignFacts,
  tried: CampaignFacts,
  refused: Problem["fields"],
  findings: readonly FactsFinding[],
): Told {
  const said = new Map<string, string[]>();
  const fields = refused.length
    ? refused.map(({ where, why }) => ({ field: where.replace(/^body\./, ""), text: why }))
    : findings;
  for (const { field, text } of fields) {
    if (field) said.set(field, [...(said.get(field) ?? []), text]);
  }
  return (field) =>
    at(now, field) === at(tried, field) ? said.get(field)?.join(" · ") : undefined;
}

let last = 0;

/** A place that no row has: of one that is new, and told from others on the page. */
export function fresh(): number {
  last -= 1;
  return last;
}

/** Facts as the service takes them: every new row has the same place. */
export function sent(facts: CampaignFacts): CampaignFacts {
  const rows = <T extends { place: number }>(all: readonly T[]) =>
    all.map((row) => ({ ...row, place: Math.max(row.place, -1) }));
  return {
    ...facts,
    offers: rows(facts.offers),
    proofs: rows(facts.proofs),
    moments: rows(facts.moments).map((one) => ({
      ...one,
      spoken: one.spoken.map((line) => line.trim()).filter(Boolean),
    })),
  };
}

const LANGUAGES = "en de fr es it pt nl pl sv da nb fi cs sk hu ro bg el tr uk ar hi ja ko zh";
const ACCENTS = "en-GB en-US de-DE es-ES es-419 fr-FR it-IT nl-NL pl-PL pt-PT pt-BR";

type Option = { value: string; label: string };

/** Languages to choose from, by their names; `there` is among them in any case. */
export function languages(names: Intl.DisplayNames, there: readonly string[]): Option[] {
  return named(names, [...LANGUAGES.split(" "), ...there]);
}

/** Accents to choose from. */
export function accents(names: Intl.DisplayNames, there: string): Option[] {
  return named(names, there ? [...ACCENTS.split(" "), there] : ACCENTS.split(" "));
}

function named(names: Intl.DisplayNames, codes: readonly string[]): Option[] {
  const label = (code: string) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code; // what somebody wrote into the file may be no language
    }
  };
  return [...new Set(codes)]
    .map((value) => ({ value, label: label(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
