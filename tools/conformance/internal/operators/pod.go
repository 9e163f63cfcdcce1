// Package operators runs KubeVirt's and CDI's operators as a cluster would: the program of a pod that was placed, with
// the environment of its container and the token of its ServiceAccount, and so with the rights that the bundle gives
// and no others.
package operators

import (
	"context"
	"encoding/base64"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/process"
)

// played is a pod whose program runs beside the cluster.
type played struct {
	environment []string
	kubeconfig  string
	// Account is who the program is to the API server.
	account string
}

// play waits until a pod with a label has been placed, and finds out how its program is to run.
func play(ctx context.Context, c *cluster.Cluster, namespace, label, value string) (*played, error) {
	var pod *kube.Object
	err := kube.Await(ctx, fmt.Sprintf("a pod in %s with %s=%s to be placed", namespace, label, value), cluster.Patience, func(ctx context.Context) (bool, error) {
		pods, err := c.Client.List(ctx, "v1", "Pod", namespace)
		for i := range pods {
			if pods[i].GetLabels()[label] == value && kube.Text(&pods[i], "spec", "nodeName") != "" {
				pod = &pods[i]
			}
		}
		return pod != nil, err
	})
	if err != nil {
		return nil, err
	}
	account := kube.Text(pod, "spec", "serviceAccountName")
	token, err := c.Client.Token(ctx, namespace, account)
	if err != nil {
		return nil, err
	}
	p := &played{environment: environment(pod), account: fmt.Sprintf("system:serviceaccount:%s:%s", namespace, account)}
	p.kubeconfig, err = c.Kubeconfig(p.account, token)
	return p, err
}

// command is a program to run as the pod.
func (p *played) command(name, path string, arguments ...string) process.Command {
	return process.Command{Name: name, Path: path, Args: append([]string{"--kubeconfig", p.kubeconfig}, arguments...), Env: p.environment}
}

// serve runs a program that is to listen on a port, again when it ends, as the kubelet would: it may come before its
// own rights do.
func serve(ctx context.Context, c *cluster.Cluster, command process.Command, port int) error {
	var ended error
	err := kube.Await(ctx, command.Name+" to listen", cluster.Patience, func(context.Context) (bool, error) {
		if err := c.Processes.Ended(command.Name); err != nil {
			ended = err
			c.Processes.StopOne(command.Name)
			if err := c.Processes.Start(command); err != nil {
				return false, err
			}
		}
		connection, err := net.Dial("tcp", c.At(port))
		if err != nil {
			return false, nil
		}
		return true, connection.Close()
	})
	if err != nil && ended != nil {
		return fmt.Errorf("%w: %w", err, ended)
	}
	return err
}

// environment of a pod's first container. Of what it may refer to, operators use its own metadata.
func environment(pod *kube.Object) []string {
	containers, _, _ := unstructured.NestedSlice(pod.Object, "spec", "containers")
	if len(containers) == 0 {
		return nil
	}
	variables, _, _ := unstructured.NestedSlice(containers[0].(map[string]any), "env")
	var all []string
	for _, each := range variables {
		variable := each.(map[string]any)
		name, _ := variable["name"].(string)
		value, _ := variable["value"].(string)
		if path, found, _ := unstructured.NestedString(variable, "valueFrom", "fieldRef", "fieldPath"); found {
			value = field(pod, path)
		}
		all = append(all, name+"="+value)
	}
	return all
}

var annotation = regexp.MustCompile(`^metadata\.annotations\['(.*)'\]$`)

func field(pod *kube.Object, path string) string {
	if match := annotation.FindStringSubmatch(path); match != nil {
		return pod.GetAnnotations()[match[1]]
	}
	switch path {
	case "metadata.name":
		return pod.GetName()
	case "metadata.namespace":
		return pod.GetNamespace()
	case "spec.nodeName":
		return kube.Text(pod, "spec", "nodeName")
	}
	return ""
}

// certificate waits for a Secret with a certificate and writes it to files.
func certificate(ctx context.Context, c *cluster.Cluster, namespace, name string) (certificate, key string, err error) {
	var secret *kube.Object
	err = kube.Await(ctx, fmt.Sprintf("Secret %s/%s", namespace, name), cluster.Patience, func(ctx context.Context) (bool, error) {
		var err error
		secret, err = c.Client.Get(ctx, "v1", "Secret", namespace, name)
		return secret != nil && kube.Text(secret, "data", "tls.crt") != "", err
	})
	if err != nil {
		return "", "", err
	}
	folder := filepath.Join(c.Dir, "secrets", name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", "", err
	}
	for _, file := range []string{"tls.crt", "tls.key"} {
		text, err := base64.StdEncoding.DecodeString(kube.Text(secret, "data", file))
		if err != nil {
			return "", "", fmt.Errorf("Secret %s/%s: %w", namespace, name, err)
		}
		if err := os.WriteFile(filepath.Join(folder, file), text, 0o600); err != nil {
			return "", "", err
		}
	}
	return filepath.Join(folder, "tls.crt"), filepath.Join(folder, "tls.key"), nil
}
