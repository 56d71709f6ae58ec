/** What stands around every page: the way to the others, the palette, and one's own account. */
import { ActionIcon, Burger, Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useLeave, useMay, useMe } from "../features/session/session";
import { choose, chosen, LANGUAGES, type Language, type Messages, useWords } from "../messages";
import { SearchMark } from "./marks";
import { Busy } from "./Page";
import styles from "./Shell.module.css";

const Palette = lazy(() => import("./Palette"));
const SideMenu = lazy(() => import("./SideMenu"));

export type Place = { to: string; label: string };

export function places(words: Messages, admin: boolean): Place[] {
  const all = [
    { to: "/campaigns", label: words.nav.campaigns },
    { to: "/clips", label: words.nav.clips },
    { to: "/library", label: words.nav.library },
    { to: "/orders", label: words.nav.orders },
    { to: "/people", label: words.nav.people },
  ];
  return admin ? [...all, { to: "/audit", label: words.nav.audit }] : all;
}

export function Shell() {
  const words = useWords();
  const admin = useMay("admin");
  const [menu, { toggle, close }] = useDisclosure();
  const [asked, setAsked] = useState(false);
  const [palette, setPalette] = useState(0);
  const at = useLocation({ select: (location) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu.
  useEffect(close, [at]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setPalette((opened) => opened + 1);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const links = places(words, admin).map((place) => (
    <Link
      key={place.to}
      to={place.to}
      className={styles.link}
      activeProps={{ className: styles.here }}
    >
      {place.label}
    </Link>
  ));
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className={styles.bar}>
        <div className={styles.wide}>
          <Burger
            className={styles.burger}
            opened={menu}
            onClick={() => {
              setAsked(true);
              toggle();
            }}
            size="sm"
            aria-label={words.nav.more}
          />
          <Link to="/campaigns" className={styles.mark}>
            <img src="/mark.svg" alt="" width="24" height="24" />
            <span>{words.name}</span>
          </Link>
          <nav className={styles.links} aria-label={words.nav.label}>
            {links}
          </nav>
          <UnstyledButton className={styles.find} onClick={() => setPalette((n) => n + 1)}>
            <SearchMark />
            <span>{words.nav.find}</span>
            <kbd>{navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl"} K</kbd>
          </UnstyledButton>
          <ActionIcon
            className={styles.glass}
            variant="subtle"
            color="ink"
            size="lg"
            onClick={() => setPalette((n) => n + 1)}
            aria-label={words.nav.find}
          >
            <SearchMark />
          </ActionIcon>
          <Account />
        </div>
      </header>
      {asked && (
        <Suspense fallback={null}>
          <SideMenu opened={menu} onClose={close}>
            {links}
          </SideMenu>
        </Suspense>
      )}
      <main id="content" tabIndex={-1} className={styles.main}>
        <Suspense fallback={<Busy />}>
          <Outlet />
        </Suspense>
      </main>
      {palette > 0 && (
        <Suspense fallback={null}>
          <Palette opened={palette} />
        </Suspense>
      )}
    </>
  );
}

function Account() {
  const words = useWords();
  const me = useMe();
  const leave = useLeave();
  const navigate = useNavigate();
  const admin = useMay("admin");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const schemes = { light: words.nav.light, dark: words.nav.dark, auto: words.nav.system } as const;
  return (
    <Menu position="bottom-end" width={230} shadow="md">
      <Menu.Target>
        <UnstyledButton
          aria-label={words.nav.account(me.name)}
          className={styles.account}
          data-initials={me.name.slice(0, 2)}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={styles.who}>
          <b>{me.name}</b>
          <span>
            {me.duties.map((duty) => words.roles[duty as keyof typeof words.roles]).join(", ")}
          </span>
        </Menu.Label>
        <Menu.Item onClick={() => navigate({ to: "/account" })}>{words.nav.keys}</Menu.Item>
        <Menu.Item onClick={() => navigate({ to: "/spending" })}>{words.spending.title}</Menu.Item>
        {admin && (
          <>
            <Menu.Item onClick={() => navigate({ to: "/hooks" })}>{words.hooks.title}</Menu.Item>
            <Menu.Item onClick={() => navigate({ to: "/cleanup" })}>
              {words.cleanup.title}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Label>{words.nav.theme}</Menu.Label>
        {(Object.keys(schemes) as (keyof typeof schemes)[]).map((one) => (
          <Menu.Item
            key={one}
            onClick={() => setColorScheme(one)}
            rightSection={colorScheme === one ? "✓" : null}
          >
            {schemes[one]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{words.nav.language}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            onClick={() => choose(one)}
            rightSection={chosen() === one ? "✓" : null}
          >
            {LANGUAGES[one]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => leave().then(() => navigate({ to: "/sign-in" }))}>
          {words.nav.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
