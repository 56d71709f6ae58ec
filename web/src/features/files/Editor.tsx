/** A file: its text to edit, or its picture; kept only while nobody else changed it. */
import { Button, Group, Textarea, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { freshen, Problem, send } from "../../api/client";
import type { CampaignFile } from "../../api/types";
import { useWords } from "../../messages";
import { Confirm } from "../../ui/Confirm";
import { DownMark } from "../../ui/marks";
import { Busy, Empty } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import { fileAddress, isPicture, isText } from "./FileList";
import styles from "./Files.module.css";
import { Move } from "./Move";

type Props = { name: string; file: CampaignFile; problem: unknown };

export function Editor({ name, file, problem }: Props) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const address = fileAddress(name, file.path);
  const remove = useMutation({
    mutationFn: () => send("DELETE", address, null, { "If-Match": `"${file.version}"` }),
    onSuccess: async () => {
      await freshen(queries, name);
      await navigate({ to: "/campaigns/$name/files", params: { name }, search: {} });
    },
  });
  return (
    <section>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h4" className={styles.path}>
          {file.path}
        </Title>
        <Group gap="xs">
          <Button
            component="a"
            href={address}
            download
            size="xs"
            variant="default"
            leftSection={<DownMark />}
          >
            {words.files.download}
          </Button>
          {editor && <Move name={name} file={file} />}
          {editor && (
            <Button size="xs" variant="default" onClick={() => setAsked(true)}>
              {words.act.remove}
            </Button>
          )}
        </Group>
      </Group>
      <Trouble error={remove.error} />
      {isText(file) && <TextEditor name={name} file={file} problem={problem} />}
      {!isText(file) && isPicture(file) && (
        <img
          className={styles.picture}
          src={`${address}?${file.version.slice(0, 12)}`}
          alt={words.files.picture(file.path)}
        />
      )}
      {!isText(file) && !isPicture(file) && <Empty title={words.files.noPreview} />}
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={words.files.removeTitle(file.path)}
        act={words.act.remove}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSettled: () => setAsked(false) })}
      >
        {words.files.removeHint}
      </Confirm>
    </section>
  );
}

function TextEditor({ name, file, problem }: Props) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const address = fileAddress(name, file.path);
  const key = ["file", name, file.path];
  const read = useQuery({
    queryKey: key,
    queryFn: async () => {
      const response = await fetch(address);
      if (!response.ok) throw new Problem(response.status, "NotFound", file.path);
      return { text: await response.text(), version: response.headers.get("ETag") ?? "" };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [edited, setEdited] = useState<string>();
  const save = useMutation({
    mutationFn: (text: string) =>
      send("PUT", address, text, { "If-Match": read.data?.version ?? "" }),
    onSuccess: async () => {
      await queries.refetchQueries({ queryKey: key });
      setEdited(undefined);
      await freshen(queries, name);
    },
  });
  const conflict = save.error instanceof Problem && save.error.status === 409;
  const message = problem instanceof Problem ? problem.message : "";
  const named = message.includes(file.path);
  if (read.isPending) return <Busy />;
  if (read.error) return <Trouble error={read.error} again={() => read.refetch()} />;
  const dirty = edited !== undefined && edited !== read.data.text;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty) save.mutate(edited);
      }}
      onKeyDown={(event) => {
        if ((event.metaKey || event.ctrlKey) && event.key === "s") {
          event.preventDefault();
          if (dirty) save.mutate(edited);
        }
      }}
    >
      <Textarea
        aria-label={words.files.text(file.path)}
        value={edited ?? read.data.text}
        onChange={(event) => setEdited(event.currentTarget.value)}
        readOnly={!editor}
        autosize
        minRows={14}
        maxRows={34}
        spellCheck={false}
        error={named && !dirty ? message : undefined}
        classNames={{ input: styles.text }}
      />
      {conflict ? (
        <Group mt="sm">
          <span role="alert">{words.files.replace}</span>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              save.reset();
              setEdited(undefined);
              void read.refetch();
            }}
          >
            {words.files.theirs}
          </Button>
        </Group>
      ) : (
        <Trouble error={save.error} />
      )}
      {editor && (
        <Group mt="sm">
          <Button type="submit" disabled={!dirty} loading={save.isPending}>
            {words.act.save}
          </Button>
          <span className="quiet" role="status">
            {dirty ? words.files.unsaved : save.isSuccess ? words.files.saved : ""}
          </span>
        </Group>
      )}
    </form>
  );
}
