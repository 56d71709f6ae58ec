/** The blocks that pages are made of. A block that cannot be right does not compile. */
import { facts } from "../facts.js";

export type LineId = keyof typeof facts.lines;
export type ProofId = keyof typeof facts.proofs;
export type OfferId = keyof typeof facts.offers;
export type StillId = keyof typeof facts.stills;

/** The condition of an offer: the id of its terms, or null for one that has none. */
export type ConditionOf<O extends OfferId> = (typeof facts.offers)[O]["condition"];

/** What a block stands on. */
export type Ground = "paper" | "soft" | "deep";

/** A still of the film, and what it shows in words, for whoever cannot see it. */
export interface Picture {
  still: StillId;
  alt: LineId;
}

interface Block<K extends string> {
  kind: K;
  ground: Ground;
}

/** The first screen: the film, what it promised, the way on. */
export interface Hero extends Block<"hero"> {
  head: LineId;
  lead: LineId;
  layout: "beside" | "film first" | "stage";
}

/** What visitors feel, each with our answer. */
export interface Worries extends Block<"worries"> {
  head: LineId;
  pairs: readonly { feel: LineId; answer: LineId }[];
}

/** Claims with what they rest on; the first one large where it leads. */
export interface Proof extends Block<"proof"> {
  head: LineId;
  facts: readonly ProofId[];
  layout: "list" | "cards" | "lead";
  picture?: Picture;
}

/** What is offered, for how much, and on which condition. */
export interface Offer extends Block<"offer"> {
  offer: OfferId;
  condition: string | null;
  /** Whether its text stands in it; false where other blocks say it. */
  told: boolean;
  picture?: Picture;
}

/** What happens first, and then. */
export interface Steps extends Block<"steps"> {
  head: LineId;
  steps: readonly LineId[];
}

/** Moments of the film. */
export interface Gallery extends Block<"gallery"> {
  head: LineId;
  pictures: readonly (Picture & { says?: LineId })[];
}

/** One sentence beside one moment of the film. */
export interface Moment extends Block<"moment"> {
  says: LineId;
  picture: Picture;
}

/** What one would still ask. */
export interface Questions extends Block<"questions"> {
  head: LineId;
  asked: readonly { ask: LineId; answer: LineId }[];
}

/** The way on, once more. */
export interface Call extends Block<"call"> {
  head: LineId;
  body?: LineId;
  picture?: Picture;
}

/** Who speaks, and what has to be disclosed. */
export interface Footer extends Block<"footer"> {}

export type Middle = Worries | Proof | Offer | Steps | Gallery | Moment | Questions | Call;

/** How a page looks beside its brand. */
export interface Look {
  voice: "calm" | "plain" | "bold";
  space: "airy" | "close";
  corners: "round" | "square";
}

export interface Page {
  title: LineId;
  description: LineId;
  look: Look;
  blocks: readonly [Hero, ...Middle[], Footer];
}

type Given<B> = Omit<B, "kind" | "ground"> & { ground?: Ground };

export const hero = (given: Given<Hero>): Hero => ({ kind: "hero", ground: "paper", ...given });

export const worries = (given: Given<Worries>): Worries => ({
  kind: "worries",
  ground: "deep",
  ...given,
});

export const proof = (given: Given<Proof>): Proof => ({ kind: "proof", ground: "paper", ...given });

export const offer = <O extends OfferId>(
  given: Given<Offer> & { offer: O; condition: ConditionOf<O> },
): Offer => ({ kind: "offer", ground: "soft", ...given });

export const steps = (given: Given<Steps>): Steps => ({ kind: "steps", ground: "paper", ...given });

export const gallery = (given: Given<Gallery>): Gallery => ({
  kind: "gallery",
  ground: "paper",
  ...given,
});

export const moment = (given: Given<Moment>): Moment => ({
  kind: "moment",
  ground: "paper",
  ...given,
});

export const questions = (given: Given<Questions>): Questions => ({
  kind: "questions",
  ground: "paper",
  ...given,
});

export const call = (given: Given<Call>): Call => ({ kind: "call", ground: "deep", ...given });

export const footer = (given: Given<Footer> = {}): Footer => ({
  kind: "footer",
  ground: "paper",
  ...given,
});

export const page = (given: Page): Page => given;
