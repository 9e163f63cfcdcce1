import type { Construct } from 'constructs';
import { Tenant } from './tenant';
import { takeProps } from '../given/given';

/** Props of a tenant whose namespace exists already. */
export interface ExistingTenantProps {
  /** The name of the namespace. */
  readonly namespaceName: string;
}

/** A tenant whose namespace someone else manages. It emits nothing, and its quota and sizes are not known. */
export class ExistingTenant extends Tenant {
  constructor(scope: Construct, id: string, props: ExistingTenantProps) {
    const given = takeProps({ scope, id, props, struct: 'ExistingTenantProps', open: false });
    super(scope, given.id, given.props.namespaceName);
    given.report(this);
  }

  /** @internal */
  public _clonesFrom(_namespace: string): void {}
}
