/** Segments as cards: how many they are, what sets them apart, and what they said. */
import { Stack } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import type { Row } from "../../api/types";
import { useWords } from "../../messages";
import { Bar, percent } from "../../ui/Bars";
import { Busy, Empty } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { ApproveAll } from "../items/ApproveAll";
import { Decide, StateTag } from "../items/Decide";
import styles from "../items/Items.module.css";
import { unread, useItem, useRows } from "../items/items";
import { FoldedWish } from "../items/Wish";
import { Rename } from "./Rename";
import own from "./Segments.module.css";

type Cell = {
  column: string;
  share: number;
  base_share: number;
  index: number;
  significant: boolean;
};

/** Stands for a survey's column where nothing was counted of a group. */
const UNCOUNTED = "respondents";

export type Segment = {
  id: string;
  name: string;
  summary: string;
  n: number;
  share: { value: number; low: number; high: number };
  traits: { id: string; group: string; text: string; cell: Cell }[];
  verbatims: { text: string }[];
  not_for: string;
  caveats: string[];
};

export default function Segments() {
  const words = useWords();
  const { name } = useParams({ strict: false }) as { name: string };
  const rows = useRows(name, "segment");
  if (unread(rows)) return <Busy />;
  const all = rows.data ?? [];
  return (
    <Stack gap="xl">
      <Trouble error={rows.error} again={() => rows.refetch()} />
      {all.length === 0 && <Empty title={words.segments.none}>{words.segments.noneHint}</Empty>}
      <ApproveAll campaign={name} gate="segments" rows={all} />
      <ul className={styles.cards}>
        {all.map((row) => (
          <li key={row.name}>
            <Card campaign={name} row={row} />
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function Card({ campaign, row }: { campaign: string; row: Row }) {
  const words = useWords();
  const found = useItem<Segment>(campaign, "segment", row.item);
  if (found.isPending) return <Busy />;
  if (found.error) return <Trouble error={found.error} again={() => found.refetch()} />;
  const segment = found.data.value;
  const { low, high, value } = segment.share;
  const size = words.segments.size(segment.n, percent(low), percent(high));
  const counted = segment.traits.filter(({ cell }) => cell.column !== UNCOUNTED);
  const groups = [...new Set(counted.map((trait) => trait.group))];
  const names = words.segments.groups as Record<string, string>;
  return (
    <article className={styles.card}>
      <div className={styles.say}>
        <div className={styles.top}>
          <Rename campaign={campaign} item={row.item} known={found.data} />
          <StateTag state={row.state} />
        </div>
        <p className={styles.lead}>{segment.summary}</p>
        <figure className={own.size}>
          <Bar share={value} range={[low, high]} label={size} />
          <figcaption className="quiet num">{size}</figcaption>
        </figure>
        {groups.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{names[group] ?? group}</h3>
            <ul className={own.bars}>
              {segment.traits
                .filter((trait) => trait.group === group)
                .map(({ id, text, cell }) => (
                  <li key={id}>
                    <span>{text}</span>
                    <b className="num">{percent(cell.share)}</b>
                    <Bar share={cell.share} base={cell.base_share} />
                    <small className="quiet num">
                      {words.segments.everyone(percent(cell.base_share), cell.index)}
                      {!cell.significant && `, ${words.segments.chance}`}
                    </small>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        {segment.verbatims.length > 0 && (
          <details className={styles.more}>
            <summary>{words.segments.own}</summary>
            <div>
              {segment.verbatims.map((said) => (
                <blockquote key={said.text} className={styles.said}>
                  {said.text}
                </blockquote>
              ))}
            </div>
          </details>
        )}
        {segment.not_for && <p className={styles.caveat}>{segment.not_for}</p>}
        {segment.caveats.map((caveat) => (
          <p key={caveat} className={styles.caveat}>
            {caveat}
          </p>
        ))}
        <FoldedWish
          campaign={campaign}
          stage="segment"
          item={row.item}
          version={found.data.version}
          example={words.wish.segment}
        />
        <div className={styles.acts}>
          <Decide campaign={campaign} row={row} version={found.data.version} title={segment.name} />
        </div>
      </div>
    </article>
  );
}
