/** What films say in their other languages: each sentence beside its translation. */
import { Button, Group, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, freshen, told } from "../../api/client";
import type { Translation } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { Busy } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import { Section } from "./Section";

export function Translations({ name }: { name: string }) {
  const found = useQuery(asking("/api/campaigns/{name}/translations", { path: { name } }));
  const words = useWords().told;
  return (
    <>
      {found.isPending && (
        <div role="status" aria-label={words.translating}>
          <Busy />
        </div>
      )}
      <Trouble error={found.error} again={() => found.refetch()} />
      {found.data?.map((one) => (
        <Language key={`${one.language} ${one.version}`} name={name} found={one} />
      ))}
    </>
  );
}

function Language({ name, found }: { name: string; found: Translation }) {
  const { translated: words, ...all } = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const [now, setNow] = useState<Record<string, string>>({});
  const save = useMutation({
    mutationFn: (lines: Translation["lines"]) =>
      told(
        client.PUT("/api/campaigns/{name}/translations", {
          params: { path: { name } },
          body: { ...found, lines },
        }),
      ),
    onSuccess: () => freshen(queries, name),
  });
  const language = new Intl.DisplayNames(chosen(), { type: "language" }).of(found.language);
  const lacking = found.lines.filter(({ said }) => !said);
  const field = ({ text, said }: Translation["lines"][number]) => (
    <Textarea
      key={text}
      label={text}
      lang={found.language}
      value={now[text] ?? said}
      autosize
      minRows={1}
      maxLength={2000}
      readOnly={!editor}
      onChange={(event) => setNow({ ...now, [text]: event.currentTarget.value })}
    />
  );
  const changed = found.lines
    .map((line) => ({ ...line, said: (now[line.text] ?? line.said).trim() }))
    .filter(({ said }, n) => said !== found.lines[n]?.said);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length > 0) save.mutate(changed);
      }}
    >
      <Section
        title={words.title(language ?? found.language)}
        hint={lacking.length > 0 ? words.lacking(lacking.length) : words.whole}
      >
        {lacking.map(field)}
        {lacking.length < found.lines.length && (
          <details>
            <summary>{words.there(found.lines.length - lacking.length)}</summary>
            {found.lines.filter(({ said }) => said).map(field)}
          </details>
        )}
        <Trouble error={save.error} />
        {editor && (
          <Group>
            <Button type="submit" disabled={changed.length === 0} loading={save.isPending}>
              {words.save}
            </Button>
            <span className="quiet" role="status">
              {changed.length > 0 ? all.files.unsaved : ""}
            </span>
          </Group>
        )}
      </Section>
    </form>
  );
}
