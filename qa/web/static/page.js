// The chat page's script: asks, opens sources and uploads without leaving the page. All HTML comes from the server.

const log = document.querySelector("#log");
const form = document.querySelector("#ask");
const question = form.elements.q;
const state = document.querySelector("#state");
const source = document.querySelector("#source");
const library = document.querySelector("#library");
const upload = document.querySelector("#upload");
const narrow = matchMedia("(max-width: 60rem)");
const UNREACHABLE = "The service does not answer. Check that it runs, then ask again.";

const read = (html) => new DOMParser().parseFromString(html, "text/html");

// Fetch a page of this service; its problem's words are thrown where it has one.
async function fetched(address, options) {
  let reply;
  try {
    reply = await fetch(address, options);
  } catch {
    throw new Error(UNREACHABLE);
  }
  if (!reply.ok) throw new Error((await reply.json().catch(() => ({}))).detail ?? UNREACHABLE);
  return read(await reply.text());
}

// Asking.

async function ask(text) {
  if (!text || form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  state.textContent = "";
  const body = new URLSearchParams(new FormData(form));
  body.set("q", text);
  try {
    const turn = (await fetched("/turn", { method: "POST", body })).querySelector(".turn");
    document.querySelector("#welcome")?.remove();
    log.append(turn);
    hold("conversation", turn.dataset.conversation);
    question.value = "";
    question.placeholder = "Ask a follow-up";
    turn.scrollIntoView({ block: "start", behavior: "smooth" });
  } catch (error) {
    state.textContent = error.message;
    question.value = text;
  } finally {
    form.ariaBusy = "false";
    if (!narrow.matches) question.focus();
  }
}

function hold(name, value) {
  const field = form.elements[name];
  field.value = value ?? "";
  field.disabled = !value;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(question.value.trim());
});

// Where to look: a filing, a company or everything. What the server says of it replaces what stands here.

async function scope(address, keep) {
  const page = await fetched(address);
  for (const name of ["filing", "company"]) hold(name, page.querySelector(`#ask [name=${name}]`).value);
  if (!keep) hold("conversation", "");
  for (const part of ["#filings", "#ask .scope", "#starters"]) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
}

let waiting;
document.querySelector("#find").addEventListener("input", (event) => {
  clearTimeout(waiting);
  const address = `/?${new URLSearchParams({ find: event.target.value, ...chosen() })}`;
  waiting = setTimeout(async () => {
    const page = await fetched(address).catch(() => null);
    if (page) document.querySelector("#filings").replaceWith(page.querySelector("#filings"));
  }, 150);
});

function chosen() {
  const given = { filing: form.elements.filing.value, company: form.elements.company.value };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}

// The source, beside the conversation or as a sheet over it.

async function open(link) {
  const page = await fetched(link.href);
  const body = document.querySelector("#source-body");
  const title = page.querySelector(".filing h1").textContent;
  close();
  document.querySelector("#source-title").textContent = title;
  document.querySelector("#source-link").href = link.href;
  body.replaceChildren(page.querySelector(".filing"));
  source.opener = link;
  link.ariaExpanded = "true";
  if (narrow.matches) source.showModal();
  else source.show();
  const quote = body.querySelector("#quote");
  if (quote) quote.scrollIntoView({ block: "center" });
  else body.scrollTo(0, 0);
  (quote ?? body).focus({ preventScroll: true });
}

function close() {
  source.close();
  leave();
}

// The dialog's close event comes later, when the focus may be elsewhere or the next source open.
function leave() {
  const { opener } = source;
  if (!opener || source.open) return;
  source.opener = null;
  opener.ariaExpanded = "false";
  opener.focus();
}

source.addEventListener("close", leave); // the browser's own Escape
document.querySelector("#source-close").addEventListener("click", close);
source.addEventListener("click", (event) => {
  if (event.target === source) close(); // the backdrop
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && source.open) close();
  else if (event.key === "/" && !event.target.closest("input")) {
    event.preventDefault();
    question.focus();
  }
});

// Links: with a modifier key they stay links.

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-ask], a[data-source], a[data-scope]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const address = new URL(link.href);
  const given = address.searchParams;
  try {
    if ("source" in link.dataset) {
      if (library.matches(":popover-open")) library.hidePopover();
      await open(link);
    } else if ("scope" in link.dataset) {
      await scope(link.href);
      if (library.matches(":popover-open")) library.hidePopover();
      question.focus();
    } else {
      const target = given.get("filing") ?? given.get("company");
      if (target && target !== (form.elements.filing.value || form.elements.company.value)) {
        const narrowed = new URLSearchParams(given);
        narrowed.delete("q");
        await scope(`/?${narrowed}`, true);
      }
      await ask(given.get("q"));
    }
  } catch (error) {
    state.textContent = error.message;
  }
});

// Uploading: chosen or dropped anywhere.

const file = upload.elements.file;
const token = upload.elements.token;
const progress = upload.querySelector("progress");
const result = upload.querySelector(".result");

function told(text, failed) {
  result.textContent = text;
  result.classList.toggle("failed", Boolean(failed));
}

function send(chosenFile) {
  if (chosenFile.size > upload.dataset.limit * 1e6) {
    told(`${chosenFile.name} is larger than ${upload.dataset.limit} MB.`, true);
    return;
  }
  const body = new FormData();
  body.append("file", chosenFile);
  const request = new XMLHttpRequest();
  request.open("POST", "/api/v1/filings");
  request.responseType = "json";
  if (token.value) request.setRequestHeader("Authorization", `Bearer ${token.value}`);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable && event.loaded < event.total) progress.value = event.loaded / event.total;
    else progress.removeAttribute("value"); // sent, and being read
  });
  request.addEventListener("loadend", () => {
    progress.hidden = true;
    file.value = "";
    if (request.status === 401) token.parentElement.hidden = false;
    if (request.status === 200 || request.status === 201) added(request.response.filing, request.status === 200);
    else told(request.response?.detail ?? UNREACHABLE, true);
  });
  progress.hidden = false;
  progress.value = 0;
  told(`Reading ${chosenFile.name} …`);
  request.send(body);
}

async function added(filing, held) {
  const facts = `${filing.facts} fact${filing.facts === 1 ? "" : "s"}`;
  told([`${held ? "Already here" : "Read"}: ${filing.company || filing.name}, ${facts}.`, ...filing.warnings].join("\n"));
  await scope(`/?filing=${encodeURIComponent(filing.id)}`).catch((error) => told(error.message, true));
}

upload.hidden = false;
file.addEventListener("change", () => file.files[0] && send(file.files[0]));
token.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    upload.classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files[0]) send(event.dataTransfer.files[0]);
  });
}
