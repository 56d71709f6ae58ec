/** The people that a campaign is kept to; an admin, or who began it, sets them. */
import { Button, Checkbox, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import { useWords } from "../../messages";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { useMay, useMe } from "../session/session";

export function Team({ name }: { name: string }) {
  const words = useWords();
  const me = useMe();
  const admin = useMay("admin");
  const editor = useMay("editor");
  const queries = useQueryClient();
  const entry = useQuery(asking("/api/campaigns/{name}", { path: { name } }));
  const [chosen, setChosen] = useState<string[]>();
  const people = useQuery({ ...asking("/api/people"), enabled: chosen !== undefined });
  const set = useMutation({
    mutationFn: (who: string[]) =>
      told(
        client.PUT("/api/campaigns/{name}/team", {
          params: { path: { name } },
          body: { people: who },
        }),
      ),
    onSuccess: () => {
      setChosen(undefined);
      return queries.invalidateQueries({ queryKey: ["/api/campaigns/{name}"] });
    },
  });
  if (!entry.data) return null;
  const team = entry.data.team;
  const may = admin || (editor && entry.data.created_by === me.name);
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {words.team.title}
      </Title>
      <Stack gap="sm">
        {team.length === 0 && <Text size="sm">{words.team.open}</Text>}
        {team.length > 0 && (
          <Group gap={6}>
            {team.map((person) => (
              <Tag key={person}>{person}</Tag>
            ))}
          </Group>
        )}
        {team.length > 0 && <Text size="sm">{words.team.kept}</Text>}
        {may && chosen === undefined && (
          <Group>
            <Button size="xs" variant="default" onClick={() => setChosen([...team])}>
              {words.team.change}
            </Button>
          </Group>
        )}
        {chosen !== undefined && (
          <>
            <Checkbox.Group
              label={words.team.who}
              description={words.team.hint}
              value={chosen}
              onChange={setChosen}
            >
              <Stack gap="xs" mt="xs">
                {(people.data ?? []).map((person) => (
                  <Checkbox key={person.name} value={person.name} label={person.name} />
                ))}
              </Stack>
            </Checkbox.Group>
            <Group gap="xs">
              <Button size="xs" loading={set.isPending} onClick={() => set.mutate(chosen)}>
                {words.act.save}
              </Button>
              <Button size="xs" variant="default" onClick={() => setChosen(undefined)}>
                {words.act.cancel}
              </Button>
            </Group>
          </>
        )}
        <Trouble error={set.error ?? people.error} />
      </Stack>
    </section>
  );
}
