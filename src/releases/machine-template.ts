import type { ErrorObject } from 'ajv';
import type { KubernetesObject } from './facts';
import { stepsOf, valueAt } from '../toolkit/at';
import { isPlain } from '../toolkit/merge';
import { table } from '../toolkit/table';

// virt-template-engine v0.2.0, template/template.go: `${NAME}` stands for a text or a part of one, and `${{NAME}}` as
// a whole text for any value.
const IN_TEXT = /\$\{([a-zA-Z0-9_]+)\}/g;
const WHOLE_VALUE = /^\$\{\{([a-zA-Z0-9_]+)\}\}$/;

/** What user data holds in place of a parameter without a value: YAML and the search for secrets read it as nothing. */
const NOTHING = 'null';

/** The path of the VirtualMachine within a template. */
export const TEMPLATED = 'spec.virtualMachine';

interface Parameter {
  readonly name: string;
  readonly value?: string;
}

type Values = ReadonlyMap<string, string>;

/** Whether an object is a template of VirtualMachines. Its schema leaves open what the VirtualMachine holds. */
export function isMachineTemplate(group: string, { kind }: KubernetesObject): boolean {
  return group === 'template.kubevirt.io' && kind === 'VirtualMachineTemplate';
}

/**
 * A copy of the VirtualMachine of a template, with the parameters that have a value filled in; undefined if there is
 * none.
 */
export function templatedMachine(template: KubernetesObject): KubernetesObject | undefined {
  const { virtualMachine } = template.spec as { readonly virtualMachine?: unknown };
  if (!isPlain(virtualMachine)) return undefined;
  const machine = filled(virtualMachine, valuesOf(template)) as KubernetesObject;
  return { ...machine, apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine' };
}

/** The template with another VirtualMachine in it. */
export function withMachine(template: KubernetesObject, machine: KubernetesObject): KubernetesObject {
  return { ...template, spec: { ...(template.spec as object), virtualMachine: machine } };
}

/** Whether the value of a template's field is known only when a parameter gets its value. */
export function awaitsParameter(template: KubernetesObject, field: string): boolean {
  const value = valueAt(template, stepsOf(field) ?? []);
  return typeof value === 'string' && isOpen(value, valuesOf(template));
}

/**
 * Writes a value of the right type where a parameter without a value is, so that rules can read the machine.
 *
 * @param error what the schema says of the parameter's name
 */
export function standIn(machine: KubernetesObject, { keyword, params, instancePath }: ErrorObject): void {
  const steps = stepsOfPointer(instancePath);
  const parent = valueAt(machine, steps.slice(0, -1));
  if (typeof parent !== 'object' || parent === null) return;
  const value = keyword === 'enum' ? params.allowedValues[0] : VALUES[[params.type].flat()[0] as string] ?? '1Gi';
  (parent as Record<string, unknown>)[steps[steps.length - 1]] = value;
}

/** The field of a template that an error of its VirtualMachine is about. */
export function fieldOfError({ instancePath }: ErrorObject): string {
  return [TEMPLATED, ...stepsOfPointer(instancePath).map((step) => `[${JSON.stringify(step)}]`)].join('');
}

const VALUES: Readonly<Record<string, unknown>> = table({
  integer: 1, number: 1, boolean: false, array: [], object: {},
});

function stepsOfPointer(pointer: string): string[] {
  return pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function valuesOf({ spec }: KubernetesObject): Values {
  const { parameters } = spec as { readonly parameters?: readonly Parameter[] };
  return new Map((parameters ?? []).flatMap(({ name, value }) => (value ? [[name, value]] : [])));
}

function filled(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return filledText(value, values);
  if (Array.isArray(value)) return value.map((item) => filled(item, values));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [String(filledText(key, values)), filled(item, values)]),
  );
}

function filledText(text: string, values: Values): unknown {
  const whole = WHOLE_VALUE.exec(text)?.[1];
  if (whole !== undefined) return valueIn(values.get(whole) ?? text);
  const isDocument = /\s/.test(text);
  return text.replace(IN_TEXT, (name: string, key: string) => values.get(key) ?? (isDocument ? NOTHING : name));
}

/** virt-template reads the value as JSON; what is not JSON is a text. */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A document, such as user data, is judged without the parameter; a name or a number cannot be. */
function isOpen(text: string, values: Values): boolean {
  if (/\s/.test(text)) return false;
  const names = [WHOLE_VALUE.exec(text)?.[1], ...[...text.matchAll(IN_TEXT)].map(([, name]) => name)];
  return names.some((name) => name !== undefined && !values.has(name));
}
