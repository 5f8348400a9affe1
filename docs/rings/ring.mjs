// Who owns a key on a ring of BlackRoad Streams. Node 16 or newer, or any browser; nothing to install.
//
//   import { owner } from "./ring.mjs";
//   owner([["us-east", 3], ["eu-west", 2], ["ap-south", 1]], "agent-1");   // "us-east"
//
// Run with a file of vectors it checks them: node ring.mjs vectors.json

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;

const u64 = (value) => BigInt.asUintN(64, value);
const rotate = (value, bits) => u64((value << bits) | (value >> (64n - bits)));
const mix = (lane, word) => u64(rotate(u64(lane + word * P2), 31n) * P1);
const utf8 = (text) => new TextEncoder().encode(text);

/** xxHash64 of bytes. */
export function xxh64(data, seed) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  let hash = u64(seed + P5);
  if (data.length >= 32) {
    let lanes = [u64(seed + P1 + P2), u64(seed + P2), seed, u64(seed - P1)];
    for (; at + 32 <= data.length; at += 32) {
      lanes = lanes.map((lane, index) => mix(lane, view.getBigUint64(at + 8 * index, true)));
    }
    hash = lanes.reduce((sum, lane, index) => u64(sum + rotate(lane, [1n, 7n, 12n, 18n][index])), 0n);
    for (const lane of lanes) hash = u64((hash ^ mix(0n, lane)) * P1 + P4);
  }
  hash = u64(hash + BigInt(data.length));
  for (; at + 8 <= data.length; at += 8) {
    hash = u64(rotate(hash ^ mix(0n, view.getBigUint64(at, true)), 27n) * P1 + P4);
  }
  if (at + 4 <= data.length) {
    hash = u64(rotate(hash ^ u64(BigInt(view.getUint32(at, true)) * P1), 23n) * P2 + P3);
    at += 4;
  }
  for (; at < data.length; at++) hash = u64(rotate(hash ^ u64(BigInt(data[at]) * P5), 11n) * P1);
  hash = u64((hash ^ (hash >> 33n)) * P2);
  hash = u64((hash ^ (hash >> 29n)) * P3);
  return hash ^ (hash >> 32n);
}

/** 64 - log2(hash) with 24 binary digits, in integers. */
function cost(hash) {
  if (hash === 0n) return 64n << 24n;
  let logarithm = BigInt(hash.toString(2).length - 1);
  let mantissa = (hash << (63n - logarithm)) >> 32n;
  for (let bit = 0; bit < 24; bit++) {
    mantissa = (mantissa * mantissa) >> 31n;
    const digit = mantissa >> 32n;
    mantissa >>= digit;
    logarithm = (logarithm << 1n) | digit;
  }
  return (64n << 24n) - logarithm;
}

/** Name of the node that owns a key; nodes are pairs of name and weight (0 owns nothing). */
export function owner(nodes, key) {
  const bytes = utf8(key);
  let best = null;
  for (const [name, weight] of [...nodes].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    if (weight === 0) continue;
    const hash = xxh64(bytes, xxh64(utf8(name), 0n));
    const mine = { name, hash, weight: BigInt(weight), cost: cost(hash) };
    if (best === null || cheaper(mine, best)) best = mine;
  }
  return best.name;
}

function cheaper(mine, other) {
  const a = mine.cost * other.weight;
  const b = other.cost * mine.weight;
  return a < b || (a === b && mine.hash > other.hash);
}

async function check(path) {
  const { readFileSync } = await import("node:fs");
  const { rings, vectors } = JSON.parse(readFileSync(path, "utf8"));
  let checked = 0;
  let wrong = 0;
  for (const [key, ...owners] of vectors) {
    owners.forEach((expected, index) => {
      checked++;
      if (owner(rings[index].nodes, key) !== rings[index].nodes[expected][0]) {
        wrong++;
        console.error(`${JSON.stringify(key)} on ${rings[index].name}: expected ${rings[index].nodes[expected][0]}`);
      }
    });
  }
  console.log(`${checked} owners checked, ${wrong} wrong`);
  process.exitCode = wrong ? 1 : 0;
}

if (typeof process !== "undefined" && process.argv[1]?.endsWith("ring.mjs") && process.argv[2]) await check(process.argv[2]);
