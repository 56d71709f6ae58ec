/** Which address shows which page; each is loaded when it is gone to. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { sessionQuery } from "./features/session/session";
import { Astray, Broken } from "./ui/Astray";
import { Shell } from "./ui/Shell";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: Astray,
  errorComponent: Broken,
});

const door = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (given): { to?: string } =>
    typeof given.to === "string" ? { to: given.to } : {},
  component: lazyRouteComponent(() => import("./features/session/Door"), "Door"),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const who = await context.queries.ensureQueryData(sessionQuery);
    if (!who) throw redirect({ to: "/sign-in", search: { to: location.href } });
  },
});

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/campaigns" });
  },
});

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns",
  component: lazyRouteComponent(() => import("./features/campaigns/Campaigns")),
});

const fresh = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns/new",
  component: lazyRouteComponent(() => import("./features/campaigns/Fresh")),
});

const campaign = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns/$name",
  component: lazyRouteComponent(() => import("./features/campaigns/Campaign")),
});

const overview = createRoute({
  getParentRoute: () => campaign,
  path: "/",
  component: lazyRouteComponent(() => import("./features/campaigns/Overview")),
});

const facts = createRoute({
  getParentRoute: () => campaign,
  path: "/facts",
  component: lazyRouteComponent(() => import("./features/facts/FactsPage")),
});

const pictures = createRoute({
  getParentRoute: () => campaign,
  path: "/pictures",
  component: lazyRouteComponent(() => import("./features/pictures/PicturesPage")),
});

const files = createRoute({
  getParentRoute: () => campaign,
  path: "/files",
  validateSearch: (given): { file?: string } =>
    typeof given.file === "string" ? { file: given.file } : {},
  component: lazyRouteComponent(() => import("./features/files/Files")),
});

const segments = createRoute({
  getParentRoute: () => campaign,
  path: "/segments",
  component: lazyRouteComponent(() => import("./features/segments/Segments")),
});

const briefs = createRoute({
  getParentRoute: () => campaign,
  path: "/briefs",
  component: lazyRouteComponent(() => import("./features/briefs/Briefs")),
});

const boards = createRoute({
  getParentRoute: () => campaign,
  path: "/storyboards",
  component: lazyRouteComponent(() => import("./features/boards/Boards")),
});

const boardPage = createRoute({
  getParentRoute: () => campaign,
  path: "/storyboards/$board",
  component: lazyRouteComponent(() => import("./features/boards/BoardPage")),
});

const films = createRoute({
  getParentRoute: () => campaign,
  path: "/films",
  component: lazyRouteComponent(() => import("./features/films/Films")),
});

const filmPage = createRoute({
  getParentRoute: () => campaign,
  path: "/films/$film",
  component: lazyRouteComponent(() => import("./features/films/FilmPage")),
});

const activity = createRoute({
  getParentRoute: () => campaign,
  path: "/activity",
  component: lazyRouteComponent(() => import("./features/campaigns/Activity")),
});

const orders = createRoute({
  getParentRoute: () => inside,
  path: "/orders",
  component: lazyRouteComponent(() => import("./features/orders/Orders")),
});

const people = createRoute({
  getParentRoute: () => inside,
  path: "/people",
  component: lazyRouteComponent(() => import("./features/people/People")),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: "/account",
  component: lazyRouteComponent(() => import("./features/people/Account")),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: "/audit",
  component: lazyRouteComponent(() => import("./features/people/Audit")),
});

const spending = createRoute({
  getParentRoute: () => inside,
  path: "/spending",
  component: lazyRouteComponent(() => import("./features/people/Spending")),
});

const hooks = createRoute({
  getParentRoute: () => inside,
  path: "/hooks",
  component: lazyRouteComponent(() => import("./features/hooks/Hooks")),
});

const cleanup = createRoute({
  getParentRoute: () => inside,
  path: "/cleanup",
  component: lazyRouteComponent(() => import("./features/cleanup/Cleanup")),
});

const library = createRoute({
  getParentRoute: () => inside,
  path: "/library",
  validateSearch: (given): { words?: string } =>
    typeof given.words === "string" ? { words: given.words } : {},
  component: lazyRouteComponent(() => import("./features/library/Library")),
});

const libraryItem = createRoute({
  getParentRoute: () => inside,
  path: "/library/$base/$item",
  component: lazyRouteComponent(() => import("./features/library/LibraryItem")),
});

const paint = createRoute({
  getParentRoute: () => inside,
  path: "/library/$base/$item/change",
  component: lazyRouteComponent(() => import("./features/paintings/Paint")),
});

const paintings = createRoute({
  getParentRoute: () => inside,
  path: "/paintings",
  component: lazyRouteComponent(() => import("./features/paintings/Paintings")),
});

const painting = createRoute({
  getParentRoute: () => inside,
  path: "/paintings/$id",
  component: lazyRouteComponent(() => import("./features/paintings/Painting")),
});

const review = createRoute({
  getParentRoute: () => root,
  path: "/review",
  component: lazyRouteComponent(() => import("./features/reviews/Review")),
});

const clips = createRoute({
  getParentRoute: () => inside,
  path: "/clips",
  validateSearch: (given): { picture?: string; name?: string } =>
    typeof given.picture === "string" && typeof given.name === "string"
      ? { picture: given.picture, name: given.name }
      : {},
  component: lazyRouteComponent(() => import("./features/clips/Clips")),
});

const clipPage = createRoute({
  getParentRoute: () => inside,
  path: "/clips/$id",
  component: lazyRouteComponent(() => import("./features/clips/ClipPage")),
});

const tree = root.addChildren([
  door,
  start,
  review,
  inside.addChildren([
    campaigns,
    clipPage,
    clips,
    painting,
    paintings,
    paint,
    libraryItem,
    library,
    cleanup,
    hooks,
    spending,
    audit,
    account,
    people,
    orders,
    fresh,
    campaign.addChildren([
      overview,
      facts,
      pictures,
      files,
      segments,
      briefs,
      boards,
      boardPage,
      films,
      filmPage,
      activity,
    ]),
  ]),
]);

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: "intent",
    defaultErrorComponent: Broken,
    scrollRestoration: true,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
