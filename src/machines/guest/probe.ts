import type { Duration } from 'cdk8s';
import type { Probe } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { secondsOf } from '../../toolkit/seconds';
import { defined } from '../../toolkit/shape';

/** When a guest is asked, and how its answers count. */
export interface ProbeTiming {
  /**
   * How long after the start of the machine the guest is asked for the first time.
   * @default - at once
   */
  readonly initialDelay?: Duration;
  /**
   * How often the guest is asked.
   * @default Duration.seconds(10) - Kubernetes' default
   */
  readonly period?: Duration;
  /**
   * How long the guest may take to answer.
   * @default Duration.seconds(1) - Kubernetes' default
   */
  readonly timeout?: Duration;
  /**
   * How many failures in a row count as one: a whole number, at least 1.
   * @default 3 - Kubernetes' default
   */
  readonly failureThreshold?: number;
  /**
   * How many successes in a row count as one: a whole number, at least 1, and 1 for a liveness probe.
   * @default 1 - Kubernetes' default
   */
  readonly successThreshold?: number;
}

/** A request to a web server in the guest. */
export interface HttpProbe extends ProbeTiming {
  /** The port in the guest: 1 to 65535. */
  readonly port: number;
  /**
   * The path of the request.
   * @default "/"
   */
  readonly path?: string;
  /**
   * Whether the request uses TLS. The certificate is not verified.
   * @default false
   */
  readonly tls?: boolean;
}

/** A question to a guest. The answer tells Kubernetes whether the machine is ready or alive. */
export class MachineProbe {
  /** A request by HTTP. The machine needs the pod network, and the tenant's isolation no rule for it. */
  public static http(request: HttpProbe): MachineProbe {
    return madeOf('MachineProbe.http', [request], ({ port, path, tls, ...timing }) => {
      const scheme = tls === undefined ? undefined : tls ? 'HTTPS' : 'HTTP';
      return new MachineProbe({ httpGet: defined({ port, path, scheme }) }, timing);
    });
  }

  /** A connection by TCP. The machine needs the pod network, and the tenant's isolation no rule for it. */
  public static tcp(port: number, timing: ProbeTiming = {}): MachineProbe {
    return madeOf('MachineProbe.tcp', [port, timing], (number, given) =>
      new MachineProbe({ tcpSocket: { port: number } }, given));
  }

  /** A command in the guest, which the guest agent runs. It needs no network, but a guest agent. */
  public static exec(command: string[], timing: ProbeTiming = {}): MachineProbe {
    return madeOf('MachineProbe.exec', [command, timing], (words, given) =>
      new MachineProbe({ exec: { command: words } }, given));
  }

  /** Whether the guest agent answers. It needs no network. */
  public static guestAgentPing(timing: ProbeTiming = {}): MachineProbe {
    return madeOf('MachineProbe.guestAgentPing', [timing], (given) =>
      new MachineProbe({ guestAgentPing: {} }, given));
  }

  private constructor(
    private readonly handler: Pick<Probe, 'exec' | 'guestAgentPing' | 'httpGet' | 'tcpSocket'>,
    /** The timing as the program gives it. @internal */
    public readonly _timing: ProbeTiming,
  ) {}

  /** The probe in a machine's spec. @internal */
  public _spec(): Probe {
    const { initialDelay, period, timeout, failureThreshold, successThreshold } = this._timing;
    return defined({
      ...this.handler,
      initialDelaySeconds: secondsOf(initialDelay),
      periodSeconds: secondsOf(period),
      timeoutSeconds: secondsOf(timeout),
      failureThreshold,
      successThreshold,
    });
  }
}
