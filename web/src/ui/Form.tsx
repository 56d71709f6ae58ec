/** What every long form has: what was noticed elsewhere, whose change came between, and saving. */
import { Alert, Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../messages";
import styles from "./Form.module.css";

type Noticed = {
  title: string;
  findings: readonly { text: string; wrong: boolean }[];
  children?: ReactNode;
};

/** What `check` says of no field of the form. */
export function Noticed({ title, findings, children }: Noticed) {
  if (findings.length === 0) return null;
  const wrong = findings.some((one) => one.wrong);
  return (
    <Alert
      mt="md"
      mb="lg"
      role="status"
      title={title}
      styles={{
        root: { background: wrong ? "var(--bad-well)" : "var(--wait-well)" },
        title: { color: wrong ? "var(--bad)" : "var(--wait)" },
        message: { color: "var(--mantine-color-text)" },
      }}
    >
      <ul className={styles.found}>
        {findings.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {children}
    </Alert>
  );
}

/** That somebody else saved meanwhile, and the way on. */
export function Between({ text, act, load }: { text: string; act: string; load: () => void }) {
  return (
    <Group mb="sm">
      <span role="alert">{text}</span>
      <Button size="xs" variant="default" onClick={load}>
        {act}
      </Button>
    </Group>
  );
}

type Bar = {
  dirty: boolean;
  wrong: number;
  save: { isPending: boolean; isSuccess: boolean };
  discard: () => void;
};

/** Saves the form that it stands in. wrong: how many fields were refused. */
export function SaveBar({ dirty, wrong, save, discard }: Bar) {
  const words = useWords();
  return (
    <div className={styles.bar}>
      <Button type="submit" disabled={!dirty} loading={save.isPending}>
        {words.act.save}
      </Button>
      {dirty && (
        <Button variant="default" disabled={save.isPending} onClick={discard}>
          {words.facts.discard}
        </Button>
      )}
      <span className={wrong ? styles.amiss : "quiet"} role="status">
        {wrong > 0
          ? words.facts.wrong(wrong)
          : dirty
            ? words.files.unsaved
            : save.isSuccess
              ? words.files.saved
              : ""}
      </span>
    </div>
  );
}
