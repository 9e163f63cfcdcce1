import type { ApiObject } from 'cdk8s';
import { Plain, refused, wrong, Wrong } from './case';
import { LATER_VERDICTS } from './machine-later';
import { MADE } from './machine-made';
import { Since, SINCE } from './machine-since';
import { WORDS } from './machine-words';
import { patched, plain, Scene } from './scene';
import { mergeDeep } from '../../src/toolkit/merge';
import { BASE, LATER, REFUSED, Refused } from '../machines/rules/machines';

/** What all machines of the pool have. */
const MEMBER: any = mergeDeep<any>(BASE, { template: { metadata: { labels: { 'kubevirt.io/vmpool': 'workers' } } } });

/** Every machine of the rules' own test, as the machine of a pool: once for each thing that we say of it, and that the server says. */
export const MACHINES: readonly Wrong[] = Object.entries(REFUSED)
  .flatMap(([rule, machines]) => machines.flatMap((machine) => casesOf(rule, machine)));

function casesOf(rule: string, [name, overrides, says, passes]: Refused): Wrong[] {
  const { release, before }: Partial<Since> = SINCE[rule]?.[name] ?? {};
  const id = `machines/${rule.replaceAll(' ', '-')}`;
  const machine = mergeDeep<any>(MEMBER, overrides);
  const made = MADE[rule]?.[name] ?? (() => []);
  const pool: Wrong['program'] = (scene) => [poolOf(scene, machine)];
  const whole: Wrong['program'] = (scene) => [poolOf(scene, machine), ...memberOf(machine), ...made(scene, machine)];
  const [program, verdict] = passes === LATER ? [whole, LATER_VERDICTS[rule][name]] : [pool, refused(WORDS[rule][name])];
  return says.flatMap((sentence, index) => {
    const named = index === 0 ? name : `${name}: ${index + 1}`;
    const now = wrong(id, named, program, beginning(sentence), verdict, { kubevirtFrom: release });
    return before === undefined ? [now] : [now, wrong(id, `${named}, before ${release}`, whole, beginning(sentence), before, { kubevirtUntil: release })];
  });
}

/** A sentence up to what the pool adds to the machine. */
function beginning(sentence: string): string {
  return sentence.split('{')[0];
}

function poolOf(scene: Scene, machine: any): ApiObject {
  return patched(scene.pool().virtualMachinePool, '/spec/virtualMachineTemplate/spec', machine);
}

/** What virt-controller makes of a pool's template: a machine with its disks, and the machine's instance. */
function memberOf(machine: any): Plain[] {
  const { metadata, spec } = machine.template;
  return [
    plain('kubevirt.io/v1', 'VirtualMachine', 'workers-0', machine),
    ...machine.dataVolumeTemplates.map((template: any) => plain('cdi.kubevirt.io/v1beta1', 'DataVolume', `${template.metadata.name}-0`, template.spec)),
    // with an instancetype the instance is put together from both
    ...(machine.instancetype === undefined ? [{ apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstance', metadata: { ...metadata, name: 'workers-0', namespace: 'cluster-a' }, spec }] : []),
  ];
}
