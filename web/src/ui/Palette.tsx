/** The command palette: every page, every campaign, and what one may do, by its name. */
import { Spotlight, type SpotlightActionData, spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.layer.css";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { asking } from "../api/client";
import { useMay } from "../features/session/session";
import { useWords } from "../messages";
import { SearchMark } from "./marks";
import { places } from "./Shell";

export default function Palette({ opened }: { opened: number }) {
  const words = useWords();
  const navigate = useNavigate();
  const admin = useMay("admin");
  const editor = useMay("editor");
  const campaigns = useQuery(asking("/api/campaigns"));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a higher number opens it again.
  useEffect(() => spotlight.open(), [opened]);
  const go = (to: string) => () => void navigate({ to });
  const pages = [...places(words, admin), { to: "/account", label: words.nav.keys }];
  pages.push({ to: "/paintings", label: words.paintings.all });
  pages.push({ to: "/spending", label: words.spending.title });
  if (admin) {
    pages.push({ to: "/hooks", label: words.hooks.title });
    pages.push({ to: "/cleanup", label: words.cleanup.title });
  }
  if (editor) pages.unshift({ to: "/campaigns/new", label: words.campaigns.new });
  const actions: { group: string; actions: SpotlightActionData[] }[] = [
    {
      group: words.nav.campaigns,
      actions: (campaigns.data ?? []).map((one) => ({
        id: one.name,
        label: one.title,
        description: one.name,
        onClick: go(`/campaigns/${one.name}`),
      })),
    },
    {
      group: words.nav.pages,
      actions: pages.map(({ to, label }) => ({ id: to, label, onClick: go(to) })),
    },
  ];
  return (
    <Spotlight
      actions={actions}
      nothingFound={words.nav.nothing}
      shortcut={null}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <SearchMark />,
        placeholder: words.nav.findHint,
        "aria-label": words.nav.findHint,
      }}
    />
  );
}
