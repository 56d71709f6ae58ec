/** Deutsch: was von Dingen gesagt wird, die der Dienst mit Kennwörtern nennt. */
import type { Messages } from ".";
import type { told as english } from "./en_told";

export const told: Pick<Messages, keyof typeof english> = {
  told: {
    aimScene: (n) => `Auf eine Stelle in Szene ${n} zeigen`,
    ofScene: "Es gilt der Stelle, die in der Szene markiert ist",
    ofBoard: "Zum ganzen Storyboard sagen",
  },
  amiss: {
    campaign: "Die ganze Kampagne",
    parts: (n) => (n === 1 ? "1 Teil" : `${n} Teile`),
    took: (time) => `dauerte zuletzt ${time}`,
    again: (time) => `was veraltet ist, dauerte zuletzt ${time}`,
    free: "Machen kostet nichts",
    which: "Welche Teile",
  },
};
