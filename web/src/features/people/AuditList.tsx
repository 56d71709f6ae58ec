/** Lines of an audit: when, who, what. */
import type { AuditEntry } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { inWords, thingInWords } from "../../messages/codes";
import { moment } from "../../ui/when";
import styles from "./People.module.css";

export function AuditList({ lines }: { lines: readonly AuditEntry[] }) {
  const words = useWords();
  return (
    <ol className={styles.audit}>
      {lines.map(({ number, at, who, what, thing, detail, why }) => (
        <li key={number}>
          <span className={`quiet num ${styles.when}`}>{moment(at, chosen())}</span>
          <span>
            <b>{who}</b> {inWords(what, words)}
          </span>
          <span className={styles.thing}>
            {thingInWords(thing, words)}
            {detail && detail !== thing && <span className="quiet"> {detail}</span>}
            {why && <em> {why}</em>}
          </span>
        </li>
      ))}
    </ol>
  );
}
