import { Severity } from '../../findings/finding';
import type { Entry } from '../../inventory/entry';
import { isSound, valueFaults } from '../../layout/values';
import { isForKubeVirt, partsOf } from '../../machine-controller/parts';
import { formFaultsOf } from '../../machine-controller/schema/check';
import { MACHINE_DEPLOYMENT, MACHINE_GROUP } from '../../machine-controller/types';
import type { KubernetesObject } from '../../releases/facts';
import type { FieldComplaint } from '../../toolkit/complaint';
import { isBelow } from '../../toolkit/path';
import type { AnyObjectRule } from '../rule';
import { kubernetes } from '../sources';

// A name is written to other fields as well, which are not told of again.
const NAME = 'metadata.name';

export const VALUES: AnyObjectRule = {
  id: 'K8S015',
  name: 'layout/values',
  on: 'any object',
  sieve: (object, { lost }) => lost.length > 0 || !isSound(object),
  severity: Severity.ERROR,
  title: 'Every value reaches the API server as it is',
  why: 'JSON has no form for functions, NaN and half characters, and server-side apply refuses control characters.',
  remedy: 'Write a text, a number, true, false, a list or a map; encode other bytes, in base64 for example.',
  source: kubernetes('vendor/go.yaml.in/yaml/v2/readerc.go: "control characters are not allowed"; RFC 8259'),
  acceptable: false,

  check(object, entry) {
    const { lost } = entry;
    const isLost = ({ field }: FieldComplaint) => lost.some((each) => each.field === field);
    const faults = [...lost, ...valueFaults(object).filter((each) => !isLost(each))].map((each) => (
      each.field === NAME ? { ...each, rejected: String(object.metadata.name) } : each));
    if (faults.length === 0) return faults;
    // What is in a list or a mapping does not matter if something else must stand in its place.
    const misplaced = misplacedIn(object, entry);
    return faults.filter(({ field }) => !misplaced.some((other) => isBelow(field!, other)));
  },
};

type Specified = KubernetesObject & { readonly spec?: unknown };

/** The fields with values of a wrong type, which K8S009 reports, or MD005 for want of a schema. */
function misplacedIn(object: Specified, { cluster, group, kind }: Entry): string[] {
  const isMade = group === MACHINE_GROUP && kind === MACHINE_DEPLOYMENT && isForKubeVirt(partsOf(object));
  const faults = [...cluster?.schemas.check(object) ?? [], ...isMade ? formFaultsOf(object) : []];
  return faults.filter(({ check }) => check === 'type').map(({ field }) => field!);
}
