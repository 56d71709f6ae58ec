/** What is out of date or failed, by the film it belongs to: why, how much, and how long it took. */
import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Row } from "../../api/types";
import { useWords } from "../../messages";
import { span } from "../../ui/when";
import { type Board, useWhose } from "../boards/board";
import { useItem } from "../items/items";
import styles from "./Overview.module.css";

const SOUND = ["done", "approved", "waiting", "undecided", "unused", "rejected"];

type Amiss = { state: string; board: string; rows: Row[] };

/** Rows that a person has to know of, those of one storyboard and state together. */
function grouped(rows: readonly Row[]): Amiss[] {
  const found = new Map<string, Amiss>();
  for (const row of rows.filter(({ state }) => !SOUND.includes(state))) {
    const { board } = row;
    const key = `${row.state} ${board}`;
    const of = found.get(key) ?? { state: row.state, board, rows: [] };
    of.rows.push(row);
    found.set(key, of);
  }
  return [...found.values()];
}

/** Why things are amiss, each reason once: "its film is stale" says nothing where there is more. */
function reasons(rows: readonly Row[], follows: RegExp): string[] {
  const all = [...new Set(rows.map(({ why }) => why).filter(Boolean))];
  const first = all.filter((why) => !follows.test(why));
  return first.length > 0 ? first : all.slice(0, 1);
}

/** Seconds that what is stale took when it was made; 0 where nothing is. */
export function remaking(rows: readonly Row[]): number {
  return rows
    .filter(({ state }) => state === "stale")
    .reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
}

export function OutOfDate({ name, rows }: { name: string; rows: readonly Row[] }) {
  const words = useWords();
  const groups = grouped(rows);
  if (groups.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {words.overview.amiss}
      </Title>
      <ul className={styles.amiss}>
        {groups.map((group) => (
          <li key={`${group.state} ${group.board}`}>
            <Group name={name} group={group} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Group({ name, group }: { name: string; group: Amiss }) {
  const words = useWords();
  const { board, rows, state } = group;
  const states = words.states as Record<string, string>;
  const found = useItem<Board>(name, "storyboard", board, board !== "");
  const whose = useWhose(name, found.data?.value);
  const took = rows.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  return (
    <>
      <b>{states[state] ?? state}</b>
      <div className={styles.item}>
        {board ? (
          <Link to="/campaigns/$name/storyboards/$board" params={{ name, board }}>
            {found.data?.value.title ?? board}
          </Link>
        ) : (
          words.amiss.campaign
        )}
        <p className="quiet num">
          {[
            ...whose,
            words.amiss.parts(rows.length),
            state === "stale" && took >= 1 && words.amiss.took(span(took, words)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <div className="quiet">
        {reasons(rows, new RegExp(words.amiss.follows)).map((why) => (
          <p key={why}>{why}</p>
        ))}
        <details>
          <summary>{words.amiss.which}</summary>
          <ul className={styles.which}>
            {rows.map((row) => (
              <li key={row.name}>
                <span className={styles.item}>{row.name}</span>
                {row.why && `: ${row.why}`}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </>
  );
}
