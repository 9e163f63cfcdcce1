import { annotatedServices } from './annotated-services';
import { scrapeConfiguration } from './configuration';
import type { Scraper } from './scraper';
import { serviceMonitors } from './service-monitors';
import type { Target } from './targets';

/** The account of Prometheus that CDI's operator lets in (CDI pkg/operator/controller/prometheus.go). */
const CDI_ACCOUNT = 'prometheus-k8s';

/** How Prometheus gets the metrics of KubeVirt and CDI. */
export class Scraping {
  /**
   * Two ServiceMonitors of ours, for a Prometheus of prometheus-operator that selects by label, such as that of the
   * chart kube-prometheus-stack: `labels` of `Monitoring` must hold that label. The ServiceMonitors that KubeVirt's and
   * CDI's operators make do not have it, so that nothing is scraped twice.
   */
  public static serviceMonitors(): Scraping {
    return new Scraping('serviceMonitors', serviceMonitors);
  }

  /**
   * What the operators of KubeVirt and CDI make themselves, for a Prometheus of prometheus-operator that selects it.
   * KubeVirt's does so if `monitoring` of the `KubeVirtCluster` names Prometheus, or if Prometheus has the account
   * `prometheus-k8s` in the namespace `monitoring` or `openshift-monitoring`; CDI's if the kinds of prometheus-operator
   * are there.
   */
  public static byOperators(): Scraping {
    return new Scraping('operators');
  }

  /**
   * Two Services of ours with the annotations `prometheus.io/scrape`, `prometheus.io/scheme` and `prometheus.io/port`,
   * for a Prometheus whose configuration reads them. Its job must not verify certificates
   * (`insecure_skip_verify: true`), and must honor labels.
   */
  public static annotations(): Scraping {
    return new Scraping('annotations', annotatedServices);
  }

  /**
   * A ConfigMap with two jobs, for a Prometheus without an operator: mount it, and name `scrape.yaml` in
   * `scrape_config_files`.
   */
  public static configuration(): Scraping {
    return new Scraping('configuration', scrapeConfiguration);
  }

  /** Nothing: somebody else sees to it. Rules are written for prometheus-operator. */
  public static none(): Scraping {
    return new Scraping('none');
  }

  /** What has Prometheus scrape, in the words of rules. @internal */
  public readonly _scrapedBy: 'program' | 'operators' | 'nobody';
  /** Whether Prometheus is managed by prometheus-operator, so that rules are objects. @internal */
  public readonly _isByOperator: boolean;
  /** Whether Prometheus must select the objects by a label. @internal */
  public readonly _needsLabels: boolean;

  private constructor(
    private readonly by: 'serviceMonitors' | 'operators' | 'annotations' | 'configuration' | 'none',
    /** Makes the objects. @internal */
    public readonly _objects: Scraper = () => [],
  ) {
    this._scrapedBy = by === 'operators' ? 'operators' : by === 'none' ? 'nobody' : 'program';
    this._isByOperator = by !== 'annotations' && by !== 'configuration';
    this._needsLabels = by === 'serviceMonitors';
  }

  /**
   * Whether a program must give Prometheus the right to find a target. KubeVirt's operator gives it to the account that
   * its custom resource names, and CDI's to one fixed account.
   * @internal
   */
  public _needsRights(end: Target['end'], account: string): boolean {
    return this._scrapedBy === 'program' || (this.by === 'operators' && end === 'cdi' && account !== CDI_ACCOUNT);
  }
}
