import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import type { KubernetesObject } from '../../releases/facts';
import { notQualifiedName } from '../../toolkit/names';
import { fieldBelow } from '../../toolkit/path';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';
import { INSTANCETYPES, PREFERENCES } from './kinds';

const LONGEST = 63;

export const SHORT_NAME: ObjectRule = {
  id: 'SIZE029',
  name: 'instancetypes/short-name',
  on: 'object',
  kinds: [...INSTANCETYPES, ...PREFERENCES],
  severity: Severity.ERROR,
  title: `The name of a size or a preference has at most ${LONGEST} characters`,
  why: 'KubeVirt writes the name into a label of the ControllerRevision of each machine, which the API server then '
    + 'refuses, so no machine starts.',
  remedy: 'Write a shorter name; nameByContent adds 9 characters.',
  source: kubevirt('pkg/instancetype/revision/store.go: CreateControllerRevision'),
  acceptable: true,

  *check({ metadata: { name } }: KubernetesObject) {
    if (name.length <= LONGEST) return;
    yield fault('metadata.name', `has ${name.length} characters, but KubeVirt writes it into a label, which has at `
      + `most ${LONGEST}, so no machine with it starts`, this.remedy);
  },
};

export const HANDED_ANNOTATIONS: ObjectRule = {
  id: 'SIZE030',
  name: 'instancetypes/handed-annotations',
  on: 'object',
  kinds: [...INSTANCETYPES, ...PREFERENCES],
  severity: Severity.ERROR,
  title: 'Annotations that machines get have keys that Kubernetes takes',
  why: 'KubeVirt copies them to the instance, which the API server then refuses.',
  remedy: 'Write a key such as "example.org/team".',
  source: kubevirt('pkg/instancetype/apply/annotations.go; pkg/instancetype/preference/apply/annotations.go'),
  acceptable: true,

  *check({ spec }: { readonly spec: { readonly annotations?: { readonly [key: string]: string } } }) {
    for (const key of Object.keys(spec.annotations ?? {})) {
      yield* about(fieldBelow('spec.annotations', key), notQualifiedName(key));
    }
  },
};
