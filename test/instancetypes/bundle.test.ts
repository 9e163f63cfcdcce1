import { program } from './support';
import {
  Guest, Instancetype, KubeVirtRelease, Preference, VirtualMachineInstancePreset, WindowsVersion,
} from '../../src';

test.each(KubeVirtRelease.all().map((release): [string, KubeVirtRelease] => [release.version, release]))(
  'with KubeVirt %s, sizes, preferences and presets are written like this', (_version, release) => {
    const { app, infra, tenant } = program(release);
    new Instancetype(infra, 'large', { cpu: 8, memory: '32Gi', nameByContent: true, dedicatedCpus: true });
    new Preference(infra, 'windows', { guest: Guest.windows({ version: WindowsVersion.WINDOWS_11 }) });
    new Instancetype(tenant, 'small', { cpu: 1, memory: '2Gi', memoryOvercommitPercent: 20 });
    new Preference(tenant, 'db', { requirements: { cpu: 2, memory: '4Gi' } });
    const preset = VirtualMachineInstancePreset.KUBERMATIC_STANDARD;
    new VirtualMachineInstancePreset(tenant, 'standard', preset);
    VirtualMachineInstancePreset.toInstancetype(tenant, 'its-size', preset);
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const documents = app.synthYaml().split('---\n');
    write.mockRestore();
    const ours = /^kind: VirtualMachine(Cluster)?(Instancetype|Preference|InstancePreset)$/m;
    expect(documents.filter((each) => ours.test(each)).join('---\n')).toMatchSnapshot();
  });
