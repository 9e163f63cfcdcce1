import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { notOneOf } from '../../toolkit/one-of';
import { table } from '../../toolkit/table';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';
import { cdi } from './cdi';
import { FILLING_KINDS } from './filling';

/** The prefix of the labels that mark imports of a DataImportCron. CDI deletes outdated volumes with such a label. */
const OWN_LABELS = 'cdi.kubevirt.io/dataImportCron';

export const LABEL_OF_CDI: ObjectRule = {
  id: 'IMG005',
  name: 'images/label-of-cdi',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'Volumes do not have the label that marks outdated imports',
  why: 'CDI deletes volumes with this label, as outdated imports of the DataImportCron that the label names.',
  remedy: 'Leave the label out.',
  source: cdi('pkg/controller/dataimportcron-controller.go: garbageCollectOldImports'),
  acceptable: true,

  *check({ metadata }) {
    for (const key of Object.keys(metadata.labels ?? {}).filter((each) => each.startsWith(OWN_LABELS))) {
      yield fault('metadata.labels',
        `holds "${key}", which belongs to CDI: it deletes volumes by this label`, 'Leave it out.');
    }
  },
};

const INSTANCETYPES = ['VirtualMachineClusterInstancetype', 'VirtualMachineInstancetype'];
const PREFERENCES = ['VirtualMachineClusterPreference', 'VirtualMachinePreference'];

/** Machines infer the kind of their instancetype and preference from these labels. Each lists the kinds that exist. */
const INFERENCE_LABELS: { readonly [label: string]: readonly string[] } = table({
  'instancetype.kubevirt.io/default-instancetype-kind': INSTANCETYPES,
  'instancetype.kubevirt.io/default-preference-kind': PREFERENCES,
});

export const INFERENCE: ObjectRule = {
  id: 'IMG006',
  name: 'images/inference',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'Labels for inferring an instancetype or a preference name a kind that exists',
  why: 'KubeVirt refuses machines that infer an unknown kind.',
  remedy: 'Write one of the two kinds, cluster-wide or namespaced.',
  source: kubevirt('staging/src/kubevirt.io/api/instancetype/register.go'),
  acceptable: false,

  *check({ metadata }) {
    for (const [label, kinds] of Object.entries(INFERENCE_LABELS)) {
      const value: unknown = metadata.labels?.[label];
      if (typeof value === 'string') yield* about(`metadata.labels["${label}"]`, notOneOf(value, kinds));
    }
  },
};
