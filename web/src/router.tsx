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
import { Door } from "./features/session/Door";
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
  component: Door,
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

const files = createRoute({
  getParentRoute: () => campaign,
  path: "/files",
  validateSearch: (given): { file?: string } =>
    typeof given.file === "string" ? { file: given.file } : {},
  component: lazyRouteComponent(() => import("./features/files/Files")),
});

const tree = root.addChildren([
  door,
  start,
  inside.addChildren([campaigns, fresh, campaign.addChildren([overview, files])]),
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
