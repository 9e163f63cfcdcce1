import type { Bad } from './bad';

const NO_PORTS = [0, 65_536, 1.5].map((to): Bad => ({ to }));

/** By prop of Services, what it cannot be. */
export const BROKEN_SERVICES: { readonly [prop: string]: readonly Bad[] } = {
  'MachineServicePort.port': NO_PORTS,
  'MachineServicePort.name': [{ to: 'Not a name!' }, { to: 'x'.repeat(64) }],
  'MachineServicePort.targetPort': [...NO_PORTS, { to: 'Not a name!' }, { to: '8080' }, { to: 'x'.repeat(16) }],
  'MachineServicePort.nodePort': [{ to: 80 }, { to: 65_536 }],
  'ExposeOptions.ports': [
    { to: [], when: ({ value }) => value.type !== 'Headless' },
    { to: [{ port: 1 }, { port: 1 }] },
    { to: [{ port: 1, name: 'a' }, { port: 2, name: 'a' }] },
  ],
  'ExposeOptions.name': [{ to: 'Not a name!' }, { to: 'x'.repeat(64) }, { to: 'web_1' }],
  'ExposeOptions.from': [{ to: {} }],
  'ExposeOptions.sessionAffinity': [{ to: { $seconds: 0 } }, { to: { $seconds: 86_401 } }],
  'ExposeOptions.externalTrafficPolicy': [{ to: 'Local', beside: { type: undefined } }],
  'ExposeOptions.loadBalancerClass': [{ to: 'not a class', beside: { type: 'LoadBalancer' } }],
  'ExposeOptions.labels': [{ to: { 'not a key': 'x' } }],
  'ExposeOptions.annotations': [{ to: { 'not a key': 'x' }, says: /annotations/ }],
  'MachineServiceProps.machineLabels': [{ to: {} }, { to: { key: 'not a value' } }],
};

/** Props of Services for which there is nothing to break. */
export const UNRULED_SERVICES: { readonly [reason: string]: readonly string[] } = {
  'an object of another library has it': ['INamed.name'],
  'a Service is reached by anything that is ready or not': ['ExposeOptions.publishNotReadyAddresses'],
};
