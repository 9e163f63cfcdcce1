import { Severity } from '../../findings/finding';
import { fault, wholeFault } from '../../findings/rule';
import { type CommonNoun, isCommon } from '../../releases/common-instancetypes';
import type { KubernetesObject } from '../../releases/facts';
import type { ObjectRule } from '../rule';
import { kubevirt, own } from '../sources';
import { deploysCommon, INSTANCETYPES, PREFERENCES } from './kinds';

export const CONTENT_NAME: ObjectRule = {
  id: 'SIZE007',
  name: 'instancetypes/content-name',
  on: 'object',
  kinds: [...INSTANCETYPES, ...PREFERENCES],
  severity: Severity.ERROR,
  title: 'A name by content is the name of the content that is written',
  why: 'The hash in the name sees neither JSON patches nor values that are known later, so two contents would share '
    + 'one name.',
  remedy: 'Write the change as props or overrides.',
  source: own('docs/how-to/sizes.md'),
  acceptable: false,

  *check({ kind, metadata, spec }: KubernetesObject, { intent }) {
    if (intent.isNamedFor?.(spec as object) ?? true) return;
    yield wholeFault(`the spec of ${kind} "${metadata.name}" was changed after its name was made of it`,
      'Write the change as props or overrides, or leave nameByContent out.');
  },
};

export const NAME_OF_KUBEVIRT: ObjectRule = {
  id: 'SIZE008',
  name: 'instancetypes/name-of-kubevirt',
  on: 'object',
  kinds: [INSTANCETYPES[1], PREFERENCES[1]],
  severity: Severity.ERROR,
  title: 'A cluster-wide size or preference does not have the name of one of KubeVirt\'s own',
  why: 'virt-operator installs objects of these names and writes their content over any other.',
  remedy: 'Give it another name.',
  source: kubevirt('pkg/virt-operator/resource/apply/instancetypes.go: createOrUpdateInstancetype, '
    + 'createOrUpdatePreference'),
  acceptable: true,

  *check({ kind, metadata: { name } }: KubernetesObject, { cluster }) {
    if (cluster === undefined || !deploysCommon(cluster)) return;
    const noun: CommonNoun = kind.endsWith('Preference') ? 'Preference' : 'Instancetype';
    const { kubevirt: release } = cluster.facts;
    if (!isCommon(release.version, noun, name)) return;
    yield fault('metadata.name', `is "${name}", which ${release} installs itself: virt-operator would overwrite it`,
      'Give it another name, or set configuration.commonInstancetypesDeployment.enabled of the KubeVirt custom '
      + 'resource to false.');
  },
};
