/** Finished films: each concept's formats and languages side by side. */
import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { asking } from "../../api/client";
import type { Film, Row } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { LinkMark } from "../../ui/marks";
import { Busy, Empty } from "../../ui/Page";
import { Picture } from "../../ui/Picture";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { ApproveAll } from "../items/ApproveAll";
import { StateTag } from "../items/Decide";
import { unread, useRows } from "../items/items";
import { type Answer, Answers, useAnswers } from "../reviews/answers";
import { Share } from "../reviews/Share";
import { useMay } from "../session/session";
import styles from "./Films.module.css";
import { shape, useFilm } from "./film";
import { UnsettledScenes } from "./UnsettledScenes";

export default function Films() {
  const words = useWords();
  const { name } = useParams({ strict: false }) as { name: string };
  const editor = useMay("editor");
  const names = new Intl.DisplayNames(chosen(), { type: "language" });
  const [sharing, setSharing] = useState(false);
  const rows = useRows(name, "film");
  const found = useQuery({
    ...asking("/api/campaigns/{name}/films", { path: { name } }),
    enabled: (rows.data?.length ?? 0) > 0,
  });
  const said = useAnswers(name, (rows.data?.length ?? 0) > 0).data ?? [];
  if (unread(rows) || (found.isPending && found.isFetching)) return <Busy />;
  const films = found.data ?? [];
  const ideas = [...new Set(films.map((film) => `${film.segment}\n${film.concept}`))];
  const title = (film: Film) => `${film.concept}, ${film.format}, ${names.of(film.language)}`;
  const called = new Map(films.map((film) => [film.id, title(film)]));
  const state = new Map((rows.data ?? []).map((row) => [row.item, row]));
  return (
    <Stack gap="xl">
      <Trouble error={rows.error ?? found.error} again={() => found.refetch()} />
      {films.length === 0 && <Empty title={words.films.none}>{words.films.noneHint}</Empty>}
      <UnsettledScenes campaign={name} />
      <Unmade campaign={name} rows={rows.data ?? []} />
      <ApproveAll
        campaign={name}
        gate="final"
        rows={rows.data ?? []}
        title={(item) => called.get(item) ?? item}
      />
      {editor && films.length > 0 && (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<LinkMark />}
            onClick={() => setSharing(true)}
          >
            {words.share.title}
          </Button>
        </Group>
      )}
      {ideas.map((idea) => {
        const [segment, concept] = idea.split("\n");
        return (
          <section key={idea}>
            <h2 className={styles.idea}>{concept}</h2>
            <p className={`quiet ${styles.for}`}>{segment}</p>
            <ul className={styles.shelf}>
              {films
                .filter((film) => `${film.segment}\n${film.concept}` === idea)
                .sort(
                  (a, b) =>
                    a.format.localeCompare(b.format) || a.language.localeCompare(b.language),
                )
                .map((film) => (
                  <li key={film.id}>
                    <Entry
                      campaign={name}
                      film={film}
                      row={state.get(film.id)}
                      said={said.filter(({ thing }) => thing === `film/${film.id}`)}
                    />
                  </li>
                ))}
            </ul>
          </section>
        );
      })}
      <Modal
        opened={sharing}
        onClose={() => setSharing(false)}
        title={words.share.title}
        size="lg"
        closeButtonProps={{ "aria-label": words.act.close }}
      >
        <Share
          campaign={name}
          things={films.map((film) => ({
            name: `film/${film.id}`,
            title: title(film),
          }))}
        />
      </Modal>
    </Stack>
  );
}

/** Films that were asked for and could not be made, and what each lacks. */
function Unmade({ campaign, rows }: { campaign: string; rows: readonly Row[] }) {
  const { unmade: words, toTranslate } = useWords();
  const failed = rows.filter(({ state }) => state === "failed");
  if (failed.length === 0) return null;
  const why = [...new Set(failed.map((row) => row.why).filter(Boolean))];
  return (
    <Alert
      color="red"
      role="alert"
      title={words(failed.length)}
      styles={{ root: { background: "var(--bad-well)" }, title: { color: "var(--bad)" } }}
    >
      {why.map((one) => (
        <Text key={one} size="sm" style={{ whiteSpace: "pre-line" }}>
          {one}
        </Text>
      ))}
      {why.some((one) => one.includes("translations/")) && (
        <Button
          component={Link}
          mt="sm"
          size="xs"
          variant="default"
          to="/campaigns/$name/facts"
          params={{ name: campaign } as never}
        >
          {toTranslate}
        </Button>
      )}
    </Alert>
  );
}

type EntryProps = { campaign: string; film: Film; row: Row | undefined; said: Answer[] };

function Entry({ campaign, film, row, said }: EntryProps) {
  const words = useWords();
  const { value, version } = useFilm(campaign, film.id).data ?? {};
  const names = new Intl.DisplayNames(chosen(), { type: "language" });
  return (
    <Link
      to="/campaigns/$name/films/$film"
      params={{ name: campaign, film: film.id }}
      className={styles.entry}
    >
      <div className={styles.poster}>
        <Picture
          campaign={campaign}
          sha256={value?.poster?.sha256}
          alt=""
          shape={shape(film.format)}
          wide={640}
        />
      </div>
      <b>
        {film.format} · {names.of(film.language)}
      </b>
      <span className="quiet">{words.boards.length(Number(film.seconds))}</span>
      <Group gap={6}>
        <StateTag state={row?.state ?? film.state} />
        {!film.passed && <Tag tone="bad">{words.films.failed}</Tag>}
      </Group>
      <Answers of={said} version={version} />
    </Link>
  );
}
