import { Call, call, Code, construct, Variable } from './code';
import type { VariableNames } from './names';
import type { Statements } from './statements';
import { holdsMachines } from '../../machines/embedded';
import type { Manifest } from '../../manifests/manifest';

/** The group of MachineDeployments, which are objects of a tenant's own cluster. */
const OF_TENANT_CLUSTER = 'cluster.k8s.io';

/** The tenants and charts of a program, each declared before its first use. */
export class Scopes {
  private readonly tenants = new Map<string, Variable>();
  private readonly declared = new Set<string>();
  private readonly charts = new Map<string, Variable>();

  constructor(
    private readonly statements: Statements,
    private readonly names: VariableNames,
    private readonly app: Variable,
    private readonly cluster: Variable,
  ) {}

  /** The chart that a plain object belongs to. Those that hold machines are applied after all others. */
  public chartOf({ group, kind }: Manifest, namespace: string | undefined): Variable {
    if (group === OF_TENANT_CLUSTER) return this.chart('tenant-cluster', this.app);
    const isPlatform = group === 'kubevirt.io' && kind === 'KubeVirt';
    if (namespace === undefined || isPlatform) return this.chart('cluster-objects', this.cluster);
    const tenant = this.tenant(namespace);
    if (!holdsMachines(group, kind)) return this.chart(`${namespace}-objects`, tenant);
    return this.chart(`${namespace}-machines`, tenant, 'Layer.WORKLOADS');
  }

  private chart(name: string, scope: Variable, layer?: string): Variable {
    const known = this.charts.get(name);
    if (known !== undefined) return known;
    const variable = new Variable(this.names.of(name, 'chart'));
    this.charts.set(name, variable);
    this.statements.gap();
    this.statements.add(construct('Chart', scope, name), variable.name);
    if (layer !== undefined) {
      const place: Code = { layer: new Variable(layer), file: 'machines' };
      this.statements.add(new Call('BundleApp.place', [variable, place]));
    }
    return variable;
  }

  public tenant(namespaceName: string): Variable {
    const variable = this.tenantVariable(namespaceName);
    if (this.declared.has(namespaceName)) return variable;
    this.declared.add(namespaceName);
    this.statements.gap();
    const code = call('TenantNamespace.existing', this.cluster, namespaceName, { namespaceName });
    this.statements.add(code, variable.name);
    return variable;
  }

  /** The variable of a tenant, which need not be declared yet. */
  public tenantVariable(namespaceName: string): Variable {
    const known = this.tenants.get(namespaceName) ?? new Variable(this.names.of(namespaceName, 'tenant'));
    this.tenants.set(namespaceName, known);
    return known;
  }
}
