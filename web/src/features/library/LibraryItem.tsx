/** An item of a knowledge base: seen, described, its rights, vetted, and in what it was shown. */
import { Button, Checkbox, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import type { ItemFacts } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { inWords } from "../../messages/codes";
import { PenMark } from "../../ui/marks";
import { Busy, Page } from "../../ui/Page";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { moment } from "../../ui/when";
import boards from "../boards/Boards.module.css";
import { sizeOf } from "../campaigns/bring";
import { useMay } from "../session/session";
import { itemAddress } from "./Library";
import styles from "./Library.module.css";

export default function LibraryItem() {
  const all = useWords();
  const words = all.library;
  const { open } = all.paintings;
  const editor = useMay("editor");
  const { base, item } = useParams({ strict: false }) as { base: string; item: string };
  const found = useQuery(asking("/api/bases/{base}/items/{item}", { path: { base, item } }));
  if (found.isPending) return <Busy />;
  if (found.error) {
    return (
      <div className="page">
        <Trouble error={found.error} again={() => found.refetch()} />
      </div>
    );
  }
  const facts = found.data;
  const { asset, captions, kind, state } = facts.item;
  const address = itemAddress(base, item);
  const caption = captions[0]?.text ?? asset.name;
  return (
    <Page
      title={caption}
      lead={
        <Link to="/library" className="quiet">
          {asset.name}
        </Link>
      }
      acts={
        <>
          <Tag tone={state === "approved" ? "good" : state === "revoked" ? "bad" : "wait"}>
            {words.states[state]}
          </Tag>
          {editor && kind === "image" && !facts.barred && (
            <Button
              size="xs"
              variant="default"
              leftSection={<PenMark />}
              renderRoot={(props) => (
                <Link to="/library/$base/$item/change" params={{ base, item }} {...props} />
              )}
            >
              {open}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.two}>
        <div>
          {kind === "video" ? (
            // biome-ignore lint/a11y/useMediaCaption: it is footage as it was taken in.
            <video src={address} controls className={styles.large} aria-label={caption} />
          ) : kind === "audio" ? (
            // biome-ignore lint/a11y/useMediaCaption: it is sound as it was taken in.
            <audio src={address} controls aria-label={caption} />
          ) : (
            <img src={address} alt={caption} className={styles.large} />
          )}
        </div>
        <Stack>
          {facts.barred && (
            <section className={boards.panel}>
              <h2>{words.barred}</h2>
              <p>{inWords(facts.barred, all)}</p>
            </section>
          )}
          <Vetting base={base} facts={facts} />
          <Describing key={facts.item.revision} base={base} facts={facts} />
          <Known facts={facts} />
        </Stack>
      </div>
    </Page>
  );
}

function useFresh(base: string) {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        (queryKey[1] as { path?: { base?: string } } | undefined)?.path?.base === base,
    });
}

function Vetting({ base, facts }: { base: string; facts: ItemFacts }) {
  const words = useWords();
  const approver = useMay("approver");
  const fresh = useFresh(base);
  const vet = useMutation({
    mutationFn: (verdict: "approve" | "revoke") =>
      told(
        client.POST("/api/bases/{base}/decisions", {
          params: { path: { base } },
          body: { verdict, items: [facts.item.id], note: "" },
        }),
      ),
    onSuccess: fresh,
  });
  if (!approver) return null;
  const { state } = facts.item;
  return (
    <section className={boards.panel}>
      <Stack gap="sm">
        <Group gap="xs">
          {state !== "approved" && (
            <Button size="xs" loading={vet.isPending} onClick={() => vet.mutate("approve")}>
              {words.library.approve}
            </Button>
          )}
          {state !== "revoked" && (
            <Button
              size="xs"
              variant="default"
              loading={vet.isPending}
              onClick={() => vet.mutate("revoke")}
            >
              {words.library.revoke}
            </Button>
          )}
        </Group>
        {vet.data?.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <Trouble error={vet.error} />
      </Stack>
    </section>
  );
}

function Describing({ base, facts }: { base: string; facts: ItemFacts }) {
  const words = useWords();
  const editor = useMay("editor");
  const fresh = useFresh(base);
  const { captions, rights, id } = facts.item;
  const before = {
    caption: captions[0]?.text ?? "",
    holder: rights.holder,
    licence: rights.licence,
    expires: rights.expires ?? "",
    consent: rights.people_consented ?? false,
  };
  const [now, setNow] = useState(before);
  const changed = Object.fromEntries(
    Object.entries(now).filter(([field, value]) => value !== before[field as keyof typeof before]),
  );
  const save = useMutation({
    mutationFn: () =>
      told(
        client.PATCH("/api/bases/{base}/items/{item}", {
          params: { path: { base, item: id } },
          // An empty day is none.
          body: { ...changed, ...(changed.expires === "" && { expires: "none" }) } as never,
        }),
      ),
    onSuccess: fresh,
  });
  const text = (field: "caption" | "holder" | "licence" | "expires") => ({
    label: words.library[field],
    value: now[field],
    readOnly: !editor,
    onChange: (event: { currentTarget: { value: string } }) =>
      setNow({ ...now, [field]: event.currentTarget.value }),
  });
  return (
    <form
      className={boards.panel}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm">
        <Textarea {...text("caption")} autosize minRows={2} maxLength={2000} />
        <Group grow align="start">
          <TextInput {...text("holder")} />
          <TextInput {...text("licence")} />
        </Group>
        <TextInput {...text("expires")} description={words.library.expiresHint} />
        <Checkbox
          label={words.library.consent}
          checked={now.consent}
          disabled={!editor}
          color="ink"
          onChange={(event) => setNow({ ...now, consent: event.currentTarget.checked })}
        />
        <Trouble error={save.error} />
        {editor && (
          <Group>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={Object.keys(changed).length === 0}
            >
              {words.act.save}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function Known({ facts }: { facts: ItemFacts }) {
  const words = useWords().library;
  const { length } = useWords().boards;
  const { asset, facets, keywords, kind, picture, quality, seconds, source } = facts.item;
  const kinds = words.kinds as Record<string, string>;
  const added = source.added_at && words.addedBy(source.by, moment(source.added_at, chosen()));
  const sides = picture && `${picture.width} × ${picture.height}`;
  const rows: [string, readonly (string | false | null | undefined)[]][] = [
    [words.kind, [kinds[kind] ?? kind]],
    [words.file, [asset.name, sizeOf(asset.bytes)]],
    [words.measure, [sides, typeof seconds === "number" && length(seconds)]],
    [words.added, [added]],
    ...(Object.entries(facets) as [string, string[]][]),
    [words.keywords, keywords],
    [words.findings, quality.findings],
  ];
  return (
    <section className={boards.panel}>
      <h2>{words.facts}</h2>
      <dl className={styles.facts}>
        {rows
          .map(([facet, values]) => [facet, values.filter(Boolean)] as const)
          .filter(([, values]) => values.length > 0)
          .map(([facet, values]) => (
            <div key={facet}>
              <dt>{facet}</dt>
              <dd>{values.join(", ")}</dd>
            </div>
          ))}
      </dl>
      {facts.films.length > 0 && <p className="quiet">{words.films(facts.films.length)}</p>}
    </section>
  );
}
