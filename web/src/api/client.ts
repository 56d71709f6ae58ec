/** What the page asks of the service: typed by its document, errors as the service tells them. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import createClient, { type FetchOptions } from "openapi-fetch";
import type { PathsWithMethod } from "openapi-typescript-helpers";
import { chosen } from "../messages";
import type { paths } from "./schema";

/** An error of the service: what, why and the next act stand in `message`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    detail: string,
    readonly fields: readonly { where: string; why: string }[] = [],
  ) {
    super(detail);
  }
}

const PROOF = "X-Reelwright-Proof";
let proof = "";

/** Keep what signing in gave, so that it goes with all that changes something. */
export function prove(given: string): void {
  proof = given;
}

export const client = createClient<paths>();
client.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", chosen());
    if (proof && request.method !== "GET") request.headers.set(PROOF, proof);
    return request;
  },
});

type Answered<T> = { data?: T; error?: unknown; response: Response };

/** An answer's value; throws a Problem where there is none. */
export async function told<T>(asked: Promise<Answered<T>>): Promise<T> {
  let answered: Answered<T>;
  try {
    answered = await asked;
  } catch (failed) {
    if (failed instanceof DOMException && failed.name === "AbortError") throw failed;
    throw new Problem(0, "NotReached", "");
  }
  const { data, error, response } = answered;
  if (!response.ok) throw problemOf(response.status, error);
  return data as T;
}

function problemOf(status: number, error: unknown): Problem {
  const body = (typeof error === "object" && error ? error : {}) as Record<string, unknown>;
  const detail = typeof body.detail === "string" ? body.detail : "";
  const fields = Array.isArray(body.fields) ? body.fields : [];
  return new Problem(status, typeof body.title === "string" ? body.title : "HTTP", detail, fields);
}

/** Send bytes as they are. */
export async function send(
  method: "PUT" | "POST" | "DELETE",
  address: string,
  body: BodyInit | null,
  headers: Record<string, string> = {},
  signal: AbortSignal | null = null,
): Promise<Response> {
  let response: Response;
  try {
    const given = { "Accept-Language": chosen(), ...headers, [PROOF]: proof };
    response = await fetch(address, { method, body, headers: given, signal });
  } catch (failed) {
    if (signal?.aborted) throw failed;
    throw new Problem(0, "NotReached", "");
  }
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null));
  return response;
}

type Gets = PathsWithMethod<paths, "get">;
type Options<P extends Gets> = FetchOptions<paths[P]["get"]>;
type Json<O> = O extends { responses: { 200: { content: { "application/json": infer T } } } }
  ? T
  : never;
type Value<P extends Gets> = Json<paths[P]["get"]>;

/** How a thing is asked for and kept: `useQuery(asking("/api/campaigns"))`. */
export function asking<P extends Gets>(path: P, params?: Options<P>["params"]) {
  return queryOptions({
    queryKey: [path, params ?? {}] as const,
    queryFn: ({ signal }) =>
      told(client.GET(path as never, { params, signal } as never) as Promise<Answered<Value<P>>>),
  });
}

/** Ask again for all that was asked of a campaign. */
export function freshen(queries: QueryClient, campaign: string): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey: [path, params] }) =>
      path === "/api/campaigns" ||
      path === "/api/orders" ||
      (params as { path?: { name?: string } } | undefined)?.path?.name === campaign,
  });
}
