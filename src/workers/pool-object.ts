import { ApiObject, ApiObjectProps, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import { rendered } from '../layout/rendered';
import type { SchemaCheck } from '../releases/schema-check';

/**
 * A pool's object, of which cluster, tenant and pool ask at synthesis what will be written: JSON patches and lazy values count too,
 * wherever in the program they come.
 */
export class PoolObject extends ApiObject {
  private written?: { readonly spec?: VirtualMachinePoolSpec };

  /** What is constant gives the same whenever it is rendered, and so is rendered once. */
  private readonly constant: boolean;

  constructor(scope: Construct, id: string, props: ApiObjectProps, private readonly schemas: SchemaCheck) {
    super(scope, id, props);
    this.constant = isConstant(props.spec);
  }

  public addJsonPatch(...patches: JsonPatch[]): void {
    super.addJsonPatch(...patches);
    this.written = undefined;
  }

  /** The spec as it will be written; undefined when it has not even the shape of one, of which its schema tells. */
  public spec(): VirtualMachinePoolSpec | undefined {
    const written = this.written ?? { spec: this.read() };
    if (this.constant) this.written = written;
    return written.spec;
  }

  private read(): VirtualMachinePoolSpec | undefined {
    const object = rendered(this);
    return object !== undefined && this.schemas.hasShape(object) ? object.spec as VirtualMachinePoolSpec : undefined;
  }
}

/** Whether there is nothing in a value but plain data: no lazy value, no token. */
function isConstant(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  if (Array.isArray(value)) return value.every(isConstant);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isConstant);
}
