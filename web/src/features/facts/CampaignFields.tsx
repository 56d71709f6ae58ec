/** The fields of campaign.toml. */
import {
  Checkbox,
  MultiSelect,
  NativeSelect,
  NumberInput,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { chosen, useWords } from "../../messages";
import form from "../../ui/Form.module.css";
import styles from "./FactsPage.module.css";
import { fresh, languages } from "./facts";
import { Rows } from "./Rows";
import { type Given, Section } from "./Section";

export function About({ now, says, set }: Given) {
  const { facts: words } = useWords();
  const names = new Intl.DisplayNames(chosen(), { type: "language" });
  return (
    <Section title={words.about.title} hint={words.about.hint}>
      <TextInput
        label={words.about.name}
        value={now.name}
        error={says("name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <div className={form.pair}>
        <TextInput
          label={words.about.product}
          description={words.about.productHint}
          value={now.product}
          error={says("product")}
          onChange={(event) => set({ product: event.currentTarget.value })}
        />
        <TextInput
          label={words.about.goal}
          description={words.about.goalHint}
          value={now.goal}
          error={says("goal")}
          onChange={(event) => set({ goal: event.currentTarget.value })}
        />
      </div>
      <div className={form.pair}>
        <TextInput
          label={words.about.category}
          value={now.category}
          error={says("category")}
          onChange={(event) => set({ category: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.language}
          value={now.language}
          error={says("language")}
          data={languages(names, [now.language])}
          onChange={(event) => set({ language: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={words.about.audience}
        value={now.audience}
        error={says("audience")}
        onChange={(event) => set({ audience: event.currentTarget.value })}
      />
    </Section>
  );
}

export function Call({ now, says, set }: Given) {
  const { call: words } = useWords().facts;
  const change = (to: Partial<typeof now.call>) => set({ call: { ...now.call, ...to } });
  return (
    <Section title={words.title} hint={words.hint}>
      <div className={form.pair}>
        <TextInput
          label={words.text}
          description={words.textHint}
          value={now.call.text}
          error={says("call.text")}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <TextInput
          type="url"
          label={words.link}
          description={words.linkHint}
          value={now.call.link}
          error={says("call.link")}
          onChange={(event) => change({ link: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={words.spoken}
        value={now.call.spoken}
        error={says("call.spoken")}
        onChange={(event) => change({ spoken: event.currentTarget.value })}
      />
    </Section>
  );
}

export function Offers({ now, says, set, editable }: Given) {
  const { offers: words } = useWords().facts;
  return (
    <Section title={words.title} hint={words.hint}>
      <Rows
        rows={now.offers}
        words={words}
        editable={editable}
        blank={() => ({
          place: fresh(),
          name: "",
          text: "",
          price: "",
          terms: "",
          until: "",
          answers: [],
        })}
        onChange={(offers) => set({ offers })}
      >
        {(row, n, change) => (
          <>
            <TextInput
              label={words.name}
              value={row.name}
              error={says(`offers.${n}.name`)}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <Textarea
              label={words.text}
              value={row.text}
              autosize
              minRows={2}
              error={says(`offers.${n}.text`)}
              onChange={(event) => change({ text: event.currentTarget.value })}
            />
            <div className={form.pair}>
              <TextInput
                label={words.price}
                value={row.price}
                error={says(`offers.${n}.price`)}
                onChange={(event) => change({ price: event.currentTarget.value })}
              />
              <TextInput
                label={words.terms}
                placeholder={words.termsHint}
                value={row.terms}
                error={says(`offers.${n}.terms`)}
                onChange={(event) => change({ terms: event.currentTarget.value })}
              />
            </div>
            <TextInput
              type="date"
              label={words.until}
              description={words.untilHint}
              value={row.until}
              error={says(`offers.${n}.until`)}
              onChange={(event) => change({ until: event.currentTarget.value })}
            />
            <Answers row={row} told={says(`offers.${n}.answers`)} change={change} />
          </>
        )}
      </Rows>
    </Section>
  );
}

export function Proofs({ now, says, set, editable }: Given) {
  const { proofs: words } = useWords().facts;
  return (
    <Section title={words.title} hint={words.hint}>
      <Rows
        rows={now.proofs}
        words={words}
        editable={editable}
        blank={() => ({ place: fresh(), claim: "", short: "", substantiation: "", answers: [] })}
        onChange={(proofs) => set({ proofs })}
      >
        {(row, n, change) => (
          <>
            <Textarea
              label={words.claim}
              value={row.claim}
              autosize
              minRows={1}
              error={says(`proofs.${n}.claim`)}
              onChange={(event) => change({ claim: event.currentTarget.value })}
            />
            <TextInput
              label={words.short}
              description={words.shortHint}
              value={row.short}
              error={says(`proofs.${n}.short`)}
              onChange={(event) => change({ short: event.currentTarget.value })}
            />
            <Textarea
              label={words.substantiation}
              placeholder={words.sourceHint}
              value={row.substantiation}
              autosize
              minRows={2}
              error={says(`proofs.${n}.substantiation`)}
              onChange={(event) => change({ substantiation: event.currentTarget.value })}
            />
            <Answers row={row} told={says(`proofs.${n}.answers`)} change={change} />
          </>
        )}
      </Rows>
    </Section>
  );
}

export function Moments({ now, says, set, editable }: Given) {
  const { moments: words, onePerLine } = useWords().facts;
  return (
    <Section title={words.title} hint={words.hint}>
      <Rows
        rows={now.moments}
        words={words}
        editable={editable}
        blank={() => ({
          place: fresh(),
          when: "before" as const,
          head: "",
          spoken: [],
          seen: "",
          answers: [],
        })}
        onChange={(moments) => set({ moments })}
      >
        {(row, n, change) => (
          <>
            <div className={form.pair}>
              <TextInput
                label={words.head}
                value={row.head}
                error={says(`moments.${n}.head`)}
                onChange={(event) => change({ head: event.currentTarget.value })}
              />
              <NativeSelect
                label={words.when}
                value={row.when}
                error={says(`moments.${n}.when`)}
                data={Object.entries(words.whens).map(([value, label]) => ({ value, label }))}
                onChange={(event) => change({ when: event.currentTarget.value as typeof row.when })}
              />
            </div>
            <Textarea
              label={words.spoken}
              placeholder={onePerLine}
              value={row.spoken.join("\n")}
              autosize
              minRows={2}
              error={says(`moments.${n}.spoken`)}
              onChange={(event) =>
                change({
                  spoken: event.currentTarget.value ? event.currentTarget.value.split("\n") : [],
                })
              }
            />
            <TextInput
              label={words.seen}
              value={row.seen}
              error={says(`moments.${n}.seen`)}
              onChange={(event) => change({ seen: event.currentTarget.value })}
            />
            <Answers row={row} told={says(`moments.${n}.answers`)} change={change} />
          </>
        )}
      </Rows>
    </Section>
  );
}

type AnswersProps = {
  row: { answers: string[] };
  told: string | undefined;
  change: (to: { answers: string[] }) => void;
};

/** Words of the needs that a row answers: they decide whom it is told to. */
function Answers({ row, told, change }: AnswersProps) {
  const { answers: words, enter } = useWords().facts;
  return (
    <TagsInput
      label={words.label}
      description={words.hint}
      placeholder={row.answers.length ? "" : enter}
      value={row.answers}
      acceptValueOnBlur
      splitChars={[]}
      error={told}
      onChange={(answers) => change({ answers })}
    />
  );
}

export function WantedFilms({ now, says, set }: Given) {
  const { wanted: words } = useWords().facts;
  const names = new Intl.DisplayNames(chosen(), { type: "language" });
  const change = (to: Partial<typeof now.wanted>) => set({ wanted: { ...now.wanted, ...to } });
  return (
    <Section title={words.title} hint={words.hint}>
      <NumberInput
        label={words.seconds}
        w={260}
        min={6}
        max={60}
        clampBehavior="none"
        value={now.wanted.seconds}
        error={says("wanted.seconds")}
        onChange={(value) => typeof value === "number" && change({ seconds: value })}
      />
      <Checkbox.Group
        label={words.formats}
        value={now.wanted.formats}
        error={says("wanted.formats")}
        onChange={(formats) => change({ formats })}
      >
        <div className={styles.formats}>
          {Object.entries(words.shapes).map(([value, shape]) => (
            <Checkbox key={value} value={value} label={`${value} ${shape}`} />
          ))}
        </div>
      </Checkbox.Group>
      <MultiSelect
        label={words.languages}
        searchable
        value={now.wanted.languages}
        error={says("wanted.languages")}
        data={languages(names, now.wanted.languages)}
        onChange={(all) => change({ languages: all })}
      />
    </Section>
  );
}
