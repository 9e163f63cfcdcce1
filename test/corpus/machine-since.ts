import { refused, stricter, Verdict } from './case';
import { KubeVirtRelease } from '../../src';

// By rule and case of test/machines/rules/machines.ts.

/** What holds from a release on only, and what the server says before; nothing where the fields are not there yet. */
export interface Since {
  readonly release: string;
  readonly before?: Verdict;
}

const V1_8 = KubeVirtRelease.V1_8_4.version;
const V1_9 = KubeVirtRelease.V1_9_0.version;
const CHOSEN = stricter('before v1.9 KubeVirt takes it, and chooses the binding by itself');

export const SINCE: { readonly [rule: string]: { readonly [name: string]: Since } } = {
  'cpu': {
    'dedicated CPUs without memory': { release: V1_8, before: refused('timeout=10s": EOF') }, // the webhook itself breaks
  },
  'volumes': {
    'container path as a disk': { release: V1_8 },
    'reserved container path': { release: V1_8 },
    'utility volumes': { release: V1_8 },
  },
  'networks': {
    'discontinued binding': { release: V1_9, before: refused('Macvtap') }, // of the pool in v1.7, of its members in v1.8
    'no binding': { release: V1_9, before: CHOSEN },
    'two bindings': { release: V1_9, before: CHOSEN },
    'claimed network without a request': { release: V1_9 },
    'bridge to a claimed network': { release: V1_9 },
    'ports and port ranges': { release: V1_9 },
    'port ranges of a bridge': { release: V1_9 },
    'eleven port ranges': { release: V1_9 },
    'port range that ends before it begins': { release: V1_9 },
    'port ranges that overlap': { release: V1_9 },
  },
  'probes and names': {
    'malformed service account': { release: V1_9 },
    'two service accounts': { release: V1_9 },
  },
};
