/** Signing in, or becoming the first administrator where nobody is there yet. */
import { Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { client, told } from "../../api/client";
import { useWords } from "../../messages";
import { Busy, useTitle } from "../../ui/Page";
import { Secret } from "../../ui/Secret";
import { Trouble } from "../../ui/Trouble";
import styles from "./Door.module.css";
import { foundedQuery, useEnter } from "./session";

export function Door() {
  const words = useWords().session;
  const founded = useQuery(foundedQuery);
  useTitle(words.title);
  return (
    <main className={styles.door}>
      <section className={styles.lead} aria-hidden="true">
        <img src="/mark.svg" alt="" width="40" height="40" />
        <p>{words.lead}</p>
      </section>
      <section className={styles.form}>
        <div>
          <Trouble error={founded.error} again={() => founded.refetch()} />
          {founded.isPending && <Busy />}
          {founded.data?.founded && founded.data.issuer && (
            <Stack mb="lg">
              <Button component="a" href="/api/oidc/begin" size="md" variant="default">
                {words.by(founded.data.issuer)}
              </Button>
              <Text size="sm" className="quiet" ta="center">
                {words.or}
              </Text>
            </Stack>
          )}
          {founded.data && <Form founded={founded.data.founded} />}
        </div>
      </section>
    </main>
  );
}

function Form({ founded }: { founded: boolean }) {
  const words = useWords().session;
  const enter = useEnter();
  const navigate = useNavigate();
  const { to } = useSearch({ strict: false }) as { to?: string };
  const [given, setGiven] = useState({ name: "", password: "", word: "" });
  const asked = useMutation({
    mutationFn: () =>
      founded
        ? told(
            client.POST("/api/session", { body: { name: given.name, password: given.password } }),
          )
        : told(client.POST("/api/founding", { body: given })),
    onSuccess: (who) => {
      enter(who);
      navigate({
        to: to?.startsWith("/") && !to.startsWith("//") ? to : "/campaigns",
        replace: true,
      });
    },
  });
  const field = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      setGiven({ ...given, [name]: event.currentTarget.value }),
    required: true,
    withAsterisk: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asked.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {founded ? words.title : words.found}
          </Title>
          {!founded && (
            <Text className="quiet" mt={6}>
              {words.foundLead}
            </Text>
          )}
        </div>
        {!founded && (
          <TextInput
            label={words.word}
            description={words.wordHint}
            autoComplete="off"
            autoFocus
            {...field("word")}
          />
        )}
        <TextInput
          label={words.name}
          autoComplete="username"
          autoFocus={founded}
          {...field("name")}
        />
        <Secret
          label={words.password}
          description={founded ? undefined : words.passwordHint}
          autoComplete={founded ? "current-password" : "new-password"}
          {...field("password")}
        />
        <Trouble error={asked.error} />
        <Button type="submit" size="md" loading={asked.isPending}>
          {founded ? words.enter : words.begin}
        </Button>
      </Stack>
    </form>
  );
}
