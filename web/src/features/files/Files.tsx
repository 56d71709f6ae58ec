/** The files of a campaign: what the check finds, and each to be read, edited, added or removed. */
import { Alert, Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { asking, freshen, Problem } from "../../api/client";
import { useWords } from "../../messages";
import { PlusMark } from "../../ui/marks";
import { Busy, Empty } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { type Brought, fromDrop, fromInput, upload } from "../campaigns/bring";
import { Removal } from "../campaigns/Removal";
import { useMay } from "../session/session";
import { Codebook } from "./Codebook";
import { Editor } from "./Editor";
import { Erasure } from "./Erasure";
import { FileList } from "./FileList";
import styles from "./Files.module.css";
import { NewText } from "./Move";
import { placed } from "./places";

export default function Files() {
  const words = useWords();
  const { name } = useParams({ strict: false }) as { name: string };
  const { file } = useSearch({ strict: false }) as { file?: string };
  const navigate = useNavigate();
  const queries = useQueryClient();
  const editor = useMay("editor");
  const admin = useMay("admin");
  const [over, setOver] = useState(false);
  const path = { path: { name } };
  const files = useQuery(asking("/api/campaigns/{name}/files", path));
  const check = useQuery(asking("/api/campaigns/{name}/check", path));
  const add = useMutation({
    mutationFn: async (brought: Brought[]) => {
      const kept = placed(brought, files.data?.map((one) => one.path) ?? []);
      await upload(name, kept, () => {});
      return brought.flatMap((one, n) => {
        const to = kept[n]?.path ?? one.path;
        return to === one.path ? [] : [{ from: one.path, to }];
      });
    },
    onSettled: () => freshen(queries, name),
  });
  const open = (to: string) =>
    void navigate({ to: "/campaigns/$name/files", params: { name }, search: { file: to } });
  const all = files.data ?? [];
  const shown = all.find((one) => one.path === file);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same by keyboard.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(editor);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (editor) void fromDrop(event.dataTransfer).then((brought) => add.mutate(brought));
      }}
      className={over ? styles.over : undefined}
    >
      <Stack gap="lg">
        <Found
          check={check.error}
          done={check.isSuccess}
          open={open}
          paths={all.map((one) => one.path)}
        />
        <Codebook campaign={name} />
        <Trouble error={files.error} again={() => files.refetch()} />
        <Trouble error={add.error} />
        {add.data && add.data.length > 0 && (
          <Text role="status" size="sm">
            {add.data.length === 1
              ? words.places.kept(add.data[0]?.from ?? "", add.data[0]?.to ?? "")
              : words.places.keptMany(add.data.length, folders(add.data.map((one) => one.to)))}
          </Text>
        )}
        {files.isPending ? (
          <Busy />
        ) : (
          <div className={styles.two}>
            <div>
              <Group justify="space-between" mb="sm">
                {editor && (
                  <FileButton
                    multiple
                    onChange={(list) =>
                      add.mutate(fromInput(list as unknown as globalThis.FileList))
                    }
                  >
                    {(props) => (
                      <Button
                        {...props}
                        variant="default"
                        size="xs"
                        leftSection={<PlusMark />}
                        loading={add.isPending}
                      >
                        {words.files.add}
                      </Button>
                    )}
                  </FileButton>
                )}
                {editor && <NewText name={name} />}
                {editor && (
                  <Text size="xs" className={`quiet ${styles.hint}`}>
                    {words.files.drop}
                  </Text>
                )}
              </Group>
              <FileList files={all} open={file ?? ""} onOpen={open} />
            </div>
            <div className={styles.editor}>
              {shown ? (
                <Editor key={shown.path} name={name} file={shown} problem={check.error} />
              ) : (
                <Empty title={words.files.none}>{words.files.noneHint}</Empty>
              )}
            </div>
          </div>
        )}
        {admin && (
          <Group>
            <Erasure name={name} />
            <Removal name={name} />
          </Group>
        )}
      </Stack>
    </div>
  );
}

/** Where files are kept: "library, survey.csv". */
function folders(paths: readonly string[]): string {
  const tops = paths.map((path) => (path.includes("/") ? path.replace(/\/[^/]*$/, "") : path));
  return [...new Set(tops)].join(", ");
}

type FoundProps = { check: unknown; done: boolean; open: (path: string) => void; paths: string[] };

function Found({ check, done, open, paths }: FoundProps) {
  const words = useWords().files;
  if (done) {
    return (
      <Alert
        color="green"
        variant="light"
        role="status"
        styles={{
          root: { background: "var(--good-well)" },
          title: { color: "var(--good)", marginBottom: 0 },
        }}
        title={words.good}
      />
    );
  }
  if (!(check instanceof Problem) || check.status !== 422) return <Trouble error={check} />;
  const named = paths.filter((path) => check.message.includes(path)).slice(0, 5);
  return (
    <Alert
      color="red"
      role="alert"
      title={words.found}
      styles={{ root: { background: "var(--bad-well)" }, title: { color: "var(--bad)" } }}
    >
      <Text size="sm" style={{ whiteSpace: "pre-line" }}>
        {check.message}
      </Text>
      {named.length > 0 && (
        <Group gap="xs" mt="xs">
          {named.map((path) => (
            <Button key={path} size="xs" variant="default" onClick={() => open(path)}>
              {path}
            </Button>
          ))}
        </Group>
      )}
    </Alert>
  );
}
