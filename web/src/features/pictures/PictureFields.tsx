/** One picture of the form: how it looks, what it shows, its rights, and what `check` says of it. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { CaptionFinding, CaptionRow } from "../../api/types";
import { useWords } from "../../messages";
import form from "../../ui/Form.module.css";
import styles from "./PicturesPage.module.css";

type Props = {
  name: string;
  now: CaptionRow;
  findings: readonly CaptionFinding[];
  told: ReadonlyMap<string, string>;
  set: (change: Partial<CaptionRow>) => void;
};

export function PictureFields({ name, now, findings, told, set }: Props) {
  const words = useWords().captioning;
  const [open, setOpen] = useState(false);
  const texts = [
    ["people", words.people, words.several],
    ["keywords", words.keywords, words.several],
    ["holder", words.holder, undefined],
    ["licence", words.licence, undefined],
  ] as const;
  const inside = [...told.keys()].some((field) => field !== "caption");
  return (
    <li className={styles.picture} aria-label={now.file}>
      <Thumbnail name={name} file={now.file} />
      <div className={styles.fields}>
        <strong className={styles.file}>{now.file}</strong>
        <Textarea
          label={words.caption}
          placeholder={words.captionHint}
          autosize
          minRows={1}
          maxLength={2000}
          value={now.caption}
          error={told.get("caption")}
          onChange={(event) => set({ caption: event.currentTarget.value })}
        />
        {findings.length > 0 && (
          <ul className={form.found}>
            {findings.map(({ text, wrong }) => (
              <li key={text} className={wrong ? form.amiss : undefined}>
                {text}
              </li>
            ))}
          </ul>
        )}
        <details open={open || inside} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{words.rights}</summary>
          {(open || inside) && (
            <div className={form.pair}>
              {texts.map(([field, label, hint]) => (
                <TextInput
                  key={field}
                  label={label}
                  description={hint}
                  maxLength={2000}
                  value={now[field]}
                  error={told.get(field)}
                  onChange={(event) => set({ [field]: event.currentTarget.value })}
                />
              ))}
              <TextInput
                type={/^(\d{4}-\d\d-\d\d)?$/.test(now.expires) ? "date" : "text"}
                label={words.expires}
                value={now.expires}
                error={told.get("expires")}
                onChange={(event) => set({ expires: event.currentTarget.value })}
              />
              <Choice
                label={words.consent}
                value={now.people_consented}
                among={words.consents}
                error={told.get("people_consented")}
                set={(people_consented) => set({ people_consented })}
              />
              <Choice
                label={words.scale}
                value={now.scale}
                among={words.scales}
                error={told.get("scale")}
                set={(scale) => set({ scale })}
              />
            </div>
          )}
        </details>
      </div>
    </li>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  among: Record<string, string>;
  error: string | undefined;
  set: (value: string) => void;
};

/** One of a few; what else somebody wrote into the list is among them. */
function Choice({ label, value, among, error, set }: ChoiceProps) {
  const data = Object.entries(among).map(([one, shown]) => ({ value: one, label: shown }));
  if (!(value in among)) data.push({ value, label: value });
  return (
    <NativeSelect
      label={label}
      value={value}
      data={data}
      error={error}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

/** A picture, small; a clip and what no browser is sent a picture of have its place. */
function Thumbnail({ name, file }: { name: string; file: string }) {
  const words = useWords().captioning;
  const [unseen, setUnseen] = useState(false);
  if (unseen) return <div className={styles.unseen}>{words.unseen}</div>;
  const inner = file.split("/").map(encodeURIComponent).join("/");
  return (
    <img
      className={styles.thumbnail}
      src={`/api/campaigns/${name}/captions/pictures/${inner}?wide=320`}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setUnseen(true)}
    />
  );
}
