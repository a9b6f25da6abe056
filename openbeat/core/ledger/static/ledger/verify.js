// Checks a proof file in the browser, without a server's answer. The format, and why, is docs/decisions/0026; the same
// vectors check this file and openbeat/kit/proving.py. It stands whole in the HTML file that a holder keeps.
const MOST = { bytes: 4_000_000, acts: 5_000, hashes: 63, depth: 6, leaves: 400_000 };
const FULL = 256;
const AHEAD = 16;
const [MINUTE, HOUR, SLOT, DAY] = [60_000, 3_600_000, 21_600_000, 86_400_000];
const BATCH = 8; // lines that each fixed time brings at least

// --- bytes -----------------------------------------------------------------------------------------
const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);
const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
class NotAProof extends Error {}
const must = (holds, where) => {
  if (!holds) throw new NotAProof(where);
};
const base64 = (text, where = "base64") => {
  must(/^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0, where);
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  must(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) === text, where);
  return bytes;
};
const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
const hmac = async (secret, data) => {
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, data));
};

// --- the file, read strictly -----------------------------------------------------------------------
const isWellFormed = (text) => !/\p{Surrogate}/u.test(text);
const isText = (value, form) => typeof value === "string" && form.test(value) && isWellFormed(value);
const isWhole = (value, least) => Number.isSafeInteger(value) && value >= least;
const FORMS = {
  origin: /^[!-*,-~]{1,200}$/, key: /^[!-~]{1,400}$/, checkpoint: /^[^\0]{1,20000}$/u,
  made_at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, act: /^[a-z][a-z0-9_]{0,39}$/,
};

const fieldsOf = (value, where, ...names) => {
  must(value && typeof value === "object" && !Array.isArray(value), where);
  must(Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name)), where);
  return value;
};
const hashOf = (value, where) => {
  must(typeof value === "string", where);
  const bytes = base64(value, where);
  must(bytes.length === 32, where);
  return bytes;
};
const plain = (value, depth) => {
  must(depth && (typeof value !== "string" || isWellFormed(value)), "facts");
  if (value && typeof value === "object") {
    const inside = Array.isArray(value) ? value : [...Object.keys(value), ...Object.values(value)];
    inside.forEach((each) => plain(each, depth - 1));
  }
};

// What JSON.parse lets through and other readers take otherwise: a name twice, and numbers that are not whole.
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]|-?\d[\d.eE+-]*/gs;
const refuseDoubt = (text) => {
  const open = [];
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (colon) {
      const name = JSON.parse(token.slice(0, -colon.length));
      must(!open.at(-1).has(name), "twice");
      open.at(-1).add(name);
    } else if (token[0] !== '"') must(/^(0|-?[1-9]\d{0,15})$/.test(token) && Number.isSafeInteger(Number(token)), "number");
  }
};

const actOf = (value) => {
  const act = fieldsOf(value, "acts", "number", "act", "at", "facts", "index", "proof");
  must(act.index === null || isWhole(act.index, 0), "index");
  must(Array.isArray(act.proof) && act.proof.length <= MOST.hashes, "proof");
  const proof = act.proof.map((each) => hashOf(each, "proof"));
  must(act.index !== null || !proof.length, "proof");
  must(isWhole(act.number, 1), "number");
  must(isText(act.act, FORMS.act), "act");
  must(isText(act.at, FORMS.at), "at");
  must(act.facts && typeof act.facts === "object" && !Array.isArray(act.facts), "facts");
  plain(act.facts, MOST.depth);
  return { ...act, proof };
};

const parsed = (text) => {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotAProof("json");
  }
  refuseDoubt(text);
  return value;
};

const parse = (bytes) => {
  must(bytes.length <= MOST.bytes, "size");
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new NotAProof("letters");
  }
  if (text.trimStart().startsWith("<")) {
    const found = [...text.matchAll(/<script type="application\/json" id="proof">(.*?)<\/script>/gs)];
    must(found.length === 1, "html");
    text = found[0][1];
  }
  const file = fieldsOf(parsed(text), "file", "openbeat", "v", "origin", "key", "secret", "checkpoint", "made_at", "acts");
  must(file.openbeat === "proof", "openbeat");
  must(file.v === 1, "v");
  for (const name of ["origin", "key", "checkpoint", "made_at"]) must(isText(file[name], FORMS[name]), name);
  const made = Date.parse(file.made_at);
  must(!file.made_at.startsWith("0000") && !Number.isNaN(made), "made_at");
  must(new Date(made).toISOString() === file.made_at.replace("Z", ".000Z"), "made_at");
  const secret = hashOf(file.secret, "secret");
  must(Array.isArray(file.acts) && file.acts.length <= MOST.acts, "acts");
  const acts = file.acts.map(actOf);
  acts.slice(1).forEach((after, place) => {
    const before = acts[place];
    must(after.number > before.number, "number");
    must(after.index === null || (before.index !== null && after.index > before.index), "index");
  });
  return { ...file, made, secret, acts };
};

