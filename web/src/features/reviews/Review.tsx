/** What somebody outside sees who opens a review link: the films and storyboards, and no more. */
import { Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { asking, client, Problem, told } from "../../api/client";
import type { ShownOutside } from "../../api/types";
import { chosen, useWords } from "../../messages";
import { Busy, Empty, useTitle } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { day } from "../../ui/when";
import styles from "./Review.module.css";
import { ReviewThing } from "./ReviewThing";

const query = asking("/api/review");
/** What a link shows; its token becomes a cookie, and is not asked for again. */
async function open(token: string): Promise<ShownOutside> {
  const asked = token ? client.POST("/api/review", { body: { token } }) : client.GET("/api/review");
  return (await told<unknown>(asked)) as ShownOutside;
}

const KEPT = "reelwright.guest";

export default function Review() {
  const words = useWords();
  const queries = useQueryClient();
  const token = useLocation({ select: (location) => location.hash });
  const [name, setName] = useState(localStorage.getItem(KEPT) ?? "");
  const field = useRef<HTMLInputElement>(null);
  const [nameless, setNameless] = useState(false);
  const found = useQuery({
    queryKey: query.queryKey,
    queryFn: () => open(token),
    retry: false,
  });
  useTitle(words.review.title(found.data?.label ?? ""));
  const say = useMutation({
    mutationFn: (said: Said) =>
      told(client.POST("/api/review/comments", { body: { name, ...said } })),
    onSuccess: async () => {
      localStorage.setItem(KEPT, name);
      queries.setQueryData(query.queryKey, await open(""));
    },
  });
  if (found.isPending) return <Busy />;
  if (found.error || !found.data) {
    const ended = found.error instanceof Problem && found.error.status === 403;
    return (
      <main className="page narrow">
        <Stack>
          {!token && (
            <Empty first title={words.review.missing}>
              {words.review.missingHint}
            </Empty>
          )}
          {token && ended && (
            <Empty first title={words.review.ended}>
              {words.review.endedHint}
            </Empty>
          )}
          {token && !ended && <Trouble error={found.error} again={() => found.refetch()} />}
        </Stack>
      </main>
    );
  }
  const { label, things, comments, expires_at: ends } = found.data;
  return (
    <main className={styles.review}>
      <header className={styles.head}>
        <img src="/mark.svg" alt="" width="28" height="28" />
        <Title order={1}>{words.review.title(label)}</Title>
        <Text className="quiet">{words.review.lead(day(ends, chosen()))}</Text>
        <TextInput
          ref={field}
          required
          withAsterisk={false}
          error={nameless && !name.trim() ? words.answers.nameless : undefined}
          label={words.review.name}
          description={words.review.nameHint}
          value={name}
          maxLength={80}
          autoComplete="name"
          maw="22rem"
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </header>
      {things.map((thing) => (
        <ReviewThing
          key={thing}
          thing={thing}
          comments={comments.filter((one) => one.thing === thing)}
          busy={say.isPending}
          error={say.variables?.thing === thing ? say.error : null}
          done={say.isSuccess && say.variables.thing === thing}
          onSay={(said, after) => {
            if (name.trim()) return say.mutate({ thing, ...said }, { onSuccess: after });
            setNameless(true);
            field.current?.focus();
          }}
        />
      ))}
    </main>
  );
}

export type Said = {
  thing: string;
  text: string;
  verdict: "" | "approve" | "change";
  at: number | null;
  place: [number, number] | null;
};
