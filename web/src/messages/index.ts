/** Every word of the page, in the language that the person chose. */
import { createContext, useContext } from "react";
import type { en } from "./en";

/** The words of a language: the English ones say which there are, and what each is told. */
export type Messages = Widened<typeof en>;

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer A) => string
    ? (...given: A) => string
    : { [K in keyof T]: Widened<T[K]> };

export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = "reelwright.language";

export function chosen(): Language {
  const wanted = localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2);
  return wanted in LANGUAGES ? (wanted as Language) : "en";
}

/** Keep a choice of language; the page is loaded again in it. */
export function choose(language: Language): void {
  localStorage.setItem(KEPT, language);
  location.reload();
}

export async function load(language: Language): Promise<Messages> {
  return language === "de" ? (await import("./de")).de : (await import("./en")).en;
}

/** There once the page is drawn: `main` waits for them. */
export const Words = createContext<Messages>(null as unknown as Messages);

export function useWords(): Messages {
  return useContext(Words);
}
