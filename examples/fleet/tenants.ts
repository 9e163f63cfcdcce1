/** What a tenant of the fleet has. In a program of yours, such rows may come from a file or from a portal. */
export interface Tenant {
  readonly name: string;
  /** The machines that are the nodes of its Kubernetes cluster. */
  readonly nodes?: number;
  /** Whether it has a database: a machine with a disk that outlives it, both protected. */
  readonly database?: boolean;
}

/** The tenants of each infra cluster, by the name of its directory. */
export const TENANTS: { readonly [cluster: string]: readonly Tenant[] } = {
  'infra-test': [
    { name: 'canary', nodes: 2, database: true },
    { name: 'load-tests', nodes: 4 },
    { name: 'nightly', nodes: 1 },
    { name: 'sandbox', database: true },
  ],
  'infra-eu1': [
    { name: 'acme', nodes: 5, database: true },
    { name: 'alpenglow', nodes: 3 },
    { name: 'birch', nodes: 3 },
    { name: 'cobalt', database: true },
    { name: 'dune', nodes: 2 },
    { name: 'ember', nodes: 4, database: true },
    { name: 'fjord', nodes: 3 },
    { name: 'granite', nodes: 2 },
    { name: 'harbour', database: true },
    { name: 'iris', nodes: 3 },
    { name: 'juniper', nodes: 6 },
    { name: 'kestrel', nodes: 2 },
    { name: 'lumen', nodes: 3, database: true },
    { name: 'meadow', nodes: 2 },
  ],
  'infra-us1': [
    { name: 'acme', nodes: 5, database: true },
    { name: 'northwind', nodes: 3 },
    { name: 'orchard', nodes: 2 },
    { name: 'prairie', database: true },
    { name: 'quartz', nodes: 4 },
    { name: 'redwood', nodes: 3, database: true },
    { name: 'sierra', nodes: 2 },
    { name: 'tundra', nodes: 3 },
    { name: 'umber', database: true },
    { name: 'vista', nodes: 2 },
    { name: 'willow', nodes: 3 },
    { name: 'zephyr', nodes: 2 },
  ],
};