// --- what an act commits to --------------------------------------------------------------------------
const byCodePoint = (one, other) => {
  const [left, right] = [Array.from(one, (sign) => sign.codePointAt(0)), Array.from(other, (sign) => sign.codePointAt(0))];
  const differ = left.findIndex((point, place) => point !== right[place]);
  return differ < 0 ? left.length - right.length : left[differ] - (right[differ] ?? -1);
};
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort(byCodePoint).map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
};
const placeOf = async (secret, number) => (await hmac(secret, utf8(`openbeat place v1 ${number}`))).slice(0, 16);
const entryOf = async (secret, { number, act, at, facts }) => {
  const matter = hex((await hmac(secret, utf8("openbeat matter v1"))).slice(0, 16));
  const salt = await hmac(secret, utf8(`openbeat salt v1 ${number}`));
  const statement = canonical({ act, at, facts: hex(await sha256(utf8(canonical(facts)))), matter, number, v: 1 });
  return joined(await placeOf(secret, number), await hmac(salt, utf8(statement)));
};

// --- the tree ------------------------------------------------------------------------------------------
const ZERO = Uint8Array.of(0);
const ONE = Uint8Array.of(1);
const leafOf = (entry) => sha256(ZERO, entry);
const nodeOf = (left, right) => sha256(ONE, left, right);

