/** A knowledge base is begun: what it is called, what for, and who may read it. */
import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import boards from "../boards/Boards.module.css";
import { slug } from "../campaigns/bring";
import styles from "./Library.module.css";

type Props = { onBegun: (base: string) => void; onClose?: (() => void) | undefined };

export function NewBase({ onBegun, onClose }: Props) {
  const { act, library: words } = useWords();
  const queries = useQueryClient();
  const [title, setTitle] = useState("");
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("");
  const [shared, setShared] = useState(true);
  const begin = useMutation({
    mutationFn: () =>
      told(client.POST("/api/bases", { body: { name, title: title.trim(), purpose, shared } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: asking("/api/bases").queryKey });
      onBegun(name);
    },
  });
  return (
    <form
      className={`${boards.panel} ${styles.form}`}
      aria-label={words.begin}
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate();
      }}
    >
      <h2>{words.begin}</h2>
      <Stack gap="sm">
        <TextInput
          label={words.baseTitle}
          placeholder={words.baseExample}
          value={title}
          maxLength={120}
          onChange={(event) => {
            const given = event.currentTarget.value;
            if (name === slug(title)) setName(slug(given));
            setTitle(given);
          }}
        />
        <TextInput
          label={words.baseName}
          description={words.baseNameHint}
          value={name}
          maxLength={40}
          required
          withAsterisk={false}
          onChange={(event) =>
            setName(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]/g, "-"))
          }
        />
        <TextInput
          label={words.purpose}
          value={purpose}
          maxLength={2000}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <Checkbox
          color="ink"
          label={words.shared}
          description={words.sharedHint}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Trouble error={begin.error} />
        <Group gap="xs">
          <Button type="submit" loading={begin.isPending} disabled={!name}>
            {words.begin}
          </Button>
          {onClose && (
            <Button variant="default" onClick={onClose}>
              {act.cancel}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
