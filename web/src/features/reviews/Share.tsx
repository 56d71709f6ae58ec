/** Links for people outside: made, copied once, and revoked. */
import {
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  NumberInput,
  Stack,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking, client, freshen, told } from "../../api/client";
import { chosen, useWords } from "../../messages";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { day } from "../../ui/when";
import styles from "../boards/Boards.module.css";

type Props = { campaign: string; things: { name: string; title: string }[] };

export function Share({ campaign, things }: Props) {
  const words = useWords();
  const queries = useQueryClient();
  const [picked, setPicked] = useState<string[]>(
    things.length === 1 ? things.map((one) => one.name) : [],
  );
  const [label, setLabel] = useState("");
  const [days, setDays] = useState(14);
  const make = useMutation({
    mutationFn: () =>
      told(
        client.POST("/api/campaigns/{name}/links", {
          params: { path: { name: campaign } },
          body: { things: picked, label, days },
        }),
      ),
    onSuccess: () => freshen(queries, campaign),
  });
  const address = make.data?.token ? `${location.origin}/review#${make.data.token}` : "";
  return (
    <Stack>
      {address ? (
        <Stack gap="xs">
          <p className="quiet">{words.share.once}</p>
          <Code block>{address}</Code>
          <Group>
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <Button onClick={copy}>{copied ? words.act.copied : words.share.copy}</Button>
              )}
            </CopyButton>
            <Button variant="default" onClick={() => make.reset()}>
              {words.share.another}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <Stack gap="sm">
            <p className="quiet">{words.share.hint}</p>
            <Checkbox.Group label={words.share.shows} value={picked} onChange={setPicked}>
              <Stack gap={6} mt={6}>
                {things.map((one) => (
                  <Checkbox key={one.name} value={one.name} label={one.title} color="ink" />
                ))}
              </Stack>
            </Checkbox.Group>
            <Group grow align="start">
              <TextInput
                label={words.share.label}
                value={label}
                maxLength={80}
                onChange={(event) => setLabel(event.currentTarget.value)}
              />
              <NumberInput
                label={words.share.days}
                value={days}
                min={1}
                max={365}
                onChange={(value) => typeof value === "number" && setDays(value)}
              />
            </Group>
            <Trouble error={make.error} />
            <Group>
              <Button type="submit" loading={make.isPending} disabled={picked.length === 0}>
                {words.share.make}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      <Links campaign={campaign} />
    </Stack>
  );
}

export function Links({ campaign, title }: { campaign: string; title?: string }) {
  const words = useWords();
  const queries = useQueryClient();
  const found = useQuery(asking("/api/campaigns/{name}/links", { path: { name: campaign } }));
  const revoke = useMutation({
    mutationFn: (id: string) =>
      told(
        client.DELETE("/api/campaigns/{name}/links/{id}", {
          params: { path: { name: campaign, id } },
        }),
      ),
    onSuccess: () => freshen(queries, campaign),
  });
  const all = found.data ?? [];
  if (all.length === 0) return <Trouble error={found.error} />;
  return (
    <section>
      {title && (
        <Title order={2} size="h3" mb="sm">
          {title}
        </Title>
      )}
      <Trouble error={revoke.error} />
      <ul className={styles.versions} aria-label={words.share.links}>
        {all.map((link) => {
          const over = link.revoked_at || Date.parse(link.expires_at) < Date.now();
          return (
            <li key={link.id}>
              <span>
                <b>{link.label || words.share.nameless}</b>{" "}
                <span className="quiet">
                  {words.share.told(
                    link.things.length,
                    link.made_by,
                    day(link.expires_at, chosen()),
                  )}
                </span>
              </span>
              {over ? (
                <Tag>{link.revoked_at ? words.share.revoked : words.share.ended}</Tag>
              ) : (
                <Button
                  size="compact-xs"
                  variant="default"
                  loading={revoke.isPending}
                  onClick={() => revoke.mutate(link.id)}
                >
                  {words.share.revoke}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
