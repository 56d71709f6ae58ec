/** Scenes that wait for a person, across films: why, what was tried, and what can be done. */
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import type { Unsettled } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { inWords } from "../../messages/codes";
import { Score } from "../../ui/Bars";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { moment } from "../../ui/when";
import { useMay } from "../session/session";
import styles from "./Films.module.css";
import { shape, stillAddress } from "./film";
import { Look } from "./Look";
import { SceneTakes, TOP } from "./SceneTakes";
import { useUnsettled } from "./unsettled";

export function UnsettledScenes({ campaign }: { campaign: string }) {
  const words = useWords().looks;
  const found = useUnsettled(campaign);
  const scenes = found.data ?? [];
  if (scenes.length === 0) return <Trouble error={found.error} again={() => found.refetch()} />;
  return (
    <section aria-label={words.title}>
      <h2 className={styles.idea}>{words.title}</h2>
      <p className={`quiet ${styles.for}`}>{words.lead}</p>
      <ul className={styles.looks}>
        {scenes.map((one) => (
          <li key={`${one.film} ${one.scene}`}>
            <Entry campaign={campaign} one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ campaign, one }: { campaign: string; one: Unsettled }) {
  const words = useWords();
  const editor = useMay("editor");
  const names = new Intl.DisplayNames(chosen(), { type: "language" });
  const path = { name: campaign, film: one.film };
  const takes = useQuery(asking("/api/campaigns/{name}/takes/{film}", { path }));
  const [first] = one.takes;
  const number = String(one.number);
  const of = { campaign, film: one.film, scene: one.scene, number };
  const title = `${words.looks.scene(number)}, ${one.concept}`;
  return (
    <article className={styles.look} aria-label={title}>
      {first && (
        <img
          src={stillAddress(campaign, one.film, first.picture, 320)}
          alt={title}
          style={{ aspectRatio: shape(first.format) }}
          loading="lazy"
          decoding="async"
        />
      )}
      <div>
        <h3>{title}</h3>
        <p className="quiet">{one.segment}</p>
        {one.sent_by && (
          <p>
            <Tag tone="wait">{words.looks.holds}</Tag>{" "}
            {words.looks.asks(one.sent_by, one.note, moment(one.sent_at, chosen()))}
          </p>
        )}
        <ul className={styles.doubts}>
          {one.takes.map((take) => (
            <li key={`${take.format} ${take.language}`}>
              <b>
                {take.format} · {names.of(take.language)}
              </b>{" "}
              <span className="quiet num">{words.looks.tried(take.attempt, take.tried)}</span>
              <Doubt take={take} />
            </li>
          ))}
        </ul>
        {[...new Set(one.takes.map((take) => take.format))].map((format) => (
          <SceneTakes
            key={format}
            {...of}
            takes={(takes.data ?? []).filter(
              (take) => take.scene === one.scene && take.format === format,
            )}
            editor={editor}
            summary={words.looks.takes(format)}
          />
        ))}
        <Look {...of} wanted={one} />
      </div>
    </article>
  );
}

/** What the judge finds too weak of a take, and what would help. */
function Doubt({ take: { verdict } }: { take: Unsettled["takes"][number] }) {
  const words = useWords();
  if (!verdict || verdict.failing.length === 0) return null;
  return (
    <div className={styles.scores}>
      {verdict.scores
        .filter(({ name }) => verdict.failing.includes(name))
        .map(({ name, value, why }) => (
          <Score key={name} name={inWords(name, words)} value={value} of={TOP} why={why} />
        ))}
      {verdict.advice && <p>{verdict.advice}</p>}
    </div>
  );
}
