/** One's own account: the password, and keys for programs. */
import { Button, Code, CopyButton, Group, NumberInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import type { Duty } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { Page } from "../../ui/Page";
import { Secret } from "../../ui/Secret";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { day } from "../../ui/when";
import { useMe } from "../session/session";
import { Roles } from "./People";
import styles from "./People.module.css";

const query = asking("/api/keys");

export default function Account() {
  const words = useWords();
  const me = useMe();
  return (
    <Page title={me.name} lead={me.duties.map((duty) => words.roles[duty as Duty]).join(", ")}>
      <Stack gap="xl">
        <div className={styles.forms}>
          <NewKey />
          <Password name={me.name} />
        </div>
        <Keys />
      </Stack>
    </Page>
  );
}

function Keys() {
  const words = useWords();
  const queries = useQueryClient();
  const found = useQuery(query);
  const revoke = useMutation({
    mutationFn: (id: string) => told(client.DELETE("/api/keys/{id}", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  return (
    <section>
      <Trouble error={found.error ?? revoke.error} />
      <ul className={styles.list} aria-label={words.nav.keys}>
        {(found.data ?? []).map((key) => (
          <li key={key.id} className={key.revoked_at ? styles.off : undefined}>
            <b>{key.label}</b>
            <Group gap={6}>
              {key.scopes.map((scope) => (
                <Tag key={scope}>{words.roles[scope]}</Tag>
              ))}
              <span className="quiet">
                {key.name} ·{" "}
                {key.expires_at
                  ? words.keys.until(day(key.expires_at, chosen()))
                  : words.keys.forever}
              </span>
            </Group>
            {key.revoked_at ? (
              <Tag tone="bad">{words.share.revoked}</Tag>
            ) : (
              <Button
                size="xs"
                variant="default"
                loading={revoke.isPending}
                onClick={() => revoke.mutate(key.id)}
              >
                {words.share.revoke}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function NewKey() {
  const words = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [label, setLabel] = useState("");
  const [days, setDays] = useState(90);
  const [scopes, setScopes] = useState<Duty[]>(["viewer"]);
  const make = useMutation({
    mutationFn: () =>
      told(client.POST("/api/keys", { body: { label, days, scopes, name: me.name } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  const secret = make.data?.secret;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <h2>{words.keys.add}</h2>
      <Stack gap="sm">
        <p className="quiet">{words.keys.hint}</p>
        <Group grow align="start">
          <TextInput
            label={words.keys.label}
            value={label}
            maxLength={200}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <NumberInput
            label={words.share.days}
            value={days}
            min={1}
            max={3650}
            onChange={(value) => typeof value === "number" && setDays(value)}
          />
        </Group>
        <Roles value={scopes} onChange={setScopes} />
        <Trouble error={make.error} />
        {secret && (
          <Stack gap="xs" role="status">
            <span>{words.share.once}</span>
            <Code block>{secret}</Code>
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? words.act.copied : words.act.copy}
                </Button>
              )}
            </CopyButton>
          </Stack>
        )}
        <Group>
          <Button type="submit" loading={make.isPending} disabled={!label || scopes.length === 0}>
            {words.keys.make}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Password({ name }: { name: string }) {
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [old, setOld] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    mutationFn: () =>
      told(
        client.PUT("/api/people/{name}/password", {
          params: { path: { name } },
          body: { old, password },
        }),
      ),
    onSuccess: async () => {
      // Every session of theirs has ended, this one too.
      queries.setQueryData(["session"], null);
      await navigate({ to: "/sign-in" });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <h2>{words.nav.password}</h2>
      <Stack gap="sm">
        <input type="hidden" autoComplete="username" value={name} readOnly />
        <Secret
          label={words.keys.old}
          value={old}
          autoComplete="current-password"
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <Secret
          label={words.keys.fresh}
          description={words.session.passwordHint}
          value={password}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Trouble error={change.error} />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={change.isPending}
            disabled={!old || !password}
          >
            {words.nav.password}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
