import { table } from '../toolkit/table';

const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  'spec.type': 'type',
  'spec.clusterIP': 'type',
  'spec.ports': 'ports',
  'spec.externalTrafficPolicy': 'externalTrafficPolicy',
  'spec.ipFamilyPolicy': 'ipFamilyPolicy',
  'spec.loadBalancerClass': 'loadBalancerClass',
  'spec.sessionAffinity': 'sessionAffinity',
  'spec.sessionAffinityConfig.clientIP.timeoutSeconds': 'sessionAffinity',
});

/** A label that marks the machines of a construct, whose value is the name of that construct. */
const OWN_LABEL = /\["kubevirt\.io\//;

/** The prop that a field of a Service of machines came from. */
export function servicePropOf(field: string): string | undefined {
  if (OWN_LABEL.test(field)) return undefined;
  if (/^metadata\.(labels|annotations)/.test(field)) return field.replace('metadata.', '');
  if (field.startsWith('spec.ports[')) return field.replace('spec.', '');
  if (field.startsWith('spec.selector')) return field.replace('spec.selector', 'machineLabels');
  return PROPS[field];
}

const PEER = /^spec\.ingress\[0\]\.from\[\d+\]\./;
const POD_LABELS = /^podSelector\.matchLabels(.*)$/;

/** The prop that a field of the NetworkPolicy of a Service came from. */
export function openingPropOf(field: string): string | undefined {
  if (OWN_LABEL.test(field)) return undefined;
  if (field.startsWith('metadata.labels')) return field.replace('metadata.', '');
  if (field.startsWith('spec.ingress[0].ports')) return 'ports';
  if (field.startsWith('spec.podSelector')) {
    return field.replace('spec.podSelector.matchLabels', 'machineLabels').replace('spec.podSelector', 'machineLabels');
  }
  if (!PEER.test(field)) return undefined;
  const part = field.replace(PEER, '');
  if (part.startsWith('ipBlock.except')) return 'from.except';
  if (part.startsWith('ipBlock')) return 'from.cidrs';
  if (part.startsWith('namespaceSelector')) return 'from.namespaces';
  const [, label] = POD_LABELS.exec(part) ?? [];
  return label === undefined ? undefined : `from.podLabels${label}`;
}
