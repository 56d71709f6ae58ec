/** Another name or folder for a file, and new files of text. */
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { freshen, Problem, send } from "../../api/client";
import type { CampaignFile } from "../../api/types";
import { useWords } from "../../messages";
import { Confirm } from "../../ui/Confirm";
import { PlusMark } from "../../ui/marks";
import { Trouble } from "../../ui/Trouble";
import { fileAddress } from "../campaigns/bring";

const NEW = { "If-None-Match": "*" };

/** A file that is there gets another path. */
export function Move({ name, file }: { name: string; file: CampaignFile }) {
  const words = useWords();
  return (
    <Named
      name={name}
      label={words.places.move}
      title={words.places.moveTitle(file.path)}
      first={file.path}
      act={async (path) => {
        const from = fileAddress(name, file.path);
        const response = await fetch(from);
        if (!response.ok) throw new Problem(response.status, "NotFound", file.path);
        await send("PUT", fileAddress(name, path), await response.blob(), NEW);
        await send("DELETE", from, null, { "If-Match": `"${file.version}"` });
      }}
    />
  );
}

/** A text that is not there yet, to be written on the page. */
export function NewText({ name }: { name: string }) {
  const words = useWords();
  return (
    <Named
      name={name}
      label={words.places.fresh}
      title={words.places.freshTitle}
      first=""
      act={async (path) => {
        await send("PUT", fileAddress(name, path), "", NEW);
      }}
    />
  );
}

type NamedProps = {
  name: string;
  label: string;
  title: string;
  first: string;
  act: (path: string) => Promise<void>;
};

function Named({ name, label, title, first, act }: NamedProps) {
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [path, setPath] = useState<string>();
  const done = useMutation({
    mutationFn: (to: string) => act(to),
    onSuccess: async (_, to) => {
      setPath(undefined);
      await navigate({ to: "/campaigns/$name/files", params: { name }, search: { file: to } });
      await freshen(queries, name);
    },
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={first ? undefined : <PlusMark />}
        onClick={() => {
          done.reset();
          setPath(first);
        }}
      >
        {label}
      </Button>
      <Confirm
        opened={path !== undefined}
        onClose={() => setPath(undefined)}
        title={title}
        act={label}
        busy={done.isPending}
        disabled={!path?.trim() || path.trim() === first}
        onConfirm={() => path && done.mutate(path.trim())}
      >
        <TextInput
          label={words.places.path}
          description={words.places.pathHint}
          value={path ?? ""}
          maxLength={200}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Trouble error={done.error} />
      </Confirm>
    </>
  );
}
