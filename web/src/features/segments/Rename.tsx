/** A segment's name, edited in place; all else of it is evidence. */
import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../messages";
import { PenMark } from "../../ui/marks";
import { Trouble } from "../../ui/Trouble";
import { useEdit } from "../items/edits";
import type { Known } from "../items/items";
import { useMay } from "../session/session";
import type { Segment } from "./Segments";

type Props = { campaign: string; item: string; known: Known<Segment> };

export function Rename({ campaign, item, known }: Props) {
  const words = useWords();
  const editor = useMay("editor");
  const [name, setName] = useState<string>();
  const edit = useEdit<Segment>(campaign, "segment", item);
  if (name === undefined) {
    return (
      <Group gap={6} wrap="nowrap" align="start">
        <h2>{known.value.name}</h2>
        {editor && (
          <ActionIcon
            variant="subtle"
            color="ink"
            aria-label={words.segments.rename(known.value.name)}
            onClick={() => setName(known.value.name)}
          >
            <PenMark />
          </ActionIcon>
        )}
      </Group>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        edit.mutate(
          { value: { ...known.value, name }, version: known.version },
          { onSuccess: () => setName(undefined) },
        );
      }}
    >
      <TextInput
        label={words.segments.name}
        value={name}
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Trouble error={edit.error} />
      <Group gap="xs" mt="xs">
        <Button type="submit" size="xs" loading={edit.isPending} disabled={!name.trim()}>
          {words.act.save}
        </Button>
        <Button size="xs" variant="default" onClick={() => setName(undefined)}>
          {words.act.cancel}
        </Button>
      </Group>
    </form>
  );
}
