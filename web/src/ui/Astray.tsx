/** Where there is no page, or one broke. */
import { Button } from "@mantine/core";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { Problem } from "../api/client";
import { useWords } from "../messages";
import { Empty } from "./Page";
import { said } from "./Trouble";

export function Astray() {
  const words = useWords();
  return (
    <main className="page">
      <Empty
        first
        title={words.problem.notFound}
        act={
          <Button component={Link} to="/campaigns">
            {words.problem.home}
          </Button>
        }
      >
        {words.problem.notFoundHint}
      </Empty>
    </main>
  );
}

export function Broken({ error, reset }: ErrorComponentProps) {
  const words = useWords();
  const known = error instanceof Problem;
  const { title, text } = said(error, words);
  return (
    <main className="page">
      <Empty
        first
        title={known ? title : words.problem.broken}
        act={<Button onClick={known ? () => location.reload() : reset}>{words.act.retry}</Button>}
      >
        {text}
      </Empty>
    </main>
  );
}
