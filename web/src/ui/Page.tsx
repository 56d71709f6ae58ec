/** A page: its heading, what can be done there, and what it shows. */
import { Center, Group, Loader, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { useWords } from "../messages";
import styles from "./Page.module.css";

type Props = {
  title: string;
  lead?: ReactNode;
  acts?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
};

export function Page({ title, lead, acts, narrow, children }: Props) {
  useTitle(title);
  return (
    <div className={narrow ? "page narrow" : "page"}>
      <header className={styles.head}>
        <div>
          <Title order={1} className={styles.title}>
            {title}
          </Title>
          {lead && <Text className={styles.lead}>{lead}</Text>}
        </div>
        {acts && <Group gap="xs">{acts}</Group>}
      </header>
      {children}
    </div>
  );
}

export function useTitle(title: string): void {
  const words = useWords();
  useEffect(() => {
    document.title = title === words.name ? title : `${title} · ${words.name}`;
  }, [title, words.name]);
}

type EmptyProps = { title: string; first?: boolean; children?: ReactNode; act?: ReactNode };

/** Where there is nothing yet: what would stand here, and how it comes. first: it is all there is. */
export function Empty({ title, first, children, act }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" className={styles.empty}>
      <Title order={first ? 1 : 2} size="h3">
        {title}
      </Title>
      {children && (
        <Text className="quiet" maw="34rem">
          {children}
        </Text>
      )}
      {act && <div className={styles.act}>{act}</div>}
    </Stack>
  );
}

export function Busy() {
  return (
    <Center mih="12rem">
      <Loader type="dots" color="gray" aria-hidden />
    </Center>
  );
}
