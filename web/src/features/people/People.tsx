/** People of the house and their roles; an admin adds and changes them. */
import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import type { Duty, Person } from "../../api/types";
import { useWords } from "../../messages";
import { Busy, Page } from "../../ui/Page";
import { Secret } from "../../ui/Secret";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { useMay, useMe } from "../session/session";
import styles from "./People.module.css";

export const DUTIES: Duty[] = ["viewer", "editor", "approver", "admin"];
const query = asking("/api/people");

export default function People() {
  const words = useWords();
  const admin = useMay("admin");
  const found = useQuery(query);
  return (
    <Page title={words.nav.people} lead={words.people.lead}>
      <Stack gap="xl">
        <Trouble error={found.error} again={() => found.refetch()} />
        {found.isPending && <Busy />}
        <ul className={styles.list}>
          {(found.data ?? []).map((person) => (
            <Entry key={person.name} person={person} admin={admin} />
          ))}
        </ul>
        {admin && <Add />}
      </Stack>
    </Page>
  );
}

function Entry({ person, admin }: { person: Person; admin: boolean }) {
  const words = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [roles, setRoles] = useState<Duty[]>();
  const change = useMutation({
    mutationFn: (body: { roles?: Duty[]; active?: boolean }) =>
      told(
        client.PATCH("/api/people/{name}", {
          params: { path: { name: person.name } },
          body: body as never,
        }),
      ),
    onSuccess: () => {
      setRoles(undefined);
      return queries.invalidateQueries({ queryKey: query.queryKey });
    },
  });
  return (
    <li className={person.active ? undefined : styles.off}>
      <b>{person.name}</b>
      {roles ? (
        <Roles value={roles} onChange={setRoles} />
      ) : (
        <Group gap={6}>
          {person.roles.map((role) => (
            <Tag key={role}>{words.roles[role]}</Tag>
          ))}
          {!person.active && <Tag tone="bad">{words.people.inactive}</Tag>}
        </Group>
      )}
      {admin && (
        <Group gap="xs">
          {roles ? (
            <>
              <Button
                size="xs"
                loading={change.isPending}
                disabled={roles.length === 0}
                onClick={() => change.mutate({ roles })}
              >
                {words.act.save}
              </Button>
              <Button size="xs" variant="default" onClick={() => setRoles(undefined)}>
                {words.act.cancel}
              </Button>
            </>
          ) : (
            <>
              <Button
                size="xs"
                variant="default"
                aria-label={words.people.rolesOf(person.name)}
                onClick={() => setRoles([...person.roles])}
              >
                {words.people.roles}
              </Button>
              {person.name !== me.name && (
                <Button
                  size="xs"
                  variant="default"
                  loading={change.isPending}
                  onClick={() => change.mutate({ active: !person.active })}
                >
                  {person.active ? words.people.disable : words.people.enable}
                </Button>
              )}
            </>
          )}
        </Group>
      )}
      <Trouble error={change.error} />
    </li>
  );
}

export function Roles({ value, onChange }: { value: Duty[]; onChange: (roles: Duty[]) => void }) {
  const words = useWords();
  return (
    <Checkbox.Group
      aria-label={words.people.roles}
      value={value}
      onChange={(roles) => onChange(roles as Duty[])}
    >
      <Group gap="md">
        {DUTIES.map((duty) => (
          <Checkbox key={duty} value={duty} label={words.roles[duty]} color="ink" />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function Add() {
  const words = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [roles, setRoles] = useState<Duty[]>(["viewer"]);
  const add = useMutation({
    mutationFn: () => told(client.POST("/api/people", { body: { name, password, roles } })),
    onSuccess: () => {
      setName("");
      setPassword("");
      setRoles(["viewer"]);
      return queries.invalidateQueries({ queryKey: query.queryKey });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <h2>{words.people.add}</h2>
      <Stack gap="sm">
        <div className={styles.forms}>
          <TextInput
            label={words.session.name}
            value={name}
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Secret
            label={words.people.first}
            description={words.session.passwordHint}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </div>
        <Roles value={roles} onChange={setRoles} />
        <Trouble error={add.error} />
        <Group>
          <Button type="submit" loading={add.isPending} disabled={!name || roles.length === 0}>
            {words.act.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
