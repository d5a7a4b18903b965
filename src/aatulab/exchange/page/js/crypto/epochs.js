// A group's keys: each epoch has a content key, wrapped for every member, and a signed list of who
// is in.  A list is believed only if the one before it leads to it.

import { b64, fromB64, hex, join, labelled, randomBytes, sha256 } from "./bytes.js";
import { closed, opened } from "./box.js";
import { agreed, isSigned, passingPair, signature } from "./pairs.js";
import { derived } from "./password.js";

export class Distrust extends Error {}

async function wrappingKey(secret, ephemeral, boxKey, otherKey) {
  return derived(await agreed(secret, otherKey), "wrap", join(ephemeral, boxKey));
}

const wrapContext = (account, { group, epoch }) => labelled("wrap", { account, epoch, group });

async function wrapFor(member, contentKey, record) {
  const { secret, raw } = await passingPair();
  const boxKey = fromB64(member.box_key);
  const kek = await wrappingKey(secret, raw, boxKey, boxKey);
  const { nonce, box } = await closed(kek, contentKey, wrapContext(member.account, record));
  return { ephemeral: b64(raw), nonce: b64(nonce), box: b64(box) };
}

/** Return the content key that is wrapped for me. */
export async function unwrap(wrap, me, secret, record) {
  const [ephemeral, boxKey] = [fromB64(wrap.ephemeral), fromB64(me.box_key)];
  const kek = await wrappingKey(secret, ephemeral, boxKey, ephemeral);
  const box = { nonce: fromB64(wrap.nonce), box: fromB64(wrap.box) };
  const key = await opened(kek, box, wrapContext(me.name, record));
  if (b64(await derived(key, "commit")) !== record.key_commit) {
    throw new Distrust("The group's key is not the one that its list names.");
  }
  return key;
}

export const digestOf = async (record) => hex(await sha256(labelled("group", record)));

const memberOf = (record, account) => record.members.find((member) => member.account === account);

/** Refuse a list of members unless it is signed by somebody who may, and follows the one before.
 *
 * A newcomer's first list has none before it: it is believed on the word of its maker, whose keys
 * stand in it or are `known`.
 */
export async function checkRecord({ record, signature: signed }, before, known) {
  const maker = memberOf(before ?? record, record.made_by) ?? (before || record.epoch === 1 ? null : known.of(record.made_by));
  if (!maker) throw new Distrust(`The list of members was made by ${record.made_by}, who is not a member.`);
  if (!before && record.epoch === 1 && !maker.keeper) throw new Distrust("The group was not made by a keeper of it.");
  if (!(await isSigned(fromB64(maker.sign_key), fromB64(signed), labelled("group", record)))) {
    throw new Distrust(`The list of members does not carry the signature of ${record.made_by}.`);
  }
  if (before) await checkFollows(record, before, maker);
}

async function checkFollows(record, before, maker) {
  if (record.epoch !== before.epoch + 1 || record.previous !== (await digestOf(before))) {
    throw new Distrust("The list of members does not follow the one before it.");
  }
  if (!maker.keeper && hasGrown(record, before)) {
    throw new Distrust(`${record.made_by} added a member and is no keeper.`);
  }
  for (const member of record.members) {
    const known = memberOf(before, member.account);
    if (known && (known.sign_key !== member.sign_key || known.box_key !== member.box_key)) {
      throw new Distrust(`The keys of ${member.account} changed. Ask ${member.account} by telephone.`);
    }
  }
}

// Who is no keeper may take out those who have left, and becomes keeper if no other is left.
function hasGrown(record, before) {
  const heir = record.members.some((member) => memberOf(before, member.account)?.keeper) ? "" : record.made_by;
  return record.members.some((member) => {
    const known = memberOf(before, member.account);
    return !known || (known.keeper !== member.keeper && member.account !== heir);
  });
}

/** Return the next epoch of a group with these members: a new key, wrapped for each of them. */
export async function makeEpoch(before, { members, madeBy, madeAt, signKey }) {
  const contentKey = randomBytes(32);
  const record = {
    v: 1,
    group: before.group,
    name: before.name,
    epoch: before.epoch + 1,
    previous: before.epoch === 0 ? "" : await digestOf(before),
    members: [...members].sort((one, other) => (one.account < other.account ? -1 : 1)),
    made_by: madeBy,
    made_at: madeAt,
    key_commit: b64(await derived(contentKey, "commit")),
  };
  const wraps = {};
  for (const member of record.members) wraps[member.account] = await wrapFor(member, contentKey, record);
  return { record, signature: b64(await signature(signKey, labelled("group", record))), wraps };
}
