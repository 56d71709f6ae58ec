/** Who may do what in a knowledge base; its owner, or an admin of the house, says so. */
import { Button, Group, Select, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import type { BaseListing } from "../../api/types";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import boards from "../boards/Boards.module.css";

type Role = NonNullable<BaseListing["role"]>;

const ROLES: Role[] = ["reader", "curator", "owner"];

export function Access({ base }: { base: BaseListing }) {
  const { access: words, act } = useWords();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const people = useQuery({ ...asking("/api/people"), enabled: open });
  const give = useMutation({
    mutationFn: (wanted: { person: string; role: Role | "none" }) =>
      told(
        client.PUT("/api/bases/{base}/access", {
          params: { path: { base: base.facts.id } },
          body: wanted,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: asking("/api/bases").queryKey }),
  });
  if (!open) {
    return (
      <Group>
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {words.title}
        </Button>
      </Group>
    );
  }
  const has = Object.entries(base.facts.grants).sort(([a], [b]) => a.localeCompare(b));
  const others = ["*", ...(people.data ?? []).map((person) => person.name)].filter(
    (name) => !(name in base.facts.grants),
  );
  const called = (name: string) => (name === "*" ? words.everybody : name);
  const roles = ROLES.map((role) => ({ value: role, label: words.roles[role] }));
  return (
    <section className={boards.panel}>
      <h2>{words.title}</h2>
      <Stack gap="sm">
        <p className="quiet">{words.hint}</p>
        {has.map(([name, role]) => (
          <Select
            key={name}
            label={called(name)}
            value={role}
            allowDeselect={false}
            disabled={give.isPending}
            data={[...roles, { value: "none", label: words.none }]}
            onChange={(value) =>
              value && give.mutate({ person: name, role: value as Role | "none" })
            }
          />
        ))}
        <Select
          label={words.add}
          value={null}
          disabled={give.isPending}
          data={others.map((name) => ({ value: name, label: called(name) }))}
          onChange={(name) => name && give.mutate({ person: name, role: "reader" })}
        />
        <Trouble error={give.error ?? people.error} />
        <Group>
          <Button size="xs" variant="default" onClick={() => setOpen(false)}>
            {act.close}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
