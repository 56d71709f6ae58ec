/** Names for what the service's document describes. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Campaign = Schemas["CampaignEntry"];
export type CampaignFile = Schemas["CampaignFile"];
export type Inspected = Schemas["Inspected"];
export type Row = Schemas["Row"];
export type Waiting = Schemas["Waiting"];
export type Order = Schemas["CampaignOrder"];
export type Film = Schemas["FilmListing"];
export type Whoever = Schemas["Whoever"];
export type Duty = Schemas["NewPerson"]["roles"][number];
export type Person = Schemas["Person"];
export type Key = Schemas["ProgramKey"];
export type AuditEntry = Schemas["AuditEntry"];
export type ItemVersion = Schemas["ItemVersion"];
export type ItemComment = Schemas["ItemComment"];
export type Change = Schemas["Change"];
export type ReviewLink = Schemas["ReviewLink"];
export type Reference = Schemas["Reference"];
export type SceneShot = Schemas["SceneShot"];
export type BaseListing = Schemas["BaseListing"];
export type LibraryItem = Schemas["Item"];
export type ItemFacts = Schemas["ItemFacts"];
export type Check = Schemas["Check"];
