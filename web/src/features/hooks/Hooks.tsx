/** Programs elsewhere that are told of orders: added, sent to again, and taken off. */
import {
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import type { Hook } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { Confirm } from "../../ui/Confirm";
import { Busy, Empty, Page } from "../../ui/Page";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { ago } from "../../ui/when";
import styles from "../people/People.module.css";

type State = Hook["states"][number];

const query = asking("/api/hooks");

const STATES: State[] = ["queued", "running", "done", "failed", "dead", "cancelled"];

/** What is heard of unless somebody says otherwise: orders that ended. */
const ENDS: State[] = ["done", "failed", "dead", "cancelled"];

export default function Hooks() {
  const words = useWords().hooks;
  const found = useQuery(query);
  return (
    <Page title={words.title} lead={words.lead}>
      <Stack gap="xl">
        <Trouble error={found.error} again={() => found.refetch()} />
        {found.isPending && <Busy />}
        {found.data?.length === 0 && <Empty title={words.none}>{words.noneHint}</Empty>}
        {found.data && found.data.length > 0 && (
          <ul className={styles.list} aria-label={words.title}>
            {found.data.map((hook) => (
              <Entry key={hook.id} hook={hook} />
            ))}
          </ul>
        )}
        {found.data && <Add />}
      </Stack>
    </Page>
  );
}

function Entry({ hook }: { hook: Hook }) {
  const words = useWords();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const path = { id: hook.id };
  const onSuccess = () => queries.invalidateQueries({ queryKey: query.queryKey });
  const again = useMutation({
    mutationFn: () => told(client.POST("/api/hooks/{id}/on", { params: { path } })),
    onSuccess,
  });
  const trial = useMutation({
    mutationFn: () => told(client.POST("/api/hooks/{id}/trial", { params: { path } })),
  });
  const remove = useMutation({
    mutationFn: () => told(client.DELETE("/api/hooks/{id}", { params: { path } })),
    onSuccess,
  });
  const facts = [
    hook.campaign || words.hooks.everything,
    hook.states.map((state) => words.orders.states[state]).join(", "),
    hook.told_at
      ? words.hooks.took(ago(hook.told_at, chosen(), words))
      : words.hooks.madeBy(hook.made_by, ago(hook.made_at, chosen(), words)),
  ];
  return (
    <li>
      <b>{hook.url}</b>
      <span>
        {hook.off_at ? (
          <Tag tone="bad">{words.hooks.off}</Tag>
        ) : hook.trouble ? (
          <Tag tone="wait">{words.hooks.waits}</Tag>
        ) : (
          <Tag tone={hook.told_at ? "good" : "plain"}>
            {hook.told_at ? words.hooks.takes : words.hooks.fresh}
          </Tag>
        )}{" "}
        <span className="quiet">{facts.join(" · ")}</span>
        {hook.trouble && <span className={styles.why}>{hook.trouble}</span>}
        {trial.data && (
          <span className={trial.data.taken ? "quiet" : styles.why} role="status">
            {trial.data.taken ? words.hooks.tried : trial.data.trouble}
          </span>
        )}
        <Trouble error={again.error ?? trial.error ?? remove.error} />
      </span>
      <Group gap="xs">
        {(hook.trouble || hook.off_at) && (
          <Button
            size="xs"
            variant="default"
            aria-label={words.hooks.againTo(hook.url)}
            loading={again.isPending}
            onClick={() => again.mutate()}
          >
            {words.hooks.again}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          aria-label={words.hooks.tryThis(hook.url)}
          loading={trial.isPending}
          onClick={() => trial.mutate()}
        >
          {words.hooks.trial}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={words.hooks.removeThis(hook.url)}
          onClick={() => setAsked(true)}
        >
          {words.act.remove}
        </Button>
      </Group>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={words.files.removeTitle(hook.url)}
        act={words.act.remove}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {words.hooks.removeHint}
      </Confirm>
    </li>
  );
}

function Add() {
  const all = useWords();
  const words = all.hooks;
  const queries = useQueryClient();
  const campaigns = useQuery(asking("/api/campaigns"));
  const [url, setUrl] = useState("");
  const [states, setStates] = useState<State[]>(ENDS);
  const [campaign, setCampaign] = useState("");
  const add = useMutation({
    mutationFn: () => told(client.POST("/api/hooks", { body: { url, states, campaign } })),
    onSuccess: () => {
      setUrl("");
      return queries.invalidateQueries({ queryKey: query.queryKey });
    },
  });
  const secret = add.data?.secret;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <h2>{words.add}</h2>
      <Stack gap="sm">
        <TextInput
          type="url"
          label={words.url}
          description={words.urlHint}
          placeholder="https://example.com/orders"
          value={url}
          maxLength={2000}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={words.hears}
          value={states}
          onChange={(given) => setStates(STATES.filter((one) => given.includes(one)))}
        >
          <Group gap="md" mt="xs">
            {STATES.map((state) => (
              <Checkbox key={state} value={state} label={all.orders.states[state]} color="ink" />
            ))}
          </Group>
        </Checkbox.Group>
        <Select
          label={words.of}
          value={campaign}
          allowDeselect={false}
          data={[
            { value: "", label: words.everything },
            ...(campaigns.data ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(value) => setCampaign(value ?? "")}
        />
        <Trouble error={add.error} />
        {secret && (
          <Stack gap="xs" role="status">
            <span>{words.secret}</span>
            <Code block>{secret}</Code>
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? all.act.copied : all.act.copy}
                </Button>
              )}
            </CopyButton>
          </Stack>
        )}
        <Text size="sm" className="quiet">
          {words.signed}
        </Text>
        <Group>
          <Button type="submit" loading={add.isPending} disabled={!url || states.length === 0}>
            {words.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
