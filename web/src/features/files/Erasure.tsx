/** Erases one respondent: what is kept of them is shown first, and goes once that is confirmed. */
import { Button, List, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, freshen, told } from "../../api/client";
import type { components } from "../../api/schema";
import { useWords } from "../../messages";
import { Confirm } from "../../ui/Confirm";
import { Trouble } from "../../ui/Trouble";

type Erased = components["schemas"]["Erasure"];

export function Erasure({ name }: { name: string }) {
  const words = useWords().erasure;
  const [asked, setAsked] = useState(false);
  const [respondent, setRespondent] = useState("");
  const queries = useQueryClient();
  const erase = useMutation({
    mutationFn: (yes: boolean) =>
      told(
        client.POST("/api/campaigns/{name}/erasure", {
          params: { path: { name } },
          body: { respondent, yes },
        }),
      ),
    onSuccess: (found) => (found.done ? freshen(queries, name) : undefined),
  });
  const found = erase.data;
  const close = () => {
    setAsked(false);
    setRespondent("");
    erase.reset();
  };
  return (
    <div>
      <Button variant="subtle" color="red" size="xs" onClick={() => setAsked(true)}>
        {words.open}
      </Button>
      <Confirm
        opened={asked}
        onClose={close}
        title={words.open}
        act={found?.done ? words.close : found ? words.act : words.look}
        busy={erase.isPending}
        disabled={!respondent.trim()}
        onConfirm={() => (found?.done ? close() : erase.mutate(Boolean(found)))}
      >
        <Stack>
          <Text size="sm">{words.hint}</Text>
          <TextInput
            label={words.who}
            description={words.whoHint}
            value={respondent}
            disabled={found?.done}
            onChange={(event) => {
              setRespondent(event.currentTarget.value);
              erase.reset();
            }}
            data-autofocus
          />
          <Trouble error={erase.error} />
          {found && <Told found={found} />}
        </Stack>
      </Confirm>
    </div>
  );
}

function Told({ found }: { found: Erased }) {
  const words = useWords().erasure;
  const goes = [
    ...Object.entries(found.rows).map(([file, rows]) => words.rows(file, rows)),
    words.results(found.results),
    words.kept(found.kept + found.files.length),
  ];
  return (
    <Stack gap="xs" role="status">
      <Text size="sm" fw={600}>
        {found.done ? words.done : words.goes}
      </Text>
      <List size="sm">
        {(found.done ? found.steps : goes).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {found.done && <Text size="sm">{words.stale(found.stale.length)}</Text>}
      <Lines title={words.left} lines={found.left} />
      <Lines title={words.beyond} lines={found.beyond} />
    </Stack>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </div>
  );
}
