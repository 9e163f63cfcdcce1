import type { Construct } from 'constructs';
import { Tenant } from './tenant';

/** Props of a tenant whose namespace exists already. */
export interface ExistingTenantProps {
  /** The name of the namespace. */
  readonly namespaceName: string;
}

/** A tenant whose namespace someone else manages. It emits nothing, and its quota and sizes are not known. */
export class ExistingTenant extends Tenant {
  constructor(scope: Construct, id: string, props: ExistingTenantProps) {
    super(scope, id, props.namespaceName);
  }

  /** @internal */
  public _clonesFrom(_namespace: string): void {}
}
