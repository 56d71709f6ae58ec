/** A part of the form: what it is about beside its fields. */
import type { ReactNode } from "react";
import type { CampaignFacts } from "../../api/types";
import styles from "./FactsPage.module.css";
import type { Told } from "./facts";

/** What every part of the form is given. */
export type Given = {
  now: CampaignFacts;
  says: Told;
  editable: boolean;
  set: (change: Partial<CampaignFacts>) => void;
};

type Props = { title: string; hint: string; children: ReactNode };

export function Section({ title, hint, children }: Props) {
  return (
    <section className={styles.section} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p className="quiet">{hint}</p>
      </header>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
