import { ApiObject } from 'cdk8s';
import { Boot, MachineSize, TenantNamespace, VirtualMachine, VirtualMachineProps } from '../../src';
import { platform } from '../tenants/platform';

const ANNOTATION = 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes';

function annotationsOf(props: Partial<VirtualMachineProps>): { readonly [key: string]: string } {
  const tenant = new TenantNamespace(platform().infra, 'acme');
  const size = MachineSize.of({ cores: 1, memory: '1Gi' });
  const machine = new VirtualMachine(tenant, 'db', { size, boot: Boot.containerDisk('images.example/db:1'), ...props });
  const made: ApiObject = machine.apiObject;
  return made.toJson().spec.template.metadata.annotations ?? {};
}

test('a machine keeps its node by default', () => {
  expect(annotationsOf({})).not.toHaveProperty([ANNOTATION]);
});

test('the directories of a launcher are no reason to keep a node if the program says so', () => {
  const volumes = annotationsOf({ safeToEvictLocalVolumes: true })[ANNOTATION].split(',');
  expect(volumes).toEqual([...volumes].sort());
  expect(volumes).toEqual(expect.arrayContaining(['private', 'public', 'sockets', 'libvirt-runtime']));
});

test('an annotation of the program has precedence', () => {
  expect(annotationsOf({ safeToEvictLocalVolumes: true, annotations: { [ANNOTATION]: 'private' } }))
    .toHaveProperty([ANNOTATION], 'private');
});
