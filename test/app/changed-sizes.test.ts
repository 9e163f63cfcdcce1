import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BundleApp, BundleAppProps, CdiRelease, Findings, Instancetype, InstancetypeProps, KubeVirtCluster, KubeVirtRelease,
} from '../../src';

let outdir: string;
beforeEach(() => (outdir = mkdtempSync(join(tmpdir(), 'cdk8s-kubevirt-'))));
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

/** Writes a program with a size, and answers with the lines about sizes that it prints. */
function synth(props: Partial<InstancetypeProps> = {}, more: BundleAppProps = {}, accepted = false): string[] {
  const app = new BundleApp({ outdir, ...more });
  const infra = KubeVirtCluster.existing(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0,
  });
  const size = new Instancetype(infra, 'large', { cpu: 4, memory: '16Gi', ...props });
  if (accepted) Findings.accept(size, 'SIZE012', 'only new machines are to get it');
  const printed: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  try {
    app.synth();
  } finally {
    write.mockRestore();
  }
  return printed.filter((line) => line.includes('SIZE') || line.includes('ACC'));
}

test('a size whose content changes under its name is a warning that names the fields', () => {
  expect(synth()).toEqual([]);
  expect(synth({ cpu: 8, hugepages: '2Mi' })).toEqual([
    'warning SIZE012 [infra/large/VirtualMachineClusterInstancetype] spec of VirtualMachineClusterInstancetype "large" '
    + 'changes in spec.cpu.guest (4 to 8), spec.memory.hugepages, but machines that exist keep what it was. Give it a '
    + 'new name, or set nameByContent; or accept this if only new machines are to get it.\n',
  ]);
});

test('the run after it says nothing, for the bundle holds the new content', () => {
  synth();
  synth({ cpu: 8 });
  expect(synth({ cpu: 8 })).toEqual([]);
});

test('other labels, a new name and a name by content are no changes', () => {
  synth({ nameByContent: true });
  expect(synth({ nameByContent: true, cpu: 8 })).toEqual([]);
  expect(synth({ name: 'huge', cpu: 8 })).toEqual([]);
  expect(synth({ name: 'huge', cpu: 8, labels: { team: 'db' } })).toEqual([]);
});

test('the same amount of memory in another unit is no change, and has the same name by content', () => {
  synth();
  expect(synth({ memory: '16384Mi', maxMemory: '32Gi' })).toEqual([expect.stringContaining(
    'changes in spec.memory.maxGuest, but')]);
  expect(synth({ memory: '16Gi', maxMemory: '32768Mi' })).toEqual([]);
  const named = (memory: string) => new Instancetype(KubeVirtCluster.existing(new BundleApp(), 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0,
  }), 'large', { cpu: 4, memory, nameByContent: true }).instancetypeName;
  expect(named('8192Mi')).toBe(named('8Gi'));
  expect(named('8193Mi')).not.toBe(named('8Gi'));
});

test('strict programs stop at it, and write nothing', () => {
  synth();
  expect(() => synth({ cpu: 8 }, { noticesAsErrors: true })).toThrow(/SIZE012/);
  expect(() => synth({ cpu: 8 }, { noticesAsErrors: true })).toThrow(/SIZE012/);
});

test('it can be accepted', () => {
  synth();
  expect(synth({ cpu: 8 }, {}, true)).toEqual([]);
});
