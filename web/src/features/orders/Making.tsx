/** Make a campaign, follow it as it is made, stop it, ask again. */
import { Button, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asking, client, freshen, told } from "../../api/client";
import type { Order } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { PlayMark, StopMark } from "../../ui/marks";
import { Trouble } from "../../ui/Trouble";
import { span } from "../../ui/when";
import { BY_FILM, STEPS } from "../campaigns/Steps";
import { useMay } from "../session/session";
import styles from "./Making.module.css";
import { latestOrder, useProgress } from "./tidings";

/** waits: decisions that are open; mine: those of them that whoever is here can take. stale: seconds that what is out of date took. */
type Props = {
  name: string;
  ready: boolean;
  checking: boolean;
  waits: number;
  mine: number;
  made: boolean;
  stale: number;
};

export function Making({ name, ready, checking, waits, mine, made, stale }: Props) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const order = useQuery({ ...latestOrder(name), refetchInterval: 15_000 }).data?.[0];
  const ask = useMutation({
    mutationFn: () =>
      told(
        client.POST("/api/campaigns/{name}/orders", {
          params: { path: { name }, header: { "Idempotency-Key": crypto.randomUUID() } },
          body: {} as never,
        }),
      ),
    onSuccess: () => freshen(queries, name),
  });
  const active = order && ["queued", "running"].includes(order.state);
  if (active) return <Running order={order} />;
  const ended = order && ["failed", "dead", "cancelled"].includes(order.state);
  return (
    <section className={styles.panel} aria-label={words.making.label}>
      <Stack gap="sm">
        {ended && <Ended order={order} />}
        <Group justify="space-between" gap="md">
          <div className={styles.words}>
            <Title order={2} size="h4">
              {waits > 0
                ? mine > 0
                  ? words.making.decide(mine)
                  : words.state.waiting(waits)
                : made
                  ? words.making.further
                  : checking
                    ? words.making.checking
                    : ready
                      ? words.making.first
                      : words.making.blocked}
            </Title>
            <Text className="quiet" size="sm">
              {waits > 0
                ? mine > 0
                  ? words.making.decideHint
                  : words.making.othersHint
                : ready || checking
                  ? words.making.hint
                  : words.making.notReady}
            </Text>
            {ready && <Price name={name} stale={stale} />}
          </div>
          {editor && (
            <Button
              leftSection={<PlayMark />}
              variant={waits > 0 ? "default" : "filled"}
              disabled={!ready && !checking}
              loading={ask.isPending}
              onClick={() => ask.mutate()}
            >
              {words.making.make}
            </Button>
          )}
        </Group>
        <Trouble error={ask.error} />
      </Stack>
    </section>
  );
}

/** What a make will cost, what models cost so far, and how long what is out of date takes. */
function Price({ name, stale }: { name: string; stale: number }) {
  const words = useWords();
  const cost = useQuery(asking("/api/campaigns/{name}/cost", { path: { name } })).data;
  if (!cost) return null;
  const money = (amount: number) =>
    amount.toLocaleString(chosen(), { style: "currency", currency: cost.currency });
  const range =
    cost.least === cost.most ? money(cost.most) : `${money(cost.least)} – ${money(cost.most)}`;
  const dark = cost.next.filter((one) => !one.known).map((one) => one.backend);
  return (
    <Text size="sm" className="quiet num">
      {[
        cost.next.length > 0 ? words.making.costs(range) : words.amiss.free,
        stale >= 1 && words.amiss.again(span(stale, words)),
        dark.length > 0 && words.making.unpriced([...new Set(dark)].join(", ")),
        cost.spent.calls > 0 &&
          words.making.spent(
            money(cost.spent.amount),
            cost.budget === null ? "" : money(cost.budget),
          ),
      ]
        .filter(Boolean)
        .join(" · ")}
    </Text>
  );
}

function Running({ order }: { order: Order }) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const { share, left, step, text } = useProgress(order);
  const stop = useMutation({
    mutationFn: () =>
      told(client.POST("/api/orders/{id}/stop", { params: { path: { id: order.id } } })),
    onSuccess: () => freshen(queries, order.campaign),
  });
  const queued = order.state === "queued";
  const steps = words.steps as Record<string, string>;
  const percent = Math.round(share * 100);
  // The first film may be released while others are not filmed: the share is that of all.
  const byFilm = (STEPS as readonly string[]).indexOf(step) >= BY_FILM;
  return (
    <section className={styles.panel} aria-label={words.making.label}>
      <Group justify="space-between" gap="md">
        <div className={styles.words}>
          <Title order={2} size="h4">
            {queued
              ? words.state.queued
              : words.making.running(
                  byFilm ? words.far.film(steps[step] ?? "") : (steps[step] ?? ""),
                )}
          </Title>
          <Text className="quiet num" size="sm">
            {queued
              ? words.making.queuedHint
              : [
                  words.far.all(percent),
                  left !== null ? words.time.left(span(left, words)) : "",
                  text,
                ]
                  .filter(Boolean)
                  .join(" · ")}
          </Text>
        </div>
        {editor && (
          <Button
            variant="default"
            leftSection={<StopMark />}
            loading={stop.isPending}
            disabled={Boolean(order.stopped_by)}
            onClick={() => stop.mutate()}
          >
            {order.stopped_by ? words.making.stopping : words.making.stop}
          </Button>
        )}
      </Group>
      <Progress
        mt="md"
        size="sm"
        value={queued ? 0 : Math.max(2, percent)}
        aria-label={words.making.label}
        color="ink"
        animated={false}
        transitionDuration={400}
      />
      <Trouble error={stop.error} />
    </section>
  );
}

function Ended({ order }: { order: Order }) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      told(client.POST("/api/orders/{id}/retry", { params: { path: { id: order.id } } })),
    onSuccess: () => freshen(queries, order.campaign),
  });
  const stopped = order.state === "cancelled";
  return (
    <div className={stopped ? styles.stopped : styles.failed} role={stopped ? "status" : "alert"}>
      <div>
        <b>
          {stopped
            ? words.making.stopped(order.stopped_by)
            : order.state === "dead"
              ? words.making.dead(order.tries)
              : words.making.failed}
        </b>
        {order.reason && <p>{order.reason}</p>}
        <Trouble error={retry.error} />
      </div>
      {editor && (
        <Button
          size="xs"
          variant="default"
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        >
          {words.act.retry}
        </Button>
      )}
    </div>
  );
}
