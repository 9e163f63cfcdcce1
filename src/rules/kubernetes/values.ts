import { Severity } from '../../findings/finding';
import { isSound, valueFaults } from '../../layout/values';
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

  check(object, { cluster, lost }) {
    const isLost = ({ field }: FieldComplaint) => lost.some((each) => each.field === field);
    const faults = [...lost, ...valueFaults(object).filter((each) => !isLost(each))].map((each) => (
      each.field === NAME ? { ...each, rejected: String(object.metadata.name) } : each));
    if (faults.length === 0 || cluster === undefined) return faults;
    // What is in a list or a mapping does not matter if something else must stand in its place, which K8S009 reports.
    const misplaced = cluster.schemas.check(object).filter(({ check }) => check === 'type').map(({ field }) => field!);
    return faults.filter(({ field }) => !misplaced.some((other) => isBelow(field!, other)));
  },
};
