import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { instancetypeSpec, TenantSize } from './sizes';
import type { VirtualMachineInstancetypeSpec } from '../../imports/instancetype.kubevirt.io';
import { rendered } from '../layout/rendered';
import type { OfferedSize } from '../machines/offered-size';
import type { Sentence } from '../toolkit/problems';
import { Quantity } from '../toolkit/quantity';
import { byteSize } from '../toolkit/sentences';

/** Where a size is written to. */
export interface InstancetypeProps {
  readonly apiVersion: string;
  readonly namespace: string;
  readonly size: TenantSize;
}

/** The VirtualMachineInstancetype of a size. What it offers is read from what is written, so that overrides and JSON patches count. */
export class Instancetype extends ApiObject implements OfferedSize {
  private readonly size: TenantSize;
  private readonly given: VirtualMachineInstancetypeSpec;
  /** Whether what is written can differ from what was given: by lazy values, or by JSON patches. Only then need it be rendered. */
  private mayDiffer: boolean;

  constructor(scope: Construct, id: string, { apiVersion, namespace, size }: InstancetypeProps) {
    const spec = instancetypeSpec(size);
    super(scope, id, { apiVersion, kind: 'VirtualMachineInstancetype', metadata: { name: size.name, namespace }, spec });
    this.size = size;
    this.given = spec;
    this.mayDiffer = size.overrides !== undefined;
  }

  public addJsonPatch(...patches: JsonPatch[]): void {
    super.addJsonPatch(...patches);
    this.mayDiffer = true;
  }

  /** The whole spec, empty where it cannot be rendered, of which synthesis tells by itself. */
  public get spec(): VirtualMachineInstancetypeSpec {
    return this.mayDiffer ? (rendered(this)?.spec ?? {}) as VirtualMachineInstancetypeSpec : this.given;
  }

  /** The guest's CPUs; those of the size where overrides left nothing readable, which `problems` reports. */
  public get cpu(): number {
    const { guest } = this.figures();
    return isCount(guest) ? guest : this.size.cpu;
  }

  /** The guest's memory, by the same rule. */
  public get memory(): Quantity {
    return Quantity.parse(String(this.figures().memory)) ?? Quantity.ofSize(this.size.memory)!;
  }

  /** What overrides or JSON patches made of a size that machines cannot have. What is missing is left to the schema check. */
  public problems(): Sentence[] {
    const { guest, memory } = this.figures();
    return [
      guest === undefined || isCount(guest) ? undefined : `size "${this.size.name}" has ${guest} CPUs in spec.cpu.guest, but a guest has whole ones. Let its overrides leave a whole number from 1 on there.`,
      memory === undefined ? undefined : byteSize(`spec.memory.guest of size "${this.size.name}"`, String(memory)),
    ];
  }

  private figures(): { readonly guest: unknown; readonly memory: unknown } {
    const { cpu, memory } = this.spec;
    return { guest: cpu?.guest, memory: memory?.guest };
  }
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0;
}
