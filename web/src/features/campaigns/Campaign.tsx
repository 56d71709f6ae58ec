/** A campaign: its name, the ways through it, and the page that was gone to. */
import { Button, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation, useParams } from "@tanstack/react-router";
import { Suspense, useEffect, useRef } from "react";
import { asking, Problem } from "../../api/client";
import { useWords } from "../../messages";
import { Busy, useTitle } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { useTidings } from "../orders/tidings";
import styles from "./Campaign.module.css";

export default function CampaignFrame() {
  const words = useWords();
  const { name } = useParams({ strict: false }) as { name: string };
  const found = useQuery(asking("/api/campaigns/{name}", { path: { name } }));
  useTitle(found.data?.title ?? name);
  useTidings(name);
  const bar = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path has another tab to show.
  useEffect(() => {
    const here = bar.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (!bar.current || !here) return;
    const shown = bar.current.getBoundingClientRect();
    const at = here.getBoundingClientRect();
    bar.current.scrollLeft += at.left - shown.left - (shown.width - at.width) / 2;
  }, [path]);
  const tabs = [
    ["/campaigns/$name", words.campaign.overview],
    ["/campaigns/$name/facts", words.campaign.facts],
    ["/campaigns/$name/pictures", words.captioning.tab],
    ["/campaigns/$name/segments", words.campaign.segments],
    ["/campaigns/$name/briefs", words.campaign.briefs],
    ["/campaigns/$name/storyboards", words.campaign.storyboards],
    ["/campaigns/$name/films", words.campaign.films],
    ["/campaigns/$name/files", words.campaign.files],
    ["/campaigns/$name/activity", words.campaign.activity],
  ] as const;
  if (found.error) {
    const gone = found.error instanceof Problem && found.error.status === 404;
    return (
      <div className="page">
        <Trouble error={found.error} again={gone ? undefined : () => found.refetch()} />
        {gone && (
          <Button component={Link} to="/campaigns" mt="md" variant="default">
            {words.problem.home}
          </Button>
        )}
      </div>
    );
  }
  return (
    <>
      <header className={styles.head}>
        <div className={styles.wide}>
          <Title order={1} className={styles.title}>
            {found.data?.title ?? name}
          </Title>
          <nav ref={bar} className={styles.tabs} aria-label={words.campaign.label}>
            {tabs.map(([to, label]) => (
              <Link
                key={to}
                to={to}
                params={{ name }}
                activeOptions={{ exact: to === "/campaigns/$name" }}
                activeProps={{ className: styles.here }}
                className={styles.tab}
              >
                {label}
              </Link>
            ))}
          </nav>
        </div>
      </header>
      <div className="page">
        <Suspense fallback={<Busy />}>
          <Outlet />
        </Suspense>
      </div>
    </>
  );
}
