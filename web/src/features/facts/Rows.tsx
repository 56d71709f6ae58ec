/** Rows of facts: offers, proofs or moments, each edited in place, added and taken out. */
import { Button, CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../../messages";
import { PlusMark } from "../../ui/marks";
import styles from "./FactsPage.module.css";

type Row = { place: number };
type Props<T extends Row> = {
  rows: readonly T[];
  words: { one: (n: number) => string; add: string; none: string };
  blank: () => T;
  editable: boolean;
  onChange: (rows: T[]) => void;
  children: (row: T, n: number, set: (change: Partial<T>) => void) => ReactNode;
};

export function Rows<T extends Row>(props: Props<T>) {
  const { rows, words, blank, editable, onChange, children } = props;
  const { act } = useWords();
  return (
    <div className={styles.rows}>
      {rows.length === 0 && <p className="quiet">{words.none}</p>}
      {rows.map((row, n) => (
        <fieldset key={row.place} className={styles.row}>
          <legend>{words.one(n + 1)}</legend>
          {editable && (
            <CloseButton
              className={styles.out}
              aria-label={`${act.remove}: ${words.one(n + 1)}`}
              onClick={() => onChange(rows.filter((one) => one !== row))}
            />
          )}
          {children(row, n, (change) =>
            onChange(rows.map((one) => (one === row ? { ...one, ...change } : one))),
          )}
        </fieldset>
      ))}
      {editable && (
        <Button
          className={styles.add}
          size="xs"
          variant="default"
          leftSection={<PlusMark />}
          onClick={() => onChange([...rows, blank()])}
        >
          {words.add}
        </Button>
      )}
    </div>
  );
}
