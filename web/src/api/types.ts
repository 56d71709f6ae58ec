/** Names for what the service's document describes. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Campaign = Schemas["CampaignEntry"];
export type CampaignFile = Schemas["CampaignFile"];
export type Inspected = Schemas["Inspected"];
export type CampaignFacts = Schemas["CampaignFacts"];
export type FactsFinding = Schemas["FactsFinding"];
export type Translation = Schemas["Translation"];
export type Captions = Schemas["Captions"];
export type CaptionRow = Schemas["CaptionRow"];
export type CaptionFinding = Schemas["CaptionFinding"];
export type Row = Schemas["Row"];
export type Waiting = Schemas["Waiting"];
export type Order = Schemas["CampaignOrder"];
export type Film = Schemas["FilmListing"];
export type Whoever = Schemas["Whoever"];
export type Duty = Schemas["NewPerson"]["roles"][number];
export type Person = Schemas["Person"];
export type Hook = Schemas["OrderHook"];
export type HouseCosts = Schemas["HouseCosts"];
export type Key = Schemas["ProgramKey"];
export type PromptTemplate = Schemas["PromptTemplate"];
export type AuditEntry = Schemas["AuditEntry"];
export type CleanupHeap = Schemas["CleanupHeap"];
export type CleanupKind = CleanupHeap["kind"];
export type ItemVersion = Schemas["ItemVersion"];
export type ItemComment = Schemas["ItemComment"];
export type Change = Schemas["Change"];
export type ReviewLink = Schemas["ReviewLink"];
/** What the page reads of a picture: the service's document leaves it open. */
export type ShownPicture = {
  id: string;
  asset: { sha256: string };
  captions: { text: string }[];
};
export type Reference = Omit<Schemas["Reference"], "picture"> & { picture: ShownPicture };
export type SceneShot = Schemas["SceneShot"];
export type SceneTake = Schemas["SceneTake"];
export type Unsettled = Schemas["UnsettledScene"];
export type LookAct = Schemas["LookWanted"]["act"];
export type TakeAct = Schemas["TakeWanted"]["act"];
export type BaseListing = Schemas["BaseListing"];
export type LibraryItem = Schemas["Item"];
export type ItemFacts = Schemas["ItemFacts"];
export type Searched = Schemas["Searched"];
export type Painting = Schemas["PaintingEntry"];
export type PaintingCandidate = Schemas["PaintingCandidate"];
export type PaintMode = Painting["wanted"]["mode"];
export type Clip = Schemas["GalleryClip"];
export type Check = Schemas["Check"];
export type ShownOutside = Schemas["ShownOutside"];
