/** The fields of brand.toml: what is seen, and how the brand speaks. */
import { ColorInput, NativeSelect, NumberInput, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import type { CampaignFacts } from "../../api/types";
import { chosen, useWords } from "../../messages";
import form from "../../ui/Form.module.css";
import styles from "./FactsPage.module.css";
import { accents } from "./facts";
import { LogoField } from "./LogoField";
import { type Given, Section } from "./Section";

type Brand = CampaignFacts["brand"];

export function BrandFields({ now, says, set, editable, name }: Given & { name: string }) {
  const { brand: words } = useWords().facts;
  const { brand } = now;
  const change = (to: Partial<Brand>) => set({ brand: { ...brand, ...to } });
  const colours = Object.entries(words.palette) as [keyof Brand["palette"], string][];
  return (
    <Section title={words.title} hint={words.hint}>
      <div className={form.pair}>
        <TextInput
          label={words.name}
          value={brand.name}
          error={says("brand.name")}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={words.tagline}
          value={brand.tagline}
          error={says("brand.tagline")}
          onChange={(event) => change({ tagline: event.currentTarget.value })}
        />
      </div>
      <LogoField
        name={name}
        logo={brand.logo}
        error={says("brand.logo")}
        editable={editable}
        set={(logo) => change({ logo })}
      />
      <div className={styles.colours}>
        {colours.map(([colour, label]) => (
          <ColorInput
            key={colour}
            label={label}
            value={brand.palette[colour]}
            withEyeDropper={false}
            fixOnBlur={false}
            error={says(`brand.palette.${colour}`)}
            onChange={(value) => change({ palette: { ...brand.palette, [colour]: value } })}
          />
        ))}
      </div>
    </Section>
  );
}

export function VoiceFields({ now, says, set, name }: Given & { name: string }) {
  const { voice: words, enter } = useWords().facts;
  const names = new Intl.DisplayNames(chosen(), { type: "language" });
  const files = useQuery(asking("/api/campaigns/{name}/files", { path: { name } }));
  const { brand } = now;
  const change = (to: Partial<Brand>) => set({ brand: { ...brand, ...to } });
  const voice = (to: Partial<Brand["voice"]>) => change({ voice: { ...brand.voice, ...to } });
  const tunes = (files.data ?? [])
    .filter((file) => file.media_type.startsWith("audio/") && !file.path.startsWith("voice/"))
    .map((file) => file.path);
  const own = [...new Set([...tunes, ...(brand.music in words.moods ? [] : [brand.music])])];
  const lists = [
    ["tone", words.tone, undefined],
    ["say", words.say, undefined],
    ["never_say", words.never, words.neverHint],
  ] as const;
  return (
    <Section title={words.title} hint={words.hint}>
      {lists.map(([list, label, hint]) => (
        <TagsInput
          key={list}
          label={label}
          description={hint}
          placeholder={brand[list].length ? "" : enter}
          value={brand[list]}
          acceptValueOnBlur
          splitChars={[]}
          error={says(`brand.${list}`)}
          onChange={(value) => change({ [list]: value })}
        />
      ))}
      <div className={form.pair}>
        <NativeSelect
          label={words.accent}
          value={brand.voice.accent}
          error={says("brand.voice.accent")}
          data={[{ value: "", label: words.anyAccent }, ...accents(names, brand.voice.accent)]}
          onChange={(event) => voice({ accent: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.sex}
          value={brand.voice.sex}
          error={says("brand.voice.sex")}
          data={Object.entries(words.sexes).map(([value, label]) => ({ value, label }))}
          onChange={(event) => voice({ sex: event.currentTarget.value as Brand["voice"]["sex"] })}
        />
        <NumberInput
          label={words.speed}
          min={80}
          max={260}
          step={5}
          clampBehavior="none"
          allowDecimal={false}
          value={brand.voice.speed}
          error={says("brand.voice.speed")}
          onChange={(value) => typeof value === "number" && voice({ speed: value })}
        />
        <NativeSelect
          label={words.music}
          value={brand.music}
          error={says("brand.music")}
          data={[
            ...Object.entries(words.moods).map(([value, label]) => ({ value, label })),
            ...own.map((path) => ({ value: path, label: path })),
          ]}
          onChange={(event) => change({ music: event.currentTarget.value })}
        />
      </div>
    </Section>
  );
}
