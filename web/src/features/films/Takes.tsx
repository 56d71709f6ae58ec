/** What the judge says of the take that each scene was cut from. */
import type { Film } from "../../api/types";
import { useWords } from "../../messages";
import { Score } from "../../ui/Bars";
import { Tag } from "../../ui/Tag";
import boards from "../boards/Boards.module.css";
import styles from "./Films.module.css";

const TOP = 10;

export function Takes({ takes }: { takes: Film["takes"] }) {
  const words = useWords().films;
  const judged = takes.filter((take) => take.verdict);
  if (judged.length === 0) return null;
  return (
    <section className={boards.panel}>
      <h2>{words.judge}</h2>
      {judged.map(({ scene, attempt, verdict, needs_person: needs }) => (
        <details key={scene} open={needs}>
          <summary>
            {words.take(scene, attempt)} {needs && <Tag tone="wait">{words.look}</Tag>}
          </summary>
          <div className={styles.scores}>
            {verdict?.scores.map(({ name, value, why }) => (
              <Score key={name} name={name} value={value} of={TOP} why={why} />
            ))}
            {verdict?.advice && <p>{verdict.advice}</p>}
          </div>
        </details>
      ))}
    </section>
  );
}
