/** The command palette: every page, every campaign, and what the one stood in holds, by its name. */
import { Spotlight, type SpotlightActionData, spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.layer.css";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { asking } from "../api/client";
import type { Board } from "../features/boards/board";
import { itemQuery, known } from "../features/items/items";
import { useMay } from "../features/session/session";
import { chosen, useWords } from "../messages";
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
  const here = useHere();
  const actions: { group: string; actions: SpotlightActionData[] }[] = [
    ...here,
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

/** What the campaign holds that one stands in: its pages, storyboards, films and files. */
function useHere(): { group: string; actions: SpotlightActionData[] }[] {
  const words = useWords();
  const navigate = useNavigate();
  const at = useLocation({ select: ({ pathname }) => /^\/campaigns\/([^/]+)/.exec(pathname)?.[1] });
  const name = at && at !== "new" ? at : "";
  const asked = { path: { name } };
  const enabled = name !== "";
  const campaign = useQuery({ ...asking("/api/campaigns/{name}", asked), enabled });
  const status = useQuery({ ...asking("/api/campaigns/{name}/status", asked), enabled });
  const films = useQuery({
    ...asking("/api/campaigns/{name}/films", asked),
    enabled: status.data?.some(({ stage }) => stage === "film") ?? false,
  });
  const files = useQuery({ ...asking("/api/campaigns/{name}/files", asked), enabled });
  const rows = (status.data ?? []).filter(({ stage }) => stage === "storyboard");
  const boards = useQueries({
    queries: rows.map(({ item }) => ({
      ...itemQuery(name, "storyboard", item),
      select: known<Board>,
    })),
  });
  if (!campaign.data) return [];
  const languages = new Intl.DisplayNames(chosen(), { type: "language" });
  const to = `/campaigns/${name}`;
  const entry = (label: string, path: string, description = "", search = {}) => ({
    id: `${to}${path} ${JSON.stringify(search)}`,
    label,
    description,
    onClick: () => void navigate({ to: `${to}${path}`, search } as never),
  });
  const pages = [
    "facts",
    "segments",
    "briefs",
    "storyboards",
    "films",
    "files",
    "activity",
  ] as const;
  return [
    {
      group: campaign.data.title,
      actions: [
        entry(words.campaign.overview, ""),
        ...pages.map((page) => entry(words.campaign[page], `/${page}`)),
        ...rows.map(({ item }, n) =>
          entry(
            boards[n]?.data?.value.title ?? item,
            `/storyboards/${item}`,
            words.campaign.storyboards,
          ),
        ),
        ...(films.data ?? []).map((film) =>
          entry(
            film.concept,
            `/films/${film.id}`,
            `${words.campaign.films} · ${film.format} · ${languages.of(film.language)}`,
          ),
        ),
        ...(files.data ?? []).map(({ path }) =>
          entry(path, "/files", words.campaign.files, { file: path }),
        ),
      ],
    },
  ];
}
