/** A page of blocks as HTML. */
import { facts as given } from "../facts.js";
import type {
  Call,
  Footer,
  Gallery,
  Hero,
  Middle,
  Moment,
  Offer,
  Page,
  Picture,
  Proof,
  Questions,
  Steps,
  Worries,
} from "./blocks.js";
import type { Facts } from "./facts.js";
import { Html, html } from "./html.js";

const facts: Facts = given;

function held<T>(from: Readonly<Record<string, T>>, id: string, kind: string): T {
  const found = Object.hasOwn(from, id) ? from[id] : undefined;
  if (found === undefined) throw new Error(`there is no ${kind} ${JSON.stringify(id)}`);
  return found;
}

const line = (id: string): string => held(facts.lines, id, "line");
const word = (id: string): string => held(facts.words, id, "word");

const button = (): Html =>
  html`<a class="button" href="${facts.call.link}">${facts.call.text}</a>`;

function image(picture: Picture, sizes: string): Html {
  const still = held(facts.stills, picture.still, "still");
  return html`<img src="${still.file}" srcset="${still.sources}" sizes="${sizes}" alt="${line(picture.alt)}" width="${still.width}" height="${still.height}" loading="lazy" decoding="async" class="at-${picture.still}">`;
}

const HALF = "(min-width: 60rem) 36rem, 92vw";
const THIRD = "(min-width: 60rem) 24rem, (min-width: 45rem) 46vw, 92vw";

const framed = (picture: Picture | undefined, more = ""): Html =>
  picture ? html`<div class="picture${more}">${image(picture, HALF)}</div>` : html``;

function film(): Html {
  const { file, poster, captions, width, height, shape, label } = facts.film;
  const track = captions
    ? html`<track kind="captions" src="${captions}" srclang="${facts.language}" label="${word("captions")}">`
    : html``;
  return html`<figure class="film ${shape}" id="film">
    <video controls preload="metadata" playsinline poster="${poster}" width="${width}" height="${height}" aria-label="${label}">
      <source src="${file}" type="video/mp4">
      ${track}
    </video>
  </figure>`;
}

function hero(block: Hero): Html {
  const tagline = facts.brand.tagline
    ? html`<p class="tagline">${facts.brand.tagline}</p>`
    : html``;
  const words = html`<div class="words">
    ${tagline}
    <h1>${line(block.head)}</h1>
    <p class="lead">${line(block.lead)}</p>
    <div class="acts">${button()}</div>
  </div>`;
  const order = block.layout === "film first" ? [film(), words] : [words, film()];
  const shape = facts.film.shape === "tall" ? "tall" : "flat";
  const layout = block.layout.replace(" ", "-");
  return html`<section class="hero band ${block.ground} ${layout} ${shape}">
  <div class="wide">
  ${order}
  </div>
</section>`;
}

const worries = (block: Worries): Html => html`<section class="band ${block.ground} points">
  <div class="wide">
    <h2>${line(block.head)}</h2>
    <ul class="of-${block.pairs.length}">
    ${block.pairs.map(
      (pair) => html`<li>
        <p class="lead-words">${line(pair.feel)}</p>
        <p class="answer"><b>${word("answer")}</b>${line(pair.answer)}</p>
      </li>`,
    )}
    </ul>
  </div>
</section>`;

function proof(block: Proof): Html {
  const items = block.facts.map((id) => {
    const fact = held(facts.proofs, id, "proof");
    return html`<li>
        <p class="lead-words">${fact.claim}</p>
        <p class="how"><b>${word("source")}:</b> ${fact.how}</p>
      </li>`;
  });
  const list = html`<h2>${line(block.head)}</h2>
    <ul class="proofs ${block.layout} of-${items.length}">
      ${items}
    </ul>`;
  const pair = block.picture && block.layout !== "cards";
  return html`<section class="band ${block.ground} proof">
  <div class="wide${pair ? " pair" : ""}">
    ${pair ? framed(block.picture, " sticks") : html``}
    <div>${list}</div>
  </div>
</section>`;
}

