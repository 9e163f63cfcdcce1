import { ApiObject, ApiObjectProps } from 'cdk8s';
import { right, Right, stricter, wrong, Wrong } from '../case';
import { noObjects, Scene } from '../scene';

/** What changes in a MachineDeployment: values by their paths, which go through maps alone; undefined removes one. */
export type Changes = { readonly [path: string]: unknown };

const VALUE = 'spec.template.spec.providerSpec.value';
const CLOUD = `${VALUE}.cloudProviderSpec`;
const MACHINE = `${CLOUD}.virtualMachine`;
const TEMPLATE = `${MACHINE}.template`;
const DISK = `${TEMPLATE}.primaryDisk`;

/** Short names of paths. */
const SHORT: { readonly [name: string]: string } = { VALUE, CLOUD, MACHINE, TEMPLATE, DISK };

/** A MachineDeployment without a fault. */
const BASE = {
  apiVersion: 'cluster.k8s.io/v1alpha1',
  kind: 'MachineDeployment',
  metadata: { name: 'workers', namespace: 'kube-system' },
  spec: {
    replicas: 3,
    selector: { matchLabels: { pool: 'workers' } },
    template: {
      metadata: { labels: { pool: 'workers' } },
      spec: {
        versions: { kubelet: '1.34.3' },
        providerSpec: {
          value: {
            cloudProvider: 'kubevirt',
            operatingSystem: 'ubuntu',
            operatingSystemSpec: { distUpgradeOnBoot: false },
            cloudProviderSpec: {
              clusterName: 'acme',
              auth: {
                kubeconfig: { secretKeyRef: { namespace: 'kube-system', name: 'infra', key: 'kubeconfig' } },
              },
              virtualMachine: {
                evictionStrategy: 'LiveMigrate',
                template: {
                  cpus: '2',
                  memory: '4Gi',
                  primaryDisk: {
                    source: 'http',
                    osImage: 'https://images.example.com/ubuntu.img',
                    size: '20Gi',
                    storageClassName: 'fast',
                    storageAccessType: 'ReadWriteMany',
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

/** The MachineDeployment with changes; a path may begin with a short name, as in `DISK.size`. */
export function changedDeployment(changes: Changes, base: object = BASE): ApiObjectProps {
  const deployment = JSON.parse(JSON.stringify(base)) as object;
  for (const [path, value] of Object.entries(changes)) put(deployment, longPath(path), value);
  return deployment as ApiObjectProps;
}

/** The path with its short name written out. */
export function longPath(path: string): string {
  const [first, ...rest] = path.split('.');
  return [SHORT[first] ?? first, ...rest].join('.');
}

function put(object: object, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop()!;
  let holder = object as { [key: string]: unknown };
  for (const step of steps) holder = (holder[step] ??= {}) as { [key: string]: unknown };
  if (value === undefined) delete holder[last];
  else holder[last] = value;
}

const NOBODY = stricter('the CRD of MachineDeployments has no schema, and no server of the conformance runs '
  + 'machine-controller; what it and KubeVirt say of such objects is compared by tools/field');

function deploymentIn(scene: Scene, changes: Changes): ApiObject {
  return new ApiObject(scene.infra, 'workers', changedDeployment(changes));
}

/** A MachineDeployment that breaks a rule; `says` may begin with a short name of a path. */
export function faulty(rule: string, name: string, changes: Changes, says: string): Wrong {
  const [path, ...words] = says.split(' ');
  const message = [longPath(path), ...words].join(' ');
  return wrong(rule, name, (scene) => noObjects(deploymentIn(scene, changes)), message, NOBODY);
}

/** A MachineDeployment that comes close to breaking a rule. */
export function sound(rule: string, name: string, changes: Changes): Right {
  return right(rule, name, (scene) => deploymentIn(scene, changes));
}
