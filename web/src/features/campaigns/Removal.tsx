/** Takes a campaign off the list, after its name was typed. */
import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { client, told } from "../../api/client";
import { useWords } from "../../messages";
import { Confirm } from "../../ui/Confirm";
import { Trouble } from "../../ui/Trouble";

export function Removal({ name }: { name: string }) {
  const words = useWords().removal;
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState("");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => told(client.DELETE("/api/campaigns/{name}", { params: { path: { name } } })),
    onSuccess: async () => {
      await navigate({ to: "/campaigns" });
      await queries.invalidateQueries({ queryKey: ["/api/campaigns"] });
    },
  });
  return (
    <div>
      <Button variant="subtle" color="red" size="xs" onClick={() => setAsked(true)}>
        {words.act}
      </Button>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={words.title(name)}
        act={words.act}
        busy={remove.isPending}
        disabled={typed !== name}
        onConfirm={() => remove.mutate()}
      >
        <Stack>
          <Text size="sm">{words.hint}</Text>
          <TextInput
            label={words.name}
            placeholder={name}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
          <Trouble error={remove.error} />
        </Stack>
      </Confirm>
    </div>
  );
}
