package scaling

import (
	"context"
	"fmt"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

const (
	metrics = "metrics.k8s.io"
	// always is a time at which no pod has just become ready, so each measurement counts.
	always = "2099-01-01T00:00:00Z"
)

// serveMetrics has the API server serve what metrics-server would, as objects that the tool writes.
func serveMetrics(ctx context.Context, client *kube.Client) error {
	kind := suite.OpenKind(metrics, "v1beta1", "PodMetrics", "pods", "pod")
	kind.SetAnnotations(map[string]string{"api-approved.kubernetes.io": "unapproved, played by the conformance"})
	if _, err := client.Apply(ctx, kind); err != nil {
		return err
	}
	return client.AwaitCRDs(ctx, []*kube.Object{kind})
}

// measure has Kubernetes' autoscaler see machines that work hard, and then hardly.
func (t *trial) measure(ctx context.Context) error {
	few, err := t.await(ctx, measured, 2)
	if err != nil {
		return err
	}
	many, err := t.using(ctx, "3", 4)
	if err != nil {
		return err
	}
	lost := missing(few, many)
	t.section.Check(lost == 0, "a pool whose machines work hard loses %d members", lost)
	t.row("machines use three times the CPUs that the autoscaler aims at; the bounds are 2 and 4", len(few), len(many), lost)
	after, err := t.using(ctx, "100m", 2)
	if err != nil {
		return err
	}
	t.row("machines use a tenth of them", len(many), len(after), missing(many, after))
	return nil
}

// using says that each machine uses a number of CPUs, until the pool has come to a number of members and kept it.
func (t *trial) using(ctx context.Context, cpu string, number int) (found []string, err error) {
	var since time.Time
	what := fmt.Sprintf("%d members of the pool of tenant %s that use %s CPUs", number, measured, cpu)
	err = kube.Await(ctx, what, cluster.Patience, func(ctx context.Context) (bool, error) {
		if err := t.tell(ctx, cpu); err != nil {
			return false, err
		}
		if found, err = t.members(ctx, measured); err != nil || len(found) != number {
			since = time.Time{}
			return false, err
		}
		if since.IsZero() {
			since = time.Now()
		}
		return time.Since(since) > quiet, nil
	})
	return found, err
}

// tell writes what each launcher uses, and nothing of those that are gone.
func (t *trial) tell(ctx context.Context, cpu string) error {
	pods, err := t.client.List(ctx, "v1", "Pod", namespace(measured))
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, pod := range pods {
		there[pod.GetName()] = true
		usage := suite.Named(metrics+"/v1beta1", "PodMetrics", pod.GetNamespace(), pod.GetName())
		usage.SetLabels(pod.GetLabels())
		usage.Object["timestamp"], usage.Object["window"] = always, "1s"
		usage.Object["containers"] = []any{map[string]any{"name": "compute", "usage": map[string]any{"cpu": cpu, "memory": "1Gi"}}}
		if _, err := t.client.Apply(ctx, usage); err != nil {
			return err
		}
	}
	told, err := t.client.List(ctx, metrics+"/v1beta1", "PodMetrics", namespace(measured))
	if err != nil {
		return err
	}
	for i := range told {
		if !there[told[i].GetName()] {
			if err := t.client.Delete(ctx, &told[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
