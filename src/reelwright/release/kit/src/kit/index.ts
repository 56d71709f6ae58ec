export {
  call,
  footer,
  gallery,
  hero,
  moment,
  offer,
  page,
  proof,
  questions,
  steps,
  worries,
} from "./blocks.js";
