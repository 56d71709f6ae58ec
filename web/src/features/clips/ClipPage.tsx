/** A clip: played, taken away, named and tagged, and what it was made of. */
import { Button, Group, Stack, TagsInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { asking, client, told } from "../../api/client";
import type { Clip } from "../../api/types";
import { useWords } from "../../messages";
import { Confirm } from "../../ui/Confirm";
import { DownMark } from "../../ui/marks";
import { Busy, Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { clock } from "../../ui/when";
import boards from "../boards/Boards.module.css";
import library from "../library/Library.module.css";
import { useMay } from "../session/session";
import { clipPoster, clipVideo, madeOf } from "./Clips";
import styles from "./Clips.module.css";
import { usePicked } from "./picked";

export default function ClipPage() {
  const words = useWords();
  const editor = useMay("editor");
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useQuery({
    ...asking("/api/clips/{id}", { path: { id } }),
    refetchInterval: ({ state }) =>
      state.data && ["queued", "running"].includes(state.data.state) ? 1500 : false,
  });
  if (found.isPending) return <Busy />;
  if (found.error) {
    return (
      <div className="page">
        <Trouble error={found.error} again={() => found.refetch()} />
      </div>
    );
  }
  const clip = found.data;
  return (
    <Page
      title={clip.title}
      acts={
        clip.made && (
          <Button
            component="a"
            href={`${clipVideo(clip)}&download=true`}
            variant="default"
            size="xs"
            leftSection={<DownMark />}
          >
            {words.files.download}
          </Button>
        )
      }
    >
      <div className={library.two}>
        <div>
          {clip.made ? (
            // biome-ignore lint/a11y/useMediaCaption: clips have no speech of their own.
            <video
              className={styles.video}
              src={clipVideo(clip)}
              poster={clipPoster(clip)}
              controls
              loop
              playsInline
              aria-label={clip.title}
            />
          ) : (
            <p role="status">{clip.reason || words.orders.states[clip.state]}</p>
          )}
        </div>
        <Stack>
          {editor && <Label key={clip.id} clip={clip} />}
          <Made clip={clip} />
        </Stack>
      </div>
    </Page>
  );
}

function Made({ clip }: { clip: Clip }) {
  const all = useWords();
  const words = all.clips;
  const parts = clip.made?.parts ?? [];
  const rows = madeOf(clip, all).filter(([, value]) => value);
  if (rows.length + parts.length === 0) return null;
  return (
    <section className={boards.panel}>
      <h2>{words.made}</h2>
      <dl className={library.facts}>
        {rows.map(([name, value]) => (
          <div key={`${name} ${value}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {parts.map((part) => (
          <div key={`${part.clip} ${part.start}`}>
            <dt className="num">
              {words.part(clock(part.start), clock(part.start + part.seconds))}
            </dt>
            <dd>
              <Part id={part.clip} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A clip that was joined into another: by its title, where it is still there. */
function Part({ id }: { id: string }) {
  const words = useWords().clips;
  const found = useQuery({ ...asking("/api/clips/{id}", { path: { id } }), retry: false });
  if (found.error) return <span className="quiet">{words.gone}</span>;
  return (
    <Link to="/clips/$id" params={{ id }}>
      {found.data?.title ?? "…"}
    </Link>
  );
}

function Label({ clip }: { clip: Clip }) {
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState(clip.title);
  const [tags, setTags] = useState<string[]>([...clip.tags]);
  const [asked, setAsked] = useState(false);
  const fresh = () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith("/api/clips"),
    });
  const [picked, setPicked] = usePicked();
  const path = { id: clip.id };
  const save = useMutation({
    mutationFn: () =>
      told<unknown>(client.PATCH("/api/clips/{id}", { params: { path }, body: { title, tags } })),
    onSuccess: () => {
      setPicked(picked.map((one) => (one.id === clip.id ? { ...one, title, tags } : one)));
      return fresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => told(client.DELETE("/api/clips/{id}", { params: { path } })),
    onSuccess: async () => {
      setPicked(picked.filter((one) => one.id !== clip.id));
      await navigate({ to: "/clips" });
      await queries.invalidateQueries({ queryKey: ["/api/clips"] });
    },
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
        <TextInput
          label={words.clips.title}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TagsInput label={words.clips.tags} value={tags} maxTags={20} onChange={setTags} />
        <Trouble error={save.error ?? remove.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {words.act.save}
          </Button>
          <Button variant="default" onClick={() => setAsked(true)}>
            {words.act.remove}
          </Button>
          {save.isSuccess && <span role="status">{words.files.saved}</span>}
        </Group>
      </Stack>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={words.files.removeTitle(clip.title)}
        act={words.act.remove}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {words.clips.removeHint}
      </Confirm>
    </form>
  );
}