const rootFrom = async (leaf, index, size, proof) => {
  if (index >= size) return null;
  let [node, last, hash] = [BigInt(index), BigInt(size) - 1n, leaf];
  for (const beside of proof) {
    if (last === 0n) return null;
    if (node & 1n || node === last) {
      hash = await nodeOf(beside, hash);
      while (!(node & 1n) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else hash = await nodeOf(hash, beside);
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n ? hash : null;
};

// Full subtrees from left to right; a leaf more merges those of the same height.
class Range {
  parts = [];
  async push(hash, height = 0) {
    while (this.parts.at(-1)?.height === height) {
      hash = await nodeOf(this.parts.pop().hash, hash);
      height += 1;
    }
    this.parts.push({ hash, height });
  }
  async root() {
    let hash = this.parts.at(-1)?.hash ?? (await sha256());
    for (const part of this.parts.slice(0, -1).reverse()) hash = await nodeOf(part.hash, hash);
    return hash;
  }
}

// --- signed notes ------------------------------------------------------------------------------------
const keyOf = async (text) => {
  const [, name, hash, data] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  must(data, "key");
  const bytes = base64(data);
  const id = (await sha256(utf8(`${name}\n`), bytes)).slice(0, 4);
  must(bytes.length === 33 && bytes[0] === 1 && hex(id) === hash, "key");
  return { name, id, bytes: bytes.slice(1) };
};
const headOf = (note) => {
  const cut = note.lastIndexOf("\n\n");
  const [origin, size, root] = note.slice(0, cut).split("\n");
  must(cut >= 0 && root && /^(0|[1-9]\d{0,15})$/.test(size) && Number.isSafeInteger(Number(size)), "checkpoint");
  return { origin, size: Number(size), root: base64(root), text: utf8(note.slice(0, cut + 1)), lines: note.slice(cut + 2) };
};
const isSigned = async (head, key) => {
  const ed25519 = await crypto.subtle.importKey("raw", key.bytes, "Ed25519", false, ["verify"]);
  let holds = false;
  for (const line of head.lines.split("\n")) {
    const [, name, data] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    if (!name || name !== key.name) continue;
    const bytes = base64(data);
    if (!same(bytes.slice(0, 4), key.id)) continue;
    holds = await crypto.subtle.verify("Ed25519", ed25519, bytes.slice(4), head.text);
    if (!holds) return false;
  }
  return holds;
};
const signed = async (head, key) => {
  try {
    return await isSigned(head, key);
  } catch (problem) {
    return problem instanceof NotAProof || problem.name === "DataError" ? false : null;
  }
};

// --- what follows from the file alone ----------------------------------------------------------------
const finding = (code, facts = {}) => ({ code, facts });
const told = (act) => ({ number: act.number, act: act.act, at: `${act.at.slice(0, 16).replace("T", " ")} UTC` });

const readHead = async (file) => {
  try {
    const [head, key] = [headOf(file.checkpoint), await keyOf(file.key)];
    return { head, key, ours: head.origin === file.origin && key.name === file.origin };
  } catch (problem) {
    if (problem instanceof NotAProof) return null;
    throw problem;
  }
};
const family = (origin) => origin.replace(/\/[0-9]+$/, "");
const isSame = async (key, given) => {
  try {
    const other = await keyOf(given);
    return same(other.bytes, key.bytes) && family(other.name) === family(key.name);
  } catch {
    return false;
  }
};
const ofKey = async (key, { given, shown }) => {
  if (given) return [finding((await isSame(key, given)) ? "key_given" : "other_key")];
  return shown && (await isSame(key, shown)) ? [finding("key_of_page")] : [];
};
const stands = async (file, act, head) => {
  if (act.index === null) return false;
  const root = await rootFrom(await leafOf(await entryOf(file.secret, act)), act.index, head.size, act.proof);
  return Boolean(root) && same(root, head.root);
};
const ofActs = async (file, head) => {
  const found = [];
  for (const act of file.acts) {
    if (act.index === null) {
      found.push(finding("waits", told(act)));
      continue;
    }
    found.push(finding((await stands(file, act, head)) ? "act" : "not_included", told(act)));
  }
  return found;
};
const ofNumbers = (file) => {
  const has = new Set(file.acts.map((act) => act.number));
  const last = file.acts.at(-1)?.number ?? 0;
  if (!last) return [finding("no_acts")];
  const gap = Array.from(has).length < last ? [...Array(has.size + 1).keys()].map((n) => n + 1).find((n) => !has.has(n)) : 0;
  return [gap ? finding("gap", { number: gap }) : finding("no_gap", { last })];
};

// Nobody signs when a file was made, and a date in the log is what was written down: neither is taken on trust.
const timeOf = ({ at }) => {
  const time = Date.parse(`${at.slice(0, 23)}Z`);
  const isThere = !at.startsWith("0000") && !Number.isNaN(time) && new Date(time).toISOString().slice(0, 19) === at.slice(0, 19);
  return isThere ? time : null;
};
const ofTimes = (file, now) => {
  const found = file.made > now + HOUR ? [finding("made_ahead", { at: `${file.made_at.slice(0, 16).replace("T", " ")} UTC` })] : [];
  let latest = null;
  for (const act of file.acts) {
    const at = timeOf(act);
    if (at === null) continue;
    if (latest !== null && at < latest - MINUTE) found.push(finding("backdated", told(act)));
    latest = Math.max(latest ?? at, at);
  }
  return found;
};

// --- what the log says today -------------------------------------------------------------------------
const grouped = (index) => {
  const text = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0");
  const groups = text.match(/\d{3}/g);
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join("/");
};
const tilePath = (level, index, width) => `tile/${level}/${grouped(index)}${width < FULL ? `.p/${width}` : ""}`;

const subtree = async (log, size, height, first) => {
  const level = Math.floor(height / 8);
  const many = 2 ** (height % 8);
  const at = first / 2 ** (8 * level);
  const tile = Math.floor(at / FULL);
  const width = Math.min(FULL, Math.floor(size / 2 ** (8 * level)) - tile * FULL);
  const bytes = await log(tilePath(level, tile, width));
  const range = new Range();
  for (let place = 0; place < many; place += 1) {
    const start = (at % FULL + place) * 32;
    await range.push(bytes.slice(start, start + 32));
  }
  return range.root();
};
const leftOf = async (log, size, start) => {
  const range = new Range();
  let first = 0;
  for (let height = 52; height >= 8; height -= 1) {
    const many = 2 ** height;
    if (Math.floor(start / many) % 2) {
      range.parts.push({ hash: await subtree(log, size, height, first), height });
      first += many;
    }
  }
  return range;
};
const unpacked = (bytes, width) => {
  const entries = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at] * 256 + bytes[at + 1];
    entries.push(bytes.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
  if (entries.length !== width || joined(...entries).length + 2 * width !== bytes.length) throw new Error("entries");
  return entries;
};

// One walk shows that today's tree grew out of the file's, and what is in it: from the first line, in a log that is too
// long for a browser from the last act that the file places.
const walk = async (file, log, old, head) => {
  const last = Math.min(file.acts.filter((act) => act.index !== null).at(-1)?.index ?? 0, old.size);
  const start = head.size <= MOST.leaves ? 0 : last - (last % FULL);
  if (head.size - start > MOST.leaves) return { tooLong: true };
  const looked = { start, seen: new Map(), grew: old.size === 0 };
  const numbers = new Set(file.acts.map((act) => act.number));
  for (let number = 1; number <= file.acts.length + AHEAD; number += 1) numbers.add(number);
  const wanted = new Map();
  for (const number of numbers) wanted.set(hex(await placeOf(file.secret, number)), number);
  const range = await leftOf(log, head.size, start);
  for (let index = start; index < head.size; index += FULL) {
    const width = Math.min(FULL, head.size - index);
    const entries = unpacked(await log(tilePath("entries", index / FULL, width)), width);
    const leaves = await Promise.all(entries.map(leafOf));
    for (let place = 0; place < width; place += 1) {
      if (index + place === old.size) looked.grew = same(await range.root(), old.root);
      await range.push(leaves[place]);
      const number = wanted.get(hex(entries[place].slice(0, 16)));
      if (number) looked.seen.set(number, [...(looked.seen.get(number) ?? []), { index: index + place, entry: entries[place] }]);
    }
  }
  if (head.size === old.size) looked.grew = same(await range.root(), old.root);
  looked.whole = same(await range.root(), head.root);
  return looked;
};

// A log that was begun anew says so in its first lines: each holds the last signed summary of an older one.
const BEGUN_ANEW = "openbeat log continues v1\n";
const keyNamed = async (key, name) => ({ ...key, name, id: (await sha256(utf8(`${name}\n`), ONE, key.bytes)).slice(0, 4) });
const endOf = async (entry, key) => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(entry);
    const named = text.startsWith(BEGUN_ANEW) ? headOf(text.slice(BEGUN_ANEW.length)) : null;
    return named && (await signed(named, await keyNamed(key, named.origin))) ? named : null;
  } catch {
    return null;
  }
};
const ended = async (log, head, key) => {
  const width = Math.min(FULL, head.size);
  const found = [];
  const range = new Range();
  for (const entry of unpacked(await log(tilePath("entries", 0, width)), width)) {
    const named = await endOf(entry, key);
    if (!named) break;
    found.push(named);
    await range.push(await leafOf(entry));
  }
  for (let start = found.length; found.length && start < head.size; ) {
    let height = 0;
    while (start % 2 ** (height + 1) === 0 && start + 2 ** (height + 1) <= head.size) height += 1;
    await range.push(await subtree(log, head.size, height, start), height);
    start += 2 ** height;
  }
  const fits = (await signed(head, await keyNamed(key, head.origin))) && same(await range.root(), head.root);
  return fits ? found : [];
};
const ofAnew = (old, { origin }, found) => {
  const named = found.find((each) => each.origin === old.origin);
  if (!named) return finding(found.length && family(found[0].origin) === family(old.origin) ? "log_apart" : "log_other", { origin });
  if (named.size < old.size) return finding("log_cut", { origin, size: named.size, before: old.size });
  return named.size === old.size && !same(named.root, old.root) ? finding("fork") : finding("log_follows", { origin });
};

// A line stays the same in a log that is begun anew: an act that stood in the old one is looked for in the new.
const ofGone = async (file, log, old, head) => {
  if (head.size > MOST.leaves) return [finding("too_long")];
  let looked;
  try {
    looked = await walk(file, log, head, head);
  } catch {
    return [finding("log_unread")];
  }
  if (!looked.whole) return [finding("log_forged")];
  const found = [];
  for (const act of file.acts) {
    if (!(await stands(file, act, old))) continue;
    const line = await entryOf(file.secret, act);
    if (!looked.seen.get(act.number)?.some(({ entry }) => same(entry, line))) found.push(finding("gone", { number: act.number }));
  }
  return found;
};

const ofSeen = async (file, looked, old) => {
  const acts = new Map(file.acts.map((act) => [act.number, act]));
  const found = [];
  const twice = [];
  for (const [number, places] of looked.seen) {
    const [{ index, entry }] = places;
    const act = acts.get(number);
    if (!act) found.push(finding(index < old.size ? "kept_back" : "later", { number }));
    else if (act.index === null) {
      const fits = same(entry, await entryOf(file.secret, act));
      found.push(finding(fits ? "placed" : "statement", told(act)));
    }
    const lines = new Set([...(act && act.index !== null && act.index < looked.start ? [act.index] : []), ...places.map((each) => each.index)]);
    if (lines.size > 1) twice.push(finding("twice", { number, places: [...lines].join(", ") }));
  }
  return [...found, ...twice];
};
const ofLate = (file, looked, now) => {
  const isLate = (act) => now - Math.min(timeOf(act) ?? file.made, file.made) > DAY;
  const late = file.acts.filter((act) => act.index === null && !looked.seen.has(act.number) && isLate(act));
  return late.map((act) => finding("never_placed", told(act)));
};
const BEGUN = ["log_follows", "log_apart", "log_cut"];
const due = (file, now) => Math.max(0, Math.floor((now - HOUR) / SLOT) - Math.floor(file.made / SLOT)) * BATCH;

const ofLog = async (file, { head: old, key }, log, now) => {
  let note;
  let head;
  try {
    note = new TextDecoder().decode(await log("checkpoint"));
  } catch {
    return [finding("not_looked")];
  }
  try {
    head = headOf(note);
  } catch {
    return [finding("log_unread")];
  }
  if (head.origin !== file.origin) {
    const anew = ofAnew(old, head, await ended(log, head, key).catch(() => []));
    return [anew, ...(BEGUN.includes(anew.code) ? await ofGone(file, log, old, head) : [])];
  }
  if (!(await signed(head, key))) return [finding("log_signature")];
  const found = [finding("key_of_log")];
  if (head.size < old.size) return [...found, finding("older", { size: head.size, before: old.size })];
  const least = old.size + due(file, now);
  if (head.size < least) found.push(finding("stale", { size: head.size, least }));
  let looked;
  try {
    looked = await walk(file, log, old, head);
  } catch {
    return [...found, finding("log_unread")];
  }
  if (looked.tooLong) return [...found, finding("too_long")];
  if (!looked.whole) return [...found, finding("log_forged")];
  if (!looked.grew) return [...found, finding("fork")];
  const seen = await ofSeen(file, looked, old);
  if (head.size >= old.size + BATCH * (DAY / SLOT)) seen.push(...ofLate(file, looked, now));
  const more = seen.some(({ code }) => ["kept_back", "later", "twice"].includes(code));
  const end = looked.start ? [finding("too_long")] : more ? [] : [finding("nothing_more", { size: head.size })];
  return [...found, finding("extends", { size: head.size }), ...seen, ...end];
};

const KEY_IS_KNOWN = ["key_given", "other_key", "key_of_page", "key_of_log", "log_signature"];
const check = async (bytes, keys, log, now) => {
  let file;
  try {
    file = parse(bytes);
  } catch (problem) {
    if (problem instanceof NotAProof) return [finding("broken", { where: problem.message })];
    throw problem;
  }
  const read = await readHead(file);
  if (!read) return [finding("broken", { where: "checkpoint" })];
  const { head, key, ours } = read;
  if (!ours) return [finding("other_log", { origin: file.origin })];
  const holds = await signed(head, key);
  const begin = holds === null ? finding("unable") : holds ? finding("signed", { origin: file.origin, size: head.size }) : finding("signature_wrong");
  const found = [begin, ...(await ofKey(key, keys)), ...(await ofActs(file, head)), ...ofNumbers(file), ...ofTimes(file, now)];
  const said = holds && log ? await ofLog(file, read, log, now) : [finding("not_looked")];
  const known = [...found, ...said].some(({ code }) => KEY_IS_KNOWN.includes(code));
  if (said.some(({ code }) => code === "extends")) found.push(finding("no_witness"));
  const all = [...found, ...(known ? [] : [finding("key_from_file", { key: file.key })]), ...said];
  const placed = new Set(all.filter(({ code }) => ["placed", "statement", "never_placed"].includes(code)).map(({ facts }) => facts.number));
  return all.filter(({ code, facts }) => code !== "waits" || !placed.has(facts.number));
};

// --- the page ------------------------------------------------------------------------------------------
const overHttp = (base) => async (path) => {
  const answer = await fetch(base + path, { redirect: "error", cache: "no-store", credentials: "omit" });
  if (!answer.ok) throw new Error(String(answer.status));
  return new Uint8Array(await answer.arrayBuffer());
};
// The acts as the checked file tells them, over whatever stood there; only the words for an act are the page's own.
const codeOf = (text) => {
  const code = document.createElement("code");
  Object.assign(code, { dir: "ltr", translate: false, textContent: text });
  return code;
};
const lineOf = (act, words, { waits, none }) => {
  const line = document.createElement("li");
  const { at } = told(act);
  line.value = act.number;
  line.append(...(words ? [`${words} `] : []), codeOf(act.act), ` \u00b7 ${at}${act.index === null ? ` \u00b7 ${waits}` : ""}`);
  for (const [name, value] of Object.entries(act.facts)) {
    const text = typeof value === "string" ? value || none : canonical(value);
    line.append(document.createElement("br"), `\u2068${name}\u2069: \u2068${text}\u2069`);
  }
  return line;
};
const tell = (list, bytes) => {
  let acts = [];
  let said = {};
  try {
    const file = parse(bytes);
    acts = file.acts;
    said = { origin: file.origin, key: file.key, made: `${file.made_at.slice(0, 16).replace("T", " ")} UTC` };
  } catch {
    // what is wrong with it is said above
  }
  const words = new Map(Array.from(list.querySelectorAll("[data-label]"), (each) => [each.dataset.label, each.textContent]));
  list.replaceChildren(...acts.map((act) => lineOf(act, words.get(act.act), list.dataset)));
  for (const each of document.querySelectorAll("[data-said]")) each.textContent = said[each.dataset.said] ?? "";
  const part = list.closest('[data-part="told"]');
  if (part) part.hidden = !acts.length;
};
const begin = (root) => {
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const sentences = new Map();
  for (const each of part("sentences").content.children) sentences.set(each.dataset.code, each);
  const show = (found) => {
    const states = found.map(({ code }) => sentences.get(code).dataset.state);
    for (const state of ["broken", "wrong", "open", "proven", "note"]) {
      const mine = found.filter((_each, place) => states[place] === state);
      part(state).hidden = !mine.length;
      part(state).querySelector("ul").replaceChildren(...mine.map(({ code, facts }) => {
        const line = document.createElement("li");
        line.dataset.code = code;
        line.textContent = sentences.get(code).textContent.replace(/%\((\w+)\)s/g, (_whole, name) => `\u2068${facts[name] ?? ""}\u2069`);
        return line;
      }));
    }
    const verdict = ["broken", "wrong", "open"].find((state) => states.includes(state)) ?? "proven";
    for (const each of part("result").querySelectorAll("[data-verdict]")) each.hidden = each.dataset.verdict !== verdict;
    part("result").dataset.state = verdict;
    part("result").hidden = false;
    part("busy").hidden = true;
    part("result").focus();
  };
  const look = async (bytes) => {
    part("result").hidden = true;
    part("busy").hidden = false;
    tell(document.querySelector('ol[data-part="acts"]'), bytes);
    if (!globalThis.crypto?.subtle) return show([finding("unable")]);
    const log = root.dataset.log && navigator.onLine ? overHttp(root.dataset.log) : null;
    try {
      return show(await check(bytes, { given: part("key")?.value.trim(), shown: root.dataset.key }, log, Date.now()));
    } catch {
      return show([finding("unable")]);
    }
  };
  const take = async (file) => {
    if (file) await look(file.size > MOST.bytes ? new Uint8Array(MOST.bytes + 1) : new Uint8Array(await file.arrayBuffer()));
  };
  root.hidden = false;
  document.querySelector("[data-no-scripts]")?.remove();
  const kept = document.getElementById("proof");
  if (kept) {
    look(utf8(kept.textContent));
    return;
  }
  part("file").addEventListener("change", (event) => take(event.target.files[0]));
  part("key").addEventListener("change", () => take(part("file").files[0]));
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
};
for (const root of document.querySelectorAll("[data-verify]")) begin(root);
