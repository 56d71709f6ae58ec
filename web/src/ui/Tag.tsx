/** A word in a pill: how something stands. */
import type { ReactNode } from "react";
import styles from "./Tag.module.css";

export type Tone = "plain" | "good" | "bad" | "wait";

export function Tag({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone] ?? ""}`}>{children}</span>;
}
