import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import { ClusterRule, faultOf } from '../rule';
import { kubernetes } from '../sources';

export const OBJECTS_ELSEWHERE: ClusterRule = {
  id: 'VM200',
  name: 'machines/objects-elsewhere',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'Objects that are given in place of names are in the namespace in which the names are looked up',
  why: 'A machine, a disk and an image name Secrets, ConfigMaps, claims and accounts of their own namespace alone. '
    + 'Another object of that name may be there, or none.',
  remedy: 'Create the object in that namespace.',
  source: kubernetes('pkg/apis/core/types.go: LocalObjectReference'),
  acceptable: false,

  *check({ entries }) {
    for (const entry of entries) {
      for (const { prop, kind, name, where, namespace } of entry.intent.givenObjects?.() ?? []) {
        if (namespace === undefined || entry.namespace === undefined || namespace === entry.namespace) continue;
        yield faultOf(entry, wholeFault(`${prop} names the ${kind} ${where}, which is in namespace "${namespace}", but `
          + `the name is looked up in "${entry.namespace}"`,
        `Create it in "${entry.namespace}", or write "${name}" if another ${kind} of that name is there.`));
      }
    }
  },
};
