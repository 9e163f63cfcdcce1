import { call, construct, Props, Variable } from './code';
import { machineProps } from './convert/machine';
import type { MachineCode } from './machine';
import { compared, copyOf, filledIn } from './same/compare';
import { differences } from './same/differences';
import type { Loose } from './same/loose';
import { namePatches, Patch } from './template-names';
import { Made, made, missing, unsaidMetadata, withoutEmpty } from './trial';
import { typedCall, Untyped } from './typed';
import type { KubernetesObject } from '../../releases/facts';
import { defined } from '../../toolkit/shape';
import type { Target } from '../migration';

const TEMPLATE = '/spec/virtualMachineTemplate';

/**
 * A pool as a WorkerPool with typed props. Its selector cannot be changed, so it is written over that of the construct.
 * @returns the code, or why the pool has to stay a plain object
 */
export function poolCode(
  object: KubernetesObject, tenant: Variable, target: Target,
): MachineCode | { readonly reasons: readonly string[] } {
  const unsaid = unsaidMetadata(object);
  if (unsaid !== undefined) return { reasons: [unsaid] };
  // The label of the construct's members changes the template.
  const [strategy] = Object.keys((object.spec as Loose | undefined)?.updateStrategy ?? {});
  if (strategy !== 'unmanaged') {
    const reason = `WorkerPool adds a label to the template, which updateStrategy ${strategy ?? 'proactive'} brings to `
      + 'members';
    return { reasons: [reason] };
  }
  try {
    return tried(object, tenant, target);
  } catch (error) {
    const reason = error instanceof Untyped ? error.message : 'its fields have types that KubeVirt does not know';
    return { reasons: [reason] };
  }
}

function tried(
  object: KubernetesObject, tenant: Variable, target: Target,
): MachineCode | { readonly reasons: readonly string[] } {
  const { name, labels = {}, annotations = {} } = object.metadata;
  const original = copyOf(object.spec);
  if (original.selector === undefined) return { reasons: ['spec.selector is missing'] };
  const template = original.virtualMachineTemplate;
  const { dataVolumeNames: _names, ...machine } = machineProps(filledIn(template.spec), { tenant, id: name });
  const code = typedCall(construct('WorkerPool', tenant, name, withoutEmpty({
    replicas: original.replicas,
    ...machine,
    labels: { ...machine.labels as Props, ...template.metadata?.labels },
    backend: backendOf(original),
  })));
  const result = made(code, { cluster: 'cluster', tenant: tenant.name }, target);
  const reasons = notSame(copyOf(object), result);
  if (reasons.length > 0) return { reasons };
  const [{ spec, metadata }] = result.objects;
  return {
    call: code,
    labels: missing(labels, metadata.labels),
    annotations: missing(annotations, metadata.annotations),
    patches: patchesOf(original, spec),
  };
}

/** The backend, with what the pool states about changes and scaling. */
function backendOf({ maxUnavailable, nameGeneration = {}, scaleInStrategy = {} }: Loose) {
  const [[strategy, scaleIn = {}] = []] = Object.entries<Loose>(scaleInStrategy);
  const { statePreservation, selectionPolicy } = scaleIn as Loose;
  return call('PoolBackend.virtualMachinePool', withoutEmpty(defined<Props>({
    updateStrategy: 'unmanaged',
    maxUnavailable,
    scaleIn: defined({ strategy, statePreservation, sortPolicy: selectionPolicy?.sortPolicy }),
    indexedReferences: defined({
      secrets: nameGeneration.appendIndexToSecretRefs, configMaps: nameGeneration.appendIndexToConfigMapRefs,
    }),
  })));
}

/** What differs in a made pool, but for its selector, added labels, and what patches write. */
function notSame(original: Loose, { objects, errors }: Made): string[] {
  const [pool, ...others] = objects;
  if (others.length > 0) return [`it would be ${objects.map(({ kind }) => kind).join(' and ')}`];
  const [wanted, given] = [original.spec, copyOf(pool.spec)];
  const [from, to] = [wanted.virtualMachineTemplate, given.virtualMachineTemplate];
  const lost = [[from.metadata, to.metadata], [from.spec.template.metadata, to.spec.template.metadata]]
    .flatMap(([was, is]) => missing(was?.labels ?? {}, is?.labels))
    .map(([key]) => `spec.virtualMachineTemplate would have another label ${key}`);
  delete to.spec.template.metadata.labels;
  delete from.spec.template.metadata?.labels;
  for (const spec of [wanted, given]) {
    delete spec.selector;
    delete spec.virtualMachineTemplate;
  }
  const { labels: _labels, annotations: _annotations, ...otherMetadata } = from.metadata ?? {};
  return [
    ...lost,
    ...differences({}, otherMetadata, 'spec.virtualMachineTemplate.metadata'),
    ...differences(wanted, given, 'spec'),
    ...differences(original.apiVersion, pool.apiVersion, 'apiVersion'),
    ...compared(from.spec, to.spec).map((each) => `spec.virtualMachineTemplate.spec.${each}`),
    ...errors,
  ];
}

function patchesOf(original: Loose, spec: Loose): Patch[] {
  const { metadata: { annotations } = {} as Loose, spec: machine } = original.virtualMachineTemplate;
  const names = namePatches(machine, copyOf(spec.virtualMachineTemplate.spec));
  const isOurs = differences(original.selector, spec.selector).length === 0;
  return [
    ...isOurs ? [] : [{ path: '/spec/selector', value: original.selector }],
    ...annotations === undefined ? [] : [{ path: `${TEMPLATE}/metadata/annotations`, value: annotations, isNew: true }],
    ...names.map(({ path, value }) => ({ path: path.replace('/spec', `${TEMPLATE}/spec`), value })),
  ];
}
