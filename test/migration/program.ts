import { ApiObject } from 'cdk8s';
import type { MigrationCase } from './case';
import { BundleApp, CdiRelease, InfraCluster, KubeVirtCluster, KubeVirtRelease, TenantNamespace } from '../../src';

/** A program with the machine of a case. */
export interface CaseProgram {
  readonly app: BundleApp;
  readonly machine: ApiObject;
}

export function programOf(given: MigrationCase, kubevirt = KubeVirtRelease.V1_9_0): CaseProgram {
  const app = new BundleApp();
  const infra = clusterOf(app, given, kubevirt);
  const tenant = TenantNamespace.existing(infra, 'acme', { namespaceName: 'cluster-acme' });
  const namespace = tenant.namespaceName;
  if (given.isBare !== true) {
    for (const [name, accessModes] of Object.entries(given.claims)) {
      new ApiObject(tenant, name, {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name, namespace },
        spec: { accessModes, resources: { requests: { storage: '1Gi' } } },
      });
    }
  }
  for (const object of given.objects ?? []) {
    new ApiObject(object.metadata?.namespace === undefined ? infra : tenant, object.kind, object);
  }
  const { templates: dataVolumeTemplates, instancetype, preference } = given;
  const template = { metadata: { annotations: given.annotations }, spec: instanceSpec(given) };
  const machine = new ApiObject(tenant, 'machine', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'machine', namespace },
    spec: { runStrategy: 'Always', dataVolumeTemplates, instancetype, preference, template },
  });
  return { app, machine };
}

/** The spec of the instance of a machine. */
export function instanceSpec({ networks, volumes, interfaces, architecture, devices, domain }: MigrationCase): object {
  return {
    ...(architecture !== undefined && { architecture }),
    domain: { ...domain, devices: { interfaces, ...devices } },
    networks,
    volumes,
  };
}

function clusterOf(app: BundleApp, given: MigrationCase, kubevirt: KubeVirtRelease): InfraCluster {
  const cdi = CdiRelease.V1_66_0;
  const featureGates = [...given.gates ?? []];
  if (given.isBare === true) return KubeVirtCluster.existing(app, 'infra', { kubevirt, cdi, featureGates });
  const overrides = { kubevirt: { configuration: given.configuration ?? {} } };
  return new KubeVirtCluster(app, 'infra', { kubevirt, cdi, featureGates, overrides });
}
