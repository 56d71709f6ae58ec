/** What is made of a campaign, what waits for a decision, what is out of date and why. */
import { Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { asking, Problem } from "../../api/client";
import type { Waiting } from "../../api/types";
import { useWords } from "../../messages";
import { NextMark } from "../../ui/marks";
import { Busy } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { useUnsettled } from "../films/unsettled";
import { useMine } from "../items/items";
import { Making } from "../orders/Making";
import { useAnswers } from "../reviews/answers";
import { Facts, Notes } from "./Facts";
import { Lacking } from "./Lacking";
import { OutOfDate, remaking } from "./OutOfDate";
import styles from "./Overview.module.css";
import { Steps } from "./Steps";
import { Team } from "./Team";

export default function Overview() {
  const { name } = useParams({ strict: false }) as { name: string };
  const path = { path: { name } };
  const status = useQuery(asking("/api/campaigns/{name}/status", path));
  const check = useQuery(asking("/api/campaigns/{name}/check", path));
  const gates = useQuery({
    ...asking("/api/campaigns/{name}/gates", path),
    enabled: (status.data?.length ?? 0) > 0,
  });
  const lacks = check.error instanceof Problem && check.error.status === 422;
  const waits = gates.data ?? [];
  const mine = useMine(waits);
  if (status.isPending) return <Busy />;
  const rows = status.data ?? [];
  return (
    <Stack gap="xl">
      {lacks && <Lacking name={name} problem={check.error as Problem} />}
      {!lacks && <Trouble error={check.error} again={() => check.refetch()} />}
      {!lacks && <Trouble error={status.error} again={() => status.refetch()} />}
      <Making
        name={name}
        ready={check.isSuccess}
        checking={check.isPending}
        waits={waits.length}
        mine={mine.length}
        made={rows.length > 0}
        stale={remaking(rows)}
      />
      <div className={styles.open}>
        {waits.length > 0 && <Decisions name={name} waits={waits} mine={mine} />}
        {rows.length > 0 && <Outside name={name} waits={waits} />}
        {rows.some(({ state }) => state === "person") && <Looks name={name} />}
      </div>
      <div className={styles.two}>
        <Steps name={name} rows={rows} />
        {check.data && <Facts found={check.data} />}
      </div>
      {check.data && <Notes found={check.data} />}
      <OutOfDate name={name} rows={rows} />
      <Team name={name} />
    </Stack>
  );
}

/** The way to what people outside want changed, and to what they approve that is not decided. */
function Outside({ name, waits }: { name: string; waits: readonly Waiting[] }) {
  const words = useWords();
  const found = useAnswers(name);
  const all = found.data ?? [];
  const approved = all.filter(
    (one) =>
      !one.wants &&
      waits.some((open) => open.name === one.thing && open.version === one.version) &&
      !all.some((other) => other.wants && other.thing === one.thing),
  );
  const answers = [...all.filter((one) => one.wants), ...approved];
  const count = (of: typeof all) => new Set(of.map((one) => one.thing)).size;
  return (
    <>
      <Trouble error={found.error} again={() => found.refetch()} />
      {(["film", "storyboard"] as const).map((stage) => {
        const of = answers.filter(({ thing }) => thing.startsWith(`${stage}/`));
        if (of.length === 0) return null;
        const changes = count(of.filter((one) => one.wants));
        const good = count(of.filter((one) => !one.wants));
        return (
          <Link
            key={stage}
            to={`/campaigns/$name/${stage}s` as "/campaigns/$name/films"}
            params={{ name }}
            className={styles.gate}
          >
            <span>
              <b>{words.answers.of[stage]}</b>
              <span className="quiet">
                {[
                  changes > 0 && words.answers.changed(changes),
                  good > 0 && words.answers.approved(good),
                  [...new Set(of.map(({ who }) => who))].join(", "),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <NextMark />
          </Link>
        );
      })}
    </>
  );
}

/** The way to the scenes that wait for a person. */
function Looks({ name }: { name: string }) {
  const words = useWords().looks;
  const count = useUnsettled(name).data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Link to="/campaigns/$name/films" params={{ name }} className={styles.gate}>
      <b>{words.count(count)}</b>
      <NextMark />
    </Link>
  );
}

const PAGES = {
  codebook: "files",
  segments: "segments",
  briefs: "briefs",
  storyboards: "storyboards",
  final: "films",
} as const;

type DecisionsProps = { name: string; waits: readonly Waiting[]; mine: readonly Waiting[] };

function Decisions({ name, waits, mine }: DecisionsProps) {
  const words = useWords();
  const gates = [...new Set(waits.map((one) => one.gate))];
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {mine.length > 0 ? words.overview.decisions : words.overview.othersDecide}
      </Title>
      <ul className={styles.gates}>
        {gates.map((gate) => (
          <li key={gate}>
            <Link to={`/campaigns/$name/${PAGES[gate]}`} params={{ name }} className={styles.gate}>
              <span>
                <b>{words.gates[gate]}</b>
                <span className="quiet">
                  {words.state.waiting(waits.filter((one) => one.gate === gate).length)}
                </span>
              </span>
              <NextMark />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
