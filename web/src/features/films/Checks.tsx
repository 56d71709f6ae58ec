/** What was measured of a film: what failed first, with what to do. */
import type { Check } from "../../api/types";
import { useWords } from "../../messages";
import boards from "../boards/Boards.module.css";
import styles from "./Films.module.css";

export function Checks({ checks }: { checks: readonly Check[] }) {
  const words = useWords().films;
  const failed = checks.filter((one) => !one.ok && !one.skipped);
  const blocking = failed.filter((one) => one.blocking);
  const rest = checks.filter((one) => one.ok || one.skipped);
  if (checks.length === 0) return null;
  const told = blocking.length
    ? words.checksFailed(blocking.length)
    : failed.length
      ? words.checksMind(failed.length)
      : words.checksPassed(checks.length);
  return (
    <section className={boards.panel}>
      <h2>{told}</h2>
      {failed.length > 0 && <List checks={failed} />}
      <details>
        <summary>{words.measured}</summary>
        <List checks={rest} />
      </details>
    </section>
  );
}

function List({ checks }: { checks: readonly Check[] }) {
  const words = useWords().films;
  return (
    <ul className={styles.checks}>
      {checks.map(({ name, ok, skipped, blocking, measured, limit, act }) => (
        <li key={name}>
          <b>{name}</b>
          <span className={skipped ? "quiet" : ok ? styles.ok : blocking ? styles.no : styles.mind}>
            {skipped ? words.skipped : ok ? words.passed : blocking ? words.failed : words.mind}
          </span>
          <span className={`quiet ${styles.act}`}>{words.wanted(measured, limit)}</span>
          {!ok && act && <span className={styles.act}>{act}</span>}
        </li>
      ))}
    </ul>
  );
}
