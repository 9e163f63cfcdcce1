import { load } from 'js-yaml';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { EmbeddedMachine } from '../../machines/embedded';
import { INLINE_CLOUD_INIT } from '../../machines/parts';
import { cloudInitTexts } from '../../machines/user-data/cloud-init-data';
import type { MachineRule } from '../rule';
import { own } from '../sources';

export const SHARED_HOST_NAME: MachineRule = {
  id: 'POOL018',
  name: 'workers/cloud-init-host-name',
  on: 'machine',
  concerns: INLINE_CLOUD_INIT,
  severity: Severity.WARNING,
  title: 'cloud-init does not give several machines the same host name',
  why: 'All members of a pool get the same user data, and nodes of a Kubernetes cluster need different names.',
  remedy: 'Leave it out, and each member is called by the name of its machine.',
  source: own(),
  acceptable: true,

  *check(machine) {
    yield* sharedKeys(machine, 'userData', ['hostname', 'fqdn'], this.remedy);
  },
};

export const SHARED_ADDRESS: MachineRule = {
  id: 'POOL019',
  name: 'workers/cloud-init-address',
  on: 'machine',
  concerns: INLINE_CLOUD_INIT,
  severity: Severity.WARNING,
  title: 'cloud-init does not give several machines the same address',
  why: 'All members of a pool get the same network data, and only one of them can have an address.',
  remedy: 'Use DHCP, or a Secret for each member with indexedReferences.',
  source: own(),
  acceptable: true,

  *check(machine) {
    yield* sharedKeys(machine, 'networkData', ['addresses', 'address'], this.remedy);
  },
};

function* sharedKeys(
  { vmi, count }: EmbeddedMachine, kind: 'userData' | 'networkData', keys: readonly string[], remedy: string,
): Iterable<Fault> {
  if (count !== undefined && count <= 1) return;
  for (const data of cloudInitTexts(vmi).filter((each) => each.kind === kind)) {
    const tree = parsed(data.text);
    const key = keys.find((each) => hasKey(tree, each));
    if (key === undefined) continue;
    yield fault(data.field, `gives all members the same ${key}: they share one template`, remedy);
  }
}

/** The data as YAML; undefined if it cannot be parsed, which another rule reports. */
function parsed(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}

/** Whether a tree contains a key anywhere. Lists of name servers are skipped: machines may share their addresses. */
function hasKey(tree: unknown, key: string): boolean {
  if (typeof tree !== 'object' || tree === null) return false;
  return Object.entries(tree).some(([name, value]) => name === key || (name !== 'nameservers' && hasKey(value, key)));
}
