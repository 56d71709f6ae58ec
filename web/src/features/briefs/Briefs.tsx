/** Briefs side by side, for each segment the one that weighs most first. */
import { Stack } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Row } from "../../api/types";
import { useWords } from "../../messages";
import { Score } from "../../ui/Bars";
import { Busy, Empty } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { ApproveAll } from "../items/ApproveAll";
import { Decide, StateTag } from "../items/Decide";
import styles from "../items/Items.module.css";
import { itemQuery, type Known, known, unread, useItem, useRows } from "../items/items";
import { FoldedWish } from "../items/Wish";

type Brief = {
  segment: string;
  concept: { title: string; idea: string; form: string; abstraction: string; hook: string };
  weighing: {
    relevance: number;
    relevance_why: string;
    engagement: number;
    engagement_why: string;
    entertainment: number;
    entertainment_why: string;
  };
  insight: string;
  promise: string;
  message: string;
  tone: string[];
  look: string;
  mandatory: string[];
  avoid: string[];
};

const weight = ({ weighing: w }: Brief) => w.relevance + w.engagement + w.entertainment;

export default function Briefs() {
  const words = useWords();
  const { name } = useParams({ strict: false }) as { name: string };
  const rows = useRows(name, "brief");
  const all = rows.data ?? [];
  const found = useQueries({
    queries: all.map((row) => ({ ...itemQuery(name, "brief", row.item), select: known<Brief> })),
  });
  if (unread(rows)) return <Busy />;
  const briefs = found.flatMap(({ data }, n) =>
    data && all[n] ? [{ row: all[n], brief: data }] : [],
  );
  briefs.sort((a, b) => weight(b.brief.value) - weight(a.brief.value));
  const segments = [...new Set(briefs.map(({ brief }) => brief.value.segment))];
  return (
    <Stack gap="xl">
      <Trouble
        error={rows.error ?? found.find((one) => one.error)?.error}
        again={() => rows.refetch()}
      />
      {all.length === 0 && <Empty title={words.briefs.none}>{words.briefs.noneHint}</Empty>}
      {all.length > briefs.length && <Busy />}
      <ApproveAll campaign={name} gate="briefs" rows={all} />
      {segments.map((segment) => (
        <section key={segment}>
          <SegmentName campaign={name} segment={segment} />
          <ul className={`${styles.cards} ${styles.narrow}`}>
            {briefs
              .filter(({ brief }) => brief.value.segment === segment)
              .map(({ row, brief }) => (
                <li key={row.name}>
                  <Card campaign={name} row={row} brief={brief} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Stack>
  );
}

export function SegmentName({ campaign, segment }: { campaign: string; segment: string }) {
  const found = useItem<{ name: string }>(campaign, "segment", segment);
  return <h2 className={styles.for}>{found.data?.value.name ?? segment}</h2>;
}

function Card({ campaign, row, brief }: { campaign: string; row: Row; brief: Known<Brief> }) {
  const words = useWords();
  const { concept, weighing, ...told } = brief.value;
  const lists = { mandatory: told.mandatory, avoid: told.avoid } as const;
  return (
    <article className={styles.card}>
      <div className={styles.say}>
        <div className={styles.top}>
          <h3>{concept.title}</h3>
          <StateTag state={row.state} />
        </div>
        <p className={styles.hook}>“{concept.hook}”</p>
        <p className={styles.lead}>{concept.idea}</p>
        <Score
          name={words.briefs.relevance}
          value={weighing.relevance}
          of={10}
          why={weighing.relevance_why}
        />
        <Score
          name={words.briefs.engagement}
          value={weighing.engagement}
          of={10}
          why={weighing.engagement_why}
        />
        <Score
          name={words.briefs.entertainment}
          value={weighing.entertainment}
          of={10}
          why={weighing.entertainment_why}
        />
        <details className={styles.more}>
          <summary>{words.briefs.whole}</summary>
          <div>
            <dl className={styles.told}>
              {(["insight", "promise", "message", "look"] as const).map((field) => (
                <div key={field}>
                  <dt>{words.briefs[field]}</dt>
                  <dd>{told[field]}</dd>
                </div>
              ))}
              <div>
                <dt>{words.briefs.tone}</dt>
                <dd>{told.tone.join(", ")}</dd>
              </div>
              {(["mandatory", "avoid"] as const).map((field) => (
                <div key={field}>
                  <dt>{words.briefs[field]}</dt>
                  <dd>
                    <ul>
                      {lists[field].map((one) => (
                        <li key={one}>{one}</li>
                      ))}
                    </ul>
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        </details>
        <FoldedWish
          campaign={campaign}
          stage="brief"
          item={row.item}
          version={brief.version}
          example={words.wish.brief}
        />
        <div className={styles.acts}>
          <Decide campaign={campaign} row={row} version={brief.version} title={concept.title} />
        </div>
      </div>
    </article>
  );
}
