/** The studio's page. */
import "@mantine/core/styles.layer.css";
import "./ui/base.css";
import { MantineProvider } from "@mantine/core";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Problem, prove } from "./api/client";
import { sessionQuery } from "./features/session/session";
import { chosen, load, Words } from "./messages";
import { makeRouter } from "./router";
import { keepFocus } from "./ui/focus";
import { theme, variables } from "./ui/theme";

// The service's policy lets in only styles that carry the word it drew for this page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="nonce"]')?.content ?? "";
setNonce(nonce);

function onProblem(problem: unknown): void {
  const ended = problem instanceof Problem && problem.kind === "NotSignedIn";
  if (!ended || !queries.getQueryData(sessionQuery.queryKey)) return;
  prove("");
  queries.setQueryData(sessionQuery.queryKey, null);
  void router.navigate({ to: "/sign-in", search: { to: location.pathname } });
}

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onProblem }),
  mutationCache: new MutationCache({ onError: onProblem }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the service refused it refuses again; only what did not reach it may pass.
      retry: (failures, problem) =>
        failures < 2 && problem instanceof Problem && problem.status === 0,
    },
  },
});
const router = makeRouter(queries);

const language = chosen();
document.documentElement.lang = language;
keepFocus();
const words = await load(language);
createRoot(document.getElementById("page") as HTMLElement).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <Words.Provider value={words}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Words.Provider>
    </MantineProvider>
  </StrictMode>,
);
