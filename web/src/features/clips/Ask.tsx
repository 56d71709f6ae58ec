/** Asks for a clip: a few words, made more of where one likes, and a picture where one has it. */
import {
  Button,
  FileButton,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, send, told } from "../../api/client";
import type { PromptTemplate } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { PlayMark } from "../../ui/marks";
import { Trouble } from "../../ui/Trouble";
import { Price } from "../orders/Price";
import styles from "./Clips.module.css";
import { slots, Template } from "./Template";

const FORMATS = ["16:9", "9:16", "1:1", "4:5"];

type Picture = { id: string; name: string };

/** stands: a picture that the clip shall stand on from the start. */
export function Ask({ stands }: { stands?: Picture | undefined }) {
  const { clips: words, runs } = useWords();
  const queries = useQueryClient();
  const [preset, setPreset] = useState<string | null>(null);
  const [prompt, setPrompt] = useState("");
  const [text, setText] = useState<string>();
  const [format, setFormat] = useState("16:9");
  const [seconds, setSeconds] = useState(6);
  const [seed, setSeed] = useState(1);
  const [picture, setPicture] = useState(stands);
  const [base, setBase] = useState("");
  const [changed, setChanged] = useState<PromptTemplate>();
  const presets = useQuery(asking("/api/clips/presets"));
  const bases = useQuery(asking("/api/bases"));
  const ours = useQuery(asking("/api/clips/template"));
  const template = changed ?? ours.data;
  const enhance = useMutation({
    mutationFn: () =>
      told(client.POST("/api/clips/enhance", { body: { prompt, template: changed ?? null } })),
    onSuccess: (found) => setText(found.text),
  });
  const give = useMutation({
    mutationFn: async (file: File) => {
      const answer = await send(
        "PUT",
        `/api/clips/pictures/${encodeURIComponent(file.name)}`,
        file,
      );
      return (await answer.json()) as Picture;
    },
    onSuccess: (given) => {
      setPicture(given);
      setBase("");
    },
  });
  const make = useMutation({
    mutationFn: () =>
      told<unknown>(
        client.POST("/api/clips", {
          params: { header: { "Idempotency-Key": crypto.randomUUID() } },
          body: {
            prompt,
            text: text ?? "",
            template: text === undefined ? null : (changed ?? null),
            format,
            seconds,
            seed,
            picture: picture?.id ?? "",
            bases: base ? [base] : [],
          } as never,
        }),
      ),
    onSuccess: () => {
      setPreset(null);
      setPrompt("");
      setSeed(1);
      setText(undefined);
      setPicture(undefined);
      return queries.invalidateQueries({ queryKey: ["/api/clips"] });
    },
  });
  // A preset leaves places in braces; filmed as they stand, a clip would show the braces.
  const blanks = /\{\w+\}/.test(text ?? prompt);
  const begin = (id: string | null) => {
    setPreset(id);
    const found = presets.data?.find((one) => one.id === id);
    if (!found) return;
    const scaffold = found.scaffolds[0] ?? {};
    setPrompt(scaffold[chosen()] ?? scaffold.en ?? "");
    setFormat(found.format);
    setSeconds(found.seconds);
    setText(undefined);
  };
  return (
    <form
      className={styles.ask}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Stack gap="sm">
        <Textarea
          label={words.ask}
          placeholder={words.example}
          size="md"
          value={prompt}
          autosize
          minRows={2}
          maxLength={4000}
          onChange={(event) => setPrompt(event.currentTarget.value)}
        />
        {text !== undefined && (
          <Textarea
            label={words.enhanced}
            description={enhance.data?.fell_back ? enhance.data.why : undefined}
            value={text}
            autosize
            minRows={3}
            maxLength={4000}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Group align="end" gap="sm">
          <Select
            label={words.preset}
            placeholder={words.presetNone}
            data={(presets.data ?? []).map((one) => ({
              value: one.id,
              label: one.title[chosen()] ?? one.title.en ?? one.id,
            }))}
            value={preset}
            onChange={begin}
          />
          <Select
            label={words.format}
            w={100}
            data={FORMATS}
            value={format}
            allowDeselect={false}
            onChange={(value) => value && setFormat(value)}
          />
          <NumberInput
            label={words.seconds}
            w={100}
            min={2}
            max={60}
            value={seconds}
            onChange={(value) => typeof value === "number" && setSeconds(value)}
          />
          <NumberInput
            label={runs.run}
            w={100}
            min={1}
            max={9999}
            title={runs.runHint}
            value={seed}
            onChange={(value) => typeof value === "number" && setSeed(value)}
          />
          <FileButton accept="image/*" onChange={(file) => file && give.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" loading={give.isPending}>
                {picture ? picture.name : words.picture}
              </Button>
            )}
          </FileButton>
          {(bases.data ?? []).length > 0 && (
            <Select
              label={words.base}
              placeholder={words.baseNone}
              data={(bases.data ?? []).map((one) => one.facts.id)}
              value={base || null}
              clearable
              disabled={!!picture}
              onChange={(name) => setBase(name ?? "")}
            />
          )}
          <Button
            variant="default"
            disabled={!prompt.trim() || !template || slots(template) !== 1}
            loading={enhance.isPending}
            onClick={() => enhance.mutate()}
          >
            {words.enhance}
          </Button>
          <Button
            type="submit"
            leftSection={<PlayMark />}
            disabled={!prompt.trim() || blanks}
            loading={make.isPending}
          >
            {words.make}
          </Button>
        </Group>
        <Price what="clip" bases={picture ? [] : [base]} />
        {prompt.trim() && text === undefined && <Price what="enhance" />}
        {blanks && (
          <Text size="sm" className="quiet">
            {words.braces}
          </Text>
        )}
        {template && <Template template={template} onChange={setChanged} />}
        <Trouble error={make.error ?? enhance.error ?? give.error} />
      </Stack>
    </form>
  );
}
