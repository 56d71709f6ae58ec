/** The seven steps of a campaign, and how far each is. */
import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Row } from "../../api/types";
import { useWords } from "../../messages";
import { CheckMark } from "../../ui/marks";
import { span } from "../../ui/when";
import { latestOrder, useProgress } from "../orders/tidings";
import styles from "./Overview.module.css";

export const STEPS = [
  "audience",
  "briefs",
  "storyboard",
  "continuity",
  "shoot",
  "cut",
  "release",
] as const;

/** The kind of item by which a person counts what a step made. */
const COUNTED = {
  audience: "segment",
  briefs: "brief",
  storyboard: "storyboard",
  continuity: "continuity",
  shoot: "take",
  cut: "film",
  release: "release",
} as const;

/** From this step on films are made one after the other: none is over before the last film is. */
export const BY_FILM = STEPS.indexOf("continuity");

/** The step from which on nothing is finished while an order is made; none: all may be. */
function useOpen(name: string): number {
  const order = useQuery(latestOrder(name)).data?.[0];
  const running = order?.state === "running" ? order : undefined;
  const { step: reached } = useProgress(running);
  const at = (STEPS as readonly string[]).indexOf(reached);
  return running && at >= 0 ? Math.min(at, BY_FILM) : STEPS.length;
}

export function Steps({ name, rows }: { name: string; rows: readonly Row[] }) {
  const words = useWords();
  const open = useOpen(name);
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {words.overview.steps}
      </Title>
      <ol className={styles.steps}>
        {STEPS.map((step, n) => {
          const of = rows.filter((row) => row.step === step);
          const items = of.filter((row) => row.stage === COUNTED[step] && row.state !== "unused");
          const count = (...states: string[]) =>
            of.filter((row) => states.includes(row.state)).length;
          const waits = count("waiting");
          const broken = count("failed", "person");
          const stale = count("stale");
          const state = broken
            ? styles.amissed
            : waits || stale
              ? styles.waiting
              : items.length > 0 && n < open
                ? styles.done
                : "";
          const told = [
            items.length > 0 && words.counted[step](items.length),
            waits > 0 && words.state.waiting(waits),
            stale > 0 && words.state.stale(stale),
            broken > 0 && words.overview.broken(broken),
          ].filter(Boolean);
          const took = of.reduce((sum, row) => sum + (row.seconds ?? 0), 0);
          return (
            <li key={step} className={`${styles.step} ${state}`}>
              <span className={styles.dot}>
                {state === styles.done ? <CheckMark size={12} /> : n + 1}
              </span>
              <div>
                <h3>{words.steps[step]}</h3>
                <p className="quiet">{told.length ? told.join(" · ") : words.stepHints[step]}</p>
              </div>
              <span className="quiet num">{took >= 1 ? span(took, words) : ""}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