function offer(block: Offer): Html {
  const { name, text, price, condition } = held(facts.offers, block.offer, "offer");
  if (condition !== block.condition) throw new Error(`offer ${block.offer}: its condition is left out`);
  const terms = html`${price ? html`<p class="price">${price}</p>` : html``}
      ${condition ? html`<p class="terms">${held(facts.conditions, condition, "condition")}</p>` : html``}`;
  const beside = block.picture
    ? framed(block.picture)
    : price || condition
      ? html`<div class="ticket">${terms}</div>`
      : html``;
  return html`<section class="band ${block.ground} offer">
  <div class="wide pair even">
    <div>
      <h2>${name}</h2>
      ${block.told ? html`<p class="body">${text}</p>` : html``}
      ${block.picture ? terms : html``}
      <div class="acts">${button()}</div>
    </div>
    ${beside}
  </div>
</section>`;
}

const steps = (block: Steps): Html => html`<section class="band ${block.ground} steps">
  <div class="wide">
    <h2>${line(block.head)}</h2>
    <ol class="of-${block.steps.length}">
      ${block.steps.map((id) => html`<li><p>${line(id)}</p></li>`)}
    </ol>
  </div>
</section>`;

const gallery = (block: Gallery): Html => html`<section class="band ${block.ground} gallery">
  <div class="wide">
    <h2>${line(block.head)}</h2>
    <ul class="of-${block.pictures.length}">
      ${block.pictures.map(
        (one) => html`<li><figure><div class="picture">${image(one, THIRD)}</div>${
          one.says ? html`<figcaption>${line(one.says)}</figcaption>` : html``
        }</figure></li>`,
      )}
    </ul>
  </div>
</section>`;

const moment = (block: Moment): Html => html`<section class="band ${block.ground} moment">
  <div class="wide pair even">
    ${framed(block.picture)}
    <h2>${line(block.says)}</h2>
  </div>
</section>`;

const questions = (block: Questions): Html => html`<section class="band ${block.ground} faq">
  <div class="wide pair">
    <h2>${line(block.head)}</h2>
    <div>
    ${block.asked.map(
      (one, n) =>
        html`<details${n ? html`` : html` open`}><summary>${line(one.ask)}</summary><p>${line(one.answer)}</p></details>`,
    )}
    </div>
  </div>
</section>`;

const call = (block: Call): Html => html`<section class="band ${block.ground} call${block.picture ? " shown" : ""}">
  <div class="wide${block.picture ? " pair even" : ""}">
    ${framed(block.picture)}
    <div>
      <h2>${line(block.head)}</h2>
      ${block.body ? html`<p>${line(block.body)}</p>` : html``}
      ${button()}
    </div>
  </div>
</section>`;

const footer = (block: Footer): Html => html`<footer class="${block.ground}">
  <div class="foot wide">
    <img src="${facts.brand.logo}" alt="" width="${facts.brand.logoWidth}" height="28">
    <p>${facts.about}.${facts.disclosure ? ` ${facts.disclosure}` : ""}</p>
    <a href="#main">${word("top")}</a>
  </div>
</footer>`;

function section(block: Hero | Middle): Html {
  switch (block.kind) {
    case "hero":
      return hero(block);
    case "worries":
      return worries(block);
    case "proof":
      return proof(block);
    case "offer":
      return offer(block);
    case "steps":
      return steps(block);
    case "gallery":
      return gallery(block);
    case "moment":
      return moment(block);
    case "questions":
      return questions(block);
    case "call":
      return call(block);
  }
}

export function render(page: Page): string {
  const { brand, call: way } = facts;
  const last = page.blocks[page.blocks.length - 1] as Footer;
  const rest = page.blocks.slice(0, -1) as (Hero | Middle)[];
  const { voice, space, corners } = page.look;
  return html`<!doctype html>
<html lang="${facts.language}" dir="${facts.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${facts.policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${line(page.title)}</title>
<meta name="description" content="${line(page.description)}">
<meta name="color-scheme" content="only light">
<meta name="theme-color" content="${brand.theme}">
<meta name="robots" content="noindex">
<link rel="icon" href="${brand.logo}">
<link rel="stylesheet" href="page.css">
</head>
<body class="${voice} ${space} ${corners}">
<a class="skip" href="#main">${word("skip")}</a>
<header class="top wide">
  <img src="${brand.logo}" alt="${brand.name}" width="${brand.logoWidth}" height="36">
  <a href="${way.link}">${way.text}</a>
</header>
<main id="main">
${rest.map(section)}
</main>
${footer(last)}
</body>
</html>
`.text;
}
