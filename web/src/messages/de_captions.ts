/** Deutsch: was die Bilder einer Kampagne zeigen und wofür sie frei sind, als Formular. */
import type { captioning as english } from "./en_captions";

export const captioning: typeof english = {
  tab: "Bilder",
  lead: "Was jedes Bild zeigt und wofür Sie es verwenden dürfen. Filme finden Bilder nach diesen Beschreibungen.",
  none: "Noch keine Bilder",
  noneHint:
    "Fügen Sie unter Dateien Fotos, Zeichnungen oder Clips hinzu; hier sagen Sie dann, was sie zeigen.",
  toFiles: "Zu den Dateien",
  unread: "Liste öffnen",
  otherwise: (path) =>
    `Was über die Bilder gesagt ist, steht in ${path}; diese Datei ändern Sie unter Dateien.`,
  theirs: "Jemand hat die Liste inzwischen geändert.",
  load: "Andere laden, meine behalten",
  both: (theirs) => (theirs ? `Jemand anders schrieb: ${theirs}` : "Jemand anders hat es geleert"),
  bare: (n) => `${n} ohne Beschreibung`,
  onlyBare: "Nur Bilder ohne Beschreibung",
  more: (n) => (n === 1 ? "1 weiteres zeigen" : `${n} weitere zeigen`),
  rights: "Rechte und mehr",
  unseen: "Keine Vorschau",
  elsewhere: "In der Liste aufgefallen",
  caption: "Beschreibung",
  captionHint: "Was es zeigt, in einem Satz",
  keywords: "Stichwörter",
  people: "Personen darauf",
  several: "Mit Semikolon dazwischen",
  scale: "Wie nah",
  scales: { "": "Nicht angegeben", wide: "Von weitem", medium: "Mittel", close: "Aus der Nähe" },
  holder: "Wer die Rechte hat",
  licence: "Lizenz",
  expires: "Lizenz endet am",
  consent: "Die Gezeigten sind einverstanden",
  consents: { "": "Nicht angegeben", yes: "Ja", no: "Nein" },
};
