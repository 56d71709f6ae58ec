/** Orders in a list: what, how far, why it ended; stopped and asked for again. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { client, freshen, told } from "../../api/client";
import type { Order } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { Tag, type Tone } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { ago, span } from "../../ui/when";
import styles from "../people/People.module.css";
import { useMay } from "../session/session";
import { useProgress } from "./tidings";

const TONES: Record<Order["state"], Tone> = {
  queued: "plain",
  running: "wait",
  done: "good",
  failed: "bad",
  dead: "bad",
  cancelled: "plain",
};

export function OrderList({ orders }: { orders: readonly Order[] }) {
  if (orders.length === 0) return null;
  return (
    <ul className={styles.list}>
      {orders.map((order) => (
        <Entry key={order.id} order={order} />
      ))}
    </ul>
  );
}

/** What an order is of, and the way there where it has a page. */
function What({ order }: { order: Order }) {
  const words = useWords();
  if (order.campaign) {
    return (
      <Link to="/campaigns/$name" params={{ name: order.campaign }}>
        <b>{order.campaign}</b>
      </Link>
    );
  }
  const kinds: Record<string, string> = words.orders.kinds;
  const name = <b>{kinds[order.kind] ?? order.kind}</b>;
  if (order.kind === "paint") {
    return (
      <Link to="/paintings/$id" params={{ id: order.id }}>
        {name}
      </Link>
    );
  }
  if (order.kind !== "clip" && order.kind !== "join") return name;
  return (
    <Link to="/clips/$id" params={{ id: order.id }}>
      {name}
    </Link>
  );
}

function Entry({ order }: { order: Order }) {
  const words = useWords();
  const editor = useMay("editor");
  const queries = useQueryClient();
  const running = order.state === "running";
  const { share, left } = useProgress(running ? order : undefined);
  const act = useMutation({
    mutationFn: (what: "stop" | "retry") =>
      told(client.POST(`/api/orders/{id}/${what}`, { params: { path: { id: order.id } } })),
    onSuccess: () => freshen(queries, order.campaign),
  });
  const active = running || order.state === "queued";
  const facts = [
    words.orders.asked(order.who, ago(order.asked_at, chosen(), words)),
    running && `${Math.round(share * 100)} %`,
    running && left !== null && words.time.left(span(left, words)),
  ].filter(Boolean);
  return (
    <li>
      <What order={order} />
      <span>
        <Tag tone={TONES[order.state]}>{words.orders.states[order.state]}</Tag>{" "}
        <span className="quiet num">{facts.join(" · ")}</span>
        {order.reason && <span className={styles.why}>{order.reason}</span>}
        <Trouble error={act.error} />
      </span>
      {editor && active && (
        <Button
          size="xs"
          variant="default"
          disabled={Boolean(order.stopped_by)}
          loading={act.isPending}
          onClick={() => act.mutate("stop")}
        >
          {order.stopped_by ? words.making.stopping : words.making.stop}
        </Button>
      )}
      {editor && ["failed", "dead", "cancelled"].includes(order.state) && (
        <Button
          size="xs"
          variant="default"
          loading={act.isPending}
          onClick={() => act.mutate("retry")}
        >
          {words.act.retry}
        </Button>
      )}
    </li>
  );
}
